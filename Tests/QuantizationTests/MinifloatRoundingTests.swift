import Quantization
import Randomness
import Testing

@Suite struct MinifloatRoundingTests {
  static let formats: [Minifloat] = [.e2m1, .e5m2]

  /// Every sixteen-bit pattern as the upper half of a Float, with neighbours; every end of a cell with its neighbours;
  /// subnormal numbers, the greatest ones and infinities.
  private func values(_ quantizer: MinifloatQuantizer) -> [Float] {
    var values = (UInt32.min...0xFFFF).flatMap { upper in
      [Float(bitPattern: upper << 16), Float(bitPattern: upper << 16 | 1), Float(bitPattern: upper << 16 | 0xFFFF)]
    }
    for index in 1..<quantizer.levelCount {
      let end = Float(quantizer.cell(of: index).lower)
      let point = Float(quantizer.point(of: index))
      values += [end, end.nextUp, end.nextDown, end.nextUp.nextUp, point, point.nextUp, point.nextDown]
    }
    values += [0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude]
    values += [.greatestFiniteMagnitude, .leastNormalMagnitude, Float.leastNormalMagnitude.nextDown]
    return values.filter { !$0.isNaN }
  }

  /// The index by search: the nearest number, the even code of two; exact, for products of two Floats are.
  private func searched(_ value: Float, _ quantizer: MinifloatQuantizer) -> Int {
    let format = quantizer.format
    let z = abs(Double(value) * Double(quantizer.scale))
    var (low, high) = (0, format.magnitudeCount - 1)
    if z >= format.greatestMagnitude { low = high }
    while high - low > 1 {
      let middle = (low + high) / 2
      if format.magnitude(of: middle) <= z { low = middle } else { high = middle }
    }
    let (below, above) = (z - format.magnitude(of: low), format.magnitude(of: high) - z)
    let code = low == high || below < above || (below == above && low.isMultiple(of: 2)) ? low : high
    return format.magnitudeCount - 1 + (value < 0 ? -code : code)
  }

  @Test(arguments: formats, [1, 0.37, 0x1p-40, 1234.5] as [Float])
  func scalarAndSpanRoundToTheNearest(format: Minifloat, scale: Float) throws {
    let quantizer = try MinifloatQuantizer(format, scale: scale)
    let values = values(quantizer)
    var codes = [UInt8](repeating: 0xFF, count: values.count)
    var span = codes.mutableSpan
    try quantizer.encode(values.span, into: &span)
    let wrong = values.indices.first { position in
      let index = searched(values[position], quantizer)
      return quantizer.index(of: Double(values[position])) != index || codes[position] != quantizer.code(of: index)
    }
    #expect(wrong == nil, "\(wrong.map { (values[$0], codes[$0]) } ?? (0, 0))")
    #expect(values.count > 190_000)
    var back = [Float](repeating: .nan, count: values.count)
    var backSpan = back.mutableSpan
    try quantizer.decode(codes.span, into: &backSpan)
    let lost = back.indices.first { back[$0] != Float(quantizer.point(of: searched(values[$0], quantizer))) }
    #expect(lost == nil)
  }

  /// Cells are where they say: inside, next to both ends.
  @Test(arguments: formats, [1, 0.37] as [Float])
  func cellsAreThoseOfTheIndex(format: Minifloat, scale: Float) throws {
    let quantizer = try MinifloatQuantizer(format, scale: scale)
    for index in 0..<quantizer.levelCount {
      let (lower, upper) = quantizer.cell(of: index)
      // Two units in the last place: one of the end, one of the product.
      let (above, below) = (lower.nextUp.nextUp, upper.nextDown.nextDown)
      #expect(index == 0 || quantizer.index(of: above) == index)
      #expect(index == quantizer.levelCount - 1 || quantizer.index(of: below) == index)
      #expect(quantizer.index(of: quantizer.point(of: index)) == index)
    }
  }

  @Test(arguments: formats)
  func nanIsAnErrorAndInfinityTheGreatest(format: Minifloat) throws {
    let quantizer = try MinifloatQuantizer(format)
    var codes = [UInt8](repeating: 0, count: 40)
    let values = (0..<40).map { $0 == 23 ? Float.nan : .infinity }
    var span = codes.mutableSpan
    #expect(throws: QuantizationError.notANumber) { try quantizer.encode(values.span, into: &span) }
    #expect(quantizer.index(of: .infinity) == quantizer.levelCount - 1 && quantizer.index(of: -.infinity) == 0)
  }

  @Test(arguments: [0x7C, 0x7D, 0xFF] as [UInt8])
  func reservedCodesAreErrors(code: UInt8) throws {
    let quantizer = try MinifloatQuantizer(.e5m2)
    let codes = [0, 1, code, 2]
    var values = [Float](repeating: 0, count: 4)
    var span = values.mutableSpan
    #expect(throws: QuantizationError.invalidCode) { try quantizer.decode(codes.span, into: &span) }
    #expect(values == [0, 0x1p-16, 0, 0x1p-15])
  }

  /// The loop's error is that of the reproduction points, in another order of 1,003 sums.
  @Test(arguments: formats, 1...3 as ClosedRange<UInt64>)
  func errorOverASpanIsThatOfThePoints(format: Minifloat, seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("error")
    let values = Normal(deviation: 3).values(count: 1_003, using: &rng)
    let quantizer = try MinifloatQuantizer(format, scale: 0.83)
    let errors = values.map { Double($0) - quantizer.point(of: quantizer.index(of: Double($0))) }
    let expected = errors.reduce(0) { $0 + $1 * $1 } / 1_003
    #expect(abs(quantizer.meanSquaredError(of: values.span) / expected - 1) < 1e-12)
  }
}
