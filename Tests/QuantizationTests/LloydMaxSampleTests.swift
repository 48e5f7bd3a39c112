import GradientStatistics
import Quantization
import Randomness
import Testing

@Suite struct LloydMaxSampleTests {
  /// The two conditions hold exactly on the sample: points are means of cells, ends middles of points.
  @Test(arguments: [1, 2, 3, 8, 33], 1...2 as ClosedRange<UInt64>)
  func conditionsHoldOnTheSample(levels: Int, seed: UInt64) throws {
    let sample = laplaceNumbers(count: 5_000, seed: seed)
    let quantizer = try LloydMaxQuantizer(levelCount: levels, sample: sample.span)
    #expect(quantizer.levelCount == levels)
    var sums = [Double](repeating: 0, count: levels), counts = sums
    for value in sample {
      let index = quantizer.index(of: Double(value))
      sums[index] += Double(value)
      counts[index] += 1
    }
    for index in 0..<levels {
      #expect(abs(sums[index] / counts[index] - quantizer.point(of: index)) < 1e-12)
      #expect(index == 0 || quantizer.ends[index - 1] == (quantizer.points[index - 1] + quantizer.points[index]) / 2)
    }
  }

  /// For 100,000 normal numbers the error is that of the quantizer for the law (Max, 1960) to 1.5 %: the mean square of the
  /// error has a relative standard error of some √2/√n = 0.45 %.
  @Test(arguments: zip([2, 4, 8], [0.3634, 0.1175, 0.03454]))
  func errorIsThatOfTheLaw(levels: Int, error: Double) throws {
    var rng = Streams(seed: 3).generator("normal")
    let sample = Normal().values(count: 100_000, using: &rng)
    let quantizer = try LloydMaxQuantizer(levelCount: levels, sample: sample.span)
    let found = sample.reduce(0) { sum, value in
      let difference = Double(value) - quantizer.point(of: quantizer.index(of: Double(value)))
      return sum + difference * difference
    }
    #expect(abs(found / 100_000 / error - 1) < 0.015)
  }

  /// Loops over spans are the scalar functions, but within a rounding of an end.
  @Test(arguments: [1, 2, 7, 32, 33, 200])
  func spansAreTheScalarFunctions(levels: Int) throws {
    let sample = laplaceNumbers(count: 10_000, seed: 4, scale: 1), scale: Float = 0.25
    let quantizer = try LloydMaxQuantizer(levelCount: levels, sample: sample.span)
    let values = sample.map { $0 * scale }
    var indices = [UInt8](repeating: .max, count: values.count), read = values
    var span = indices.mutableSpan, readSpan = read.mutableSpan
    try quantizer.encode(values.span, scale: scale, into: &span)
    try quantizer.decode(indices.span, scale: scale, into: &readSpan)
    let wrong = sample.indices.first { place in
      let index = Int(indices[place]), (lower, upper) = quantizer.cell(of: index)
      let x = Double(sample[place]), slack = abs(x) * 0x1p-23
      return x < lower - slack || x > upper + slack || read[place] != Float(quantizer.point(of: index) * 0.25)
    }
    #expect(wrong == nil)
  }

  @Test func samplesOfFewNumbersHaveFewerLevels() throws {
    let sample: [Float] = [1, 1, 1, 2, 2, 9]
    let quantizer = try LloydMaxQuantizer(levelCount: 6, sample: sample.span)
    #expect(quantizer.points == [1, 2, 9])
    #expect(quantizer.ends == [1.5, 5.5])
  }

  @Test func whatIsNoSampleIsRejected() throws {
    let nan: [Float] = [1, .nan], none: [Float] = [], two: [Float] = [1, 2]
    #expect(throws: QuantizationError.notANumber) { try LloydMaxQuantizer(levelCount: 2, sample: nan.span) }
    #expect(throws: QuantizationError.self) { try LloydMaxQuantizer(levelCount: 2, sample: none.span) }
    #expect(throws: QuantizationError.self) { try LloydMaxQuantizer(levelCount: 0, sample: two.span) }
    let quantizer = try LloydMaxQuantizer(levelCount: 2, sample: two.span)
    let codes: [UInt8] = [0, 2]
    var values: [Float] = [0, 0]
    var span = values.mutableSpan
    #expect(throws: QuantizationError.invalidCode) { try quantizer.decode(codes.span, scale: 1, into: &span) }
    #expect(throws: QuantizationError.self) { try quantizer.decode(codes.span, scale: .nan, into: &span) }
  }
}
