/// Colours for values in 0...1 whose lightness grows evenly, dark blue to yellow.
///
/// The stops are of Viridis (Smith and van der Walt, 2015, in the public domain), linear between them.
public enum ColourMap {
  private static let stops: [(red: UInt8, green: UInt8, blue: UInt8)] = [
    (68, 1, 84), (72, 40, 120), (62, 74, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137), (53, 183, 121),
    (109, 205, 89), (180, 222, 44), (253, 231, 37),
  ]

  /// The colour of `value`, which is taken into 0...1; white for NaN.
  public static func colour(_ value: Double) -> (red: UInt8, green: UInt8, blue: UInt8) {
    guard !value.isNaN else { return (255, 255, 255) }
    let position = max(0, min(1, value)) * Double(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    let share = position - Double(index)
    func mix(_ channel: (((red: UInt8, green: UInt8, blue: UInt8)) -> UInt8)) -> UInt8 {
      let (low, high) = (Double(channel(stops[index])), Double(channel(stops[index + 1])))
      return UInt8((low + share * (high - low)).rounded())
    }
    return (mix(\.red), mix(\.green), mix(\.blue))
  }

  /// The stops for gnuplot's `set palette defined`.
  static var gnuplotStops: String {
    stops.enumerated().map { index, stop in
      let hex = (Int(stop.red) << 16 | Int(stop.green) << 8 | Int(stop.blue))
      let digits = String(hex, radix: 16)
      return "\(index) \"#\(String(repeating: "0", count: 6 - digits.count))\(digits)\""
    }.joined(separator: ", ")
  }
}
