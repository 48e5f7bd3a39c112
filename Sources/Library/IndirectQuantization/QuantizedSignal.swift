import EntropyCoding
public import Randomness

/// A signal after quantization: what is sent of it.
public struct QuantizedSignal: Sendable, Equatable {
  /// The alphabet.
  public let format: SignalFormat
  /// One symbol for each element, row by row.
  public let symbols: [UInt8]
  /// The points in ascending order of their cells, or the step κ.
  public internal(set) var parameters: [Float]

  init(format: SignalFormat, symbols: [UInt8], parameters: [Float]) {
    self.format = format
    self.symbols = symbols
    self.parameters = parameters
  }

  /// Quantizes a signal whose elements are finite.
  ///
  /// Points are Lloyd-Max's of a sample (``SampleQuantizer``). A dithered x becomes, with κ = max |x| / K and u from
  /// `dither`,
  ///
  ///     q = ⌊x/κ + u⌉ in −K...K,   x̃ = κ (q − u)
  ///
  /// > Note: The thesis prints ⌊·⌋ in Equation (3.8), with which the error would not be centred; the nearest integer, as in
  /// > Equation (2.4), gives the error that it states, uniform on ±κ/2.
  ///
  /// - Complexity: O(n K).
  public init(_ values: [Float], format: SignalFormat, dither: Philox) {
    self.format = format
    let first = UInt8(format.firstLevel)
    switch format.kind {
    case .points(let levelCount):
      let quantizer = SampleQuantizer(values, levelCount: levelCount, skipsZeros: format.codesZeros)
      var symbols = [UInt8](repeating: 0, count: values.count)
      var sums = [Double](repeating: 0, count: levelCount), counts = [Int](repeating: 0, count: levelCount)
      for (index, value) in values.enumerated() where value != 0 || first == 0 {
        let level = quantizer.level(of: value)
        symbols[index] = UInt8(level) + first
        sums[level] += Double(value)
        counts[level] += 1
      }
      self.symbols = symbols
      parameters = quantizer.points.indices.map {
        counts[$0] > 0 ? Float(sums[$0] / Double(counts[$0])) : quantizer.points[$0]
      }
    case .dithered(let extent):
      (symbols, parameters) = Self.dithered(values, extent: extent, codesZeros: format.codesZeros, dither)
    }
  }

  /// What the other side reads: x̃ for each element.
  ///
  /// - Parameter dither: the stream that the signal was quantized with.
  /// - Complexity: O(n).
  public func values(dither: Philox) -> [Float] {
    let zero: [Float] = format.codesZeros ? [0] : []
    switch format.kind {
    case .points:
      let table = zero + parameters
      return symbols.map { table[Int($0)] }
    case .dithered(let extent):
      let dither = Self.dither(count: symbols.count, from: dither), step = parameters[0]
      let offset = Float(extent + format.firstLevel)
      return symbols.indices.map { index in
        format.codesZeros && symbols[index] == 0 ? 0 : step * (Float(symbols[index]) - offset - dither[index])
      }
    }
  }

  /// The empirical entropy of the symbols and the parameters as they are, in bits.
  public var entropyBits: Double {
    var counts = [Int](repeating: 0, count: format.alphabetSize)
    for symbol in symbols { counts[Int(symbol)] += 1 }
    return entropy(ofCounts: counts) * Double(symbols.count) + Double(32 * parameters.count)
  }

  /// The symbols by Equation (3.8), and the step.
  private static func dithered(
    _ values: [Float], extent: Int, codesZeros: Bool, _ stream: Philox
  ) -> (symbols: [UInt8], parameters: [Float]) {
    // Magnitudes are in the order of their bits.
    let largest = Float(bitPattern: values.reduce(0) { max($0, $1.bitPattern & 0x7FFF_FFFF) })
    let limit = Float(extent), step = largest / limit
    // A step too small for a float leaves zeros.
    let divisor = step > 0 ? step : 1, first: UInt8 = codesZeros ? 1 : 0
    let dither = dither(count: values.count, from: stream)
    var symbols = [UInt8](repeating: 0, count: values.count)
    let x = values.span, u = dither.span
    var result = symbols.mutableSpan
    for index in x.indices {
      let q = (x[unchecked: index] / divisor + u[unchecked: index] + 0.5).rounded(.down)
      let level = (q < -limit ? -limit : q > limit ? limit : q) + limit
      // The last bits of 2²³ + n are n.
      let symbol = UInt8(truncatingIfNeeded: (level + 0x1p23).bitPattern) &+ first
      result[unchecked: index] = codesZeros && x[unchecked: index] == 0 ? 0 : symbol
    }
    return (symbols, [step])
  }

  private static func dither(count: Int, from stream: Philox) -> [Float] {
    var stream = stream
    return UniformDither(step: 1).values(count: count, using: &stream)
  }
}
