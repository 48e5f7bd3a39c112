/// An origin and a unit in which all values of a sample lie in −1...1, and some are at least ½ apart.
///
/// The origin is zero where the values have both signs, so that those near zero keep their digits, and else their least;
/// the unit is a power of two. Changing to the coordinate and back loses nothing to rounding but where a sample of one
/// sign spans more than 29 octaves.
struct UnitCoordinate {
  let origin: Double
  let unit: Double
  private let inverseUnit: Double

  /// - Throws: ``LawFitError``.
  init(of values: Span<Float>) throws(LawFitError) {
    guard !values.isEmpty else { throw .noValues }
    let first = SIMD8<Double>(repeating: Double(values[0]))
    var least = first, greatest = first, doubt = SIMD8<Double>.zero
    let wholeEnd = values.count / 8 * 8
    func add(_ eight: SIMD8<Double>) {
      least.replace(with: eight, where: eight .< least)
      greatest.replace(with: eight, where: eight .> greatest)
      doubt += eight * 0  // nan where a value is not finite
    }
    for index in stride(from: 0, to: wholeEnd, by: 8) { add(values.eight(from: index)) }
    add(values.lanes(in: wholeEnd..<values.count, padding: first[0]))
    let (low, high) = (least.min(), greatest.max())
    if doubt.sum().isNaN, let index = values.indices.first(where: { !values[$0].isFinite }) {
      throw .valueIsNotFinite(index: index)
    }
    guard low < high else { throw .constantValues(values[0]) }
    origin = low <= 0 && high >= 0 ? 0 : low
    let greatestDistance = max(high - origin, origin - low)
    unit = Double(sign: .plus, exponent: greatestDistance.exponent + 1, significand: 1)
    inverseUnit = 1 / unit
  }

  @inline(__always)
  func of(_ values: SIMD8<Double>) -> SIMD8<Double> { (values - origin) * inverseUnit }

  @inline(__always)
  func of(_ value: Double) -> Double { (value - origin) * inverseUnit }

  func value(at position: Double) -> Double { position * unit + origin }
}
