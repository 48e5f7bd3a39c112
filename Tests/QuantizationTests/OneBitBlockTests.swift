import Quantization
import Randomness
import Testing

@Suite struct OneBitBlockTests {
  private func read(_ signs: PackedSigns, step: Float, _ rng: Philox, startingAt first: Int = 0) throws -> [Float] {
    var values = [Float](repeating: .nan, count: signs.count)
    var span = values.mutableSpan
    try OneBitDither.decode(signs, step: step, dither: rng, startingAt: first, into: &span)
    return values
  }

  /// The error in steps is uniform on (−½, ½) and does not follow the signal (bounds as for more levels), and each sign is
  /// that of the scalar quantizer where the sum is not within rounding, 2⁻²³, of its end.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func ditheredErrorIsUniformAndIndependent(seed: UInt64) throws {
    let values = laplaceNumbers(count: 200_000, seed: seed), rng = Streams(seed: seed).generator("dither")
    let step = try OneBitDither.step(of: values.span)
    let signs = OneBitDither.encode(values.span, step: step, dither: rng)
    let read = try read(signs, step: step, rng)
    let errors = zip(read, values).map { Double($0 - $1) / Double(step) }
    let root = Double(values.count).squareRoot()
    #expect(distanceFromUniform(errors) * root < 2.7)
    #expect(abs(correlation(errors, values.map(Double.init))) * root < 4.9)
    #expect(abs(errors.reduce(0, +)) / root < 5 * (1.0 / 12).squareRoot())

    var dither = [Float](repeating: 0, count: values.count)
    var span = dither.mutableSpan
    UniformDither(step: 1).fill(&span, startingAt: 0, of: rng)
    let wrong = try values.indices.first { index in
      let scalar = try OneBitDitheredQuantizer(step: Double(step), dither: Double(dither[index]))
      let place = Double(values[index]) / Double(step) + Double(dither[index])
      return abs(place) > 0x1p-23 && (scalar.index(of: Double(values[index])) == 1) != signs[index]
    }
    #expect(wrong == nil)
  }

  @Test(arguments: [0, 1, 2_048, 5_003])
  func slicesAreReadAlone(start: Int) throws {
    let values = laplaceNumbers(count: 8_000, seed: 2), rng = Streams(seed: 5).generator("dither", worker: 2, round: 8)
    let step = try OneBitDither.step(of: values.span)
    let whole = try read(OneBitDither.encode(values.span, step: step, dither: rng), step: step, rng)
    let slice = Array(values[start..<min(start + 2_999, 8_000)])
    let signs = OneBitDither.encode(slice.span, step: step, dither: rng, startingAt: start)
    #expect(try read(signs, step: step, rng, startingAt: start) == Array(whole[start..<start + slice.count]))
  }

  @Test(arguments: [0, 1, 31, 32, 33, 63, 64, 65, 1_000])
  func signsAreThoseOfTheNumbers(count: Int) throws {
    var values = laplaceNumbers(count: count, seed: 3)
    if count > 2 { values.replaceSubrange(0..<2, with: [0, -0.0]) }
    let signs = PackedSigns(of: values.span)
    #expect(values.indices.allSatisfy { signs[$0] == (values[$0] >= 0) })
    #expect(PackedSigns(count: count, words: signs.words) == signs)
    var read = [Float](repeating: .nan, count: count)
    var span = read.mutableSpan
    signs.decode(negative: -3, positive: 2, into: &span)
    #expect(values.indices.allSatisfy { read[$0] == (values[$0] < 0 ? -3 : 2) })
  }

  @Test func blocksWithoutAStepAreRejected() {
    let nan: [Float] = [.nan], great: [Float] = [3e38]
    #expect(throws: QuantizationError.notANumber) { try OneBitDither.step(of: nan.span) }
    #expect(throws: QuantizationError.self) { try OneBitDither.step(of: great.span) }
  }

  /// Points are the means of the halves of each column, and what is read plus what is left is what was there: to 2⁻²¹ of
  /// the greatest number, a few roundings in single precision (of partial sums of up to 256 numbers in a lane).
  @Test(arguments: [1, 7, 31, 32, 64, 100, 1_000, 7_000], 1...2 as ClosedRange<UInt64>)
  func errorsOfColumnsAreKept(length: Int, seed: UInt64) throws {
    let values = laplaceNumbers(count: 28_000 / length * length, seed: seed, scale: 1)
    var residual = laplaceNumbers(count: values.count, seed: seed + 100, scale: 1)
    let sums = zip(values, residual).map { $0 + $1 }
    let tolerance = 0x1p-21 * (sums.map(abs).max() ?? 0)
    var span = residual.mutableSpan
    let code = try ColumnSigns(values.span, columnLength: length, residual: &span)
    #expect(sums.indices.allSatisfy { code.signs[$0] == (sums[$0] >= 0) })
    var read = [Float](repeating: .nan, count: values.count)
    var readSpan = read.mutableSpan
    code.decode(into: &readSpan)
    #expect(sums.indices.allSatisfy { abs(read[$0] + residual[$0] - sums[$0]) <= tolerance })
    for (column, points) in code.points.enumerated() {
      let numbers = sums[column * length..<(column + 1) * length].map(Double.init)
      let (below, others) = (numbers.filter { $0 < 0 }, numbers.filter { $0 >= 0 })
      for (point, half) in [(points.negative, below), (points.positive, others)] {
        let mean = half.isEmpty ? 0 : half.reduce(0, +) / Double(half.count)
        if abs(Double(point) - mean) > Double(tolerance) { Issue.record("\(point) for the mean \(mean)") }
      }
    }
    #expect(code.points.count == values.count / length)
    #expect(try ColumnSigns(signs: code.signs, points: code.points, columnLength: length) == code)
  }

  /// Error feedback telescopes: what was read over 50 rounds is the sum of the gradients less the last residual, with a
  /// rounding of 2⁻²⁴ of numbers up to 2⁶ in each of 150 sums.
  @Test func readingsSumToTheGradients() throws {
    var residual = [Float](repeating: 0, count: 640), sum = [Double](repeating: 0, count: 640), sent = sum
    for round in 0..<50 {
      let values = laplaceNumbers(count: 640, seed: UInt64(round), scale: 1)
      var span = residual.mutableSpan, read = values
      let code = try ColumnSigns(values.span, columnLength: 64, residual: &span)
      var readSpan = read.mutableSpan
      code.decode(into: &readSpan)
      for index in values.indices {
        sum[index] += Double(values[index])
        sent[index] += Double(read[index])
      }
    }
    #expect(sum.indices.allSatisfy { abs(sum[$0] - sent[$0] - Double(residual[$0])) < 150 * 0x1p-18 })
    #expect(zip(sum, sent).contains { abs($0 - $1) > 0.1 })
  }

  @Test func whatIsNotFiniteIsRejected() {
    for bad in [Float.nan, .infinity, -.infinity] {
      var values = [Float](repeating: 1, count: 100), residual = [Float](repeating: 0, count: 100)
      values[57] = bad
      var span = residual.mutableSpan
      #expect(throws: QuantizationError.notANumber) {
        try ColumnSigns(values.span, columnLength: 50, residual: &span)
      }
    }
    let signs = PackedSigns(of: [Float](repeating: 1, count: 6).span)
    #expect(throws: QuantizationError.invalidCode) { try ColumnSigns(signs: signs, points: [], columnLength: 4) }
    #expect(throws: QuantizationError.invalidCode) { try ColumnSigns(signs: signs, points: [], columnLength: 0) }
    let infinite = [ColumnSigns.Points(negative: -.infinity, positive: 1)]
    #expect(throws: QuantizationError.invalidCode) { try ColumnSigns(signs: signs, points: infinite, columnLength: 6) }
  }
}
