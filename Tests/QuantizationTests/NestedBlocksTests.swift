import Quantization
import Randomness
import Testing

@Suite struct NestedBlocksTests {
  private func indices(
    _ nested: NestedBlocks, _ values: [Float], fineStep: Float, _ rng: Philox, startingAt first: Int = 0
  ) throws -> [UInt8] {
    var indices = [UInt8](repeating: .max, count: values.count)
    var span = indices.mutableSpan
    try nested.encode(values.span, fineStep: fineStep, dither: rng, startingAt: first, into: &span)
    return indices
  }

  private func numbers(
    _ nested: NestedBlocks, _ indices: [UInt8], fineStep: Float, side: [Float], _ rng: Philox, startingAt first: Int = 0
  ) throws -> [Float] {
    var values = [Float](repeating: .nan, count: indices.count)
    var span = values.mutableSpan
    try nested.decode(
      indices.span, fineStep: fineStep, side: side.span, dither: rng, startingAt: first, into: &span)
    return values
  }

  /// Against the scalar quantizer in double precision, of which the block's quotients, up to 2¹⁰, differ by 2⁻¹³: where
  /// neither a fine end nor, at the decoder, a coarse end is as near, both agree.
  @Test(arguments: [2, 3, 4, 7, 16, 256], 1...2 as ClosedRange<UInt64>)
  func blocksAreTheScalarQuantizer(ratio: Int, seed: UInt64) throws {
    let fineStep: Float = 0.37, rng = Streams(seed: seed).generator("dither", worker: 1)
    let values = laplaceNumbers(count: 4_000, seed: seed, scale: 10)
    let side = zip(values, laplaceNumbers(count: 4_000, seed: seed + 9, scale: 1)).map { $0 + $1 }
    var dither = [Float](repeating: 0, count: values.count)
    var span = dither.mutableSpan
    UniformDither(step: 1).fill(&span, startingAt: 0, of: rng)
    let nested = try NestedBlocks(ratio: ratio)
    let found = try indices(nested, values, fineStep: fineStep, rng)
    let read = try numbers(nested, found, fineStep: fineStep, side: side, rng)
    let step = Double(fineStep)
    var skipped = 0
    for index in values.indices {
      let scalar = try NestedQuantizer(fineStep: step, ratio: ratio, dither: step * Double(dither[index]))
      let place = Double(values[index]) / step + Double(dither[index]) + 0.5
      let expected = scalar.index(of: Double(values[index]))
      let value = scalar.value(of: expected, side: Double(side[index]))
      let distance = abs(value - Double(side[index])) / scalar.coarseStep
      if abs(place - place.rounded()) < 0x1p-13 || abs(distance - 0.5) < 0x1p-12 {
        skipped += 1
      } else if Int(found[index]) != expected || abs(Double(read[index]) - value) > 0x1p-13 {
        Issue.record("\(values[index]): \(found[index]), \(read[index]) instead of \(expected), \(value)")
        break
      }
    }
    // Of 4,000, the share 2⁻¹² beside fine ends and 2⁻¹¹ beside coarse ones, three in all on the average.
    #expect(skipped < 20)
  }

  /// Lemma 1: with |x − y| below (Δ₂ − Δ₁)/2 all estimates are within Δ₁/2 and the error is uniform, with variance
  /// Δ₁²/12; 2⁻¹⁸ covers rounding of numbers below 32.
  @Test(arguments: [2, 3, 4, 9], 1...2 as ClosedRange<UInt64>)
  func sideInformationNearbyDecodes(ratio: Int, seed: UInt64) throws {
    let values = laplaceNumbers(count: 100_000, seed: seed, scale: 1), rng = Streams(seed: seed).generator("dither")
    var source = Streams(seed: seed).generator("noise")
    let noise = UniformDither(step: 0.999 * 0.25 * Float(ratio - 1)).values(count: values.count, using: &source)
    let side = zip(values, noise).map { $0 + $1 }, nested = try NestedBlocks(ratio: ratio)
    let found = try indices(nested, values, fineStep: 0.25, rng)
    #expect(Set(found).count == ratio)
    let read = try numbers(nested, found, fineStep: 0.25, side: side, rng)
    let errors = zip(read, values).map { Double($0 - $1) / 0.25 }
    #expect(errors.allSatisfy { abs($0) <= 0.5 + 0x1p-18 })
    let root = Double(values.count).squareRoot()
    #expect(distanceFromUniform(errors) * root < 2.7)
    #expect(abs(correlation(errors, values.map(Double.init))) * root < 4.9)
  }

  /// The share of wrong estimates stays under Lemma 1's bound, and is what Pr(|z + u| > Δ₂/2) says: with uniform z of the
  /// width w the sum is beyond h = Δ₂/2 with probability (w/2 + Δ₁/2 − h)²/(w Δ₁) while that is within Δ₁ of the end.
  @Test(arguments: [2.2, 2.6, 3.2] as [Float], [3, 4])
  func wrongEstimatesAreThoseOfTheLemma(width: Float, ratio: Int) throws {
    let values = laplaceNumbers(count: 100_000, seed: 6, scale: 3), rng = Streams(seed: 6).generator("dither")
    let w = width * Float(ratio) / 3
    var source = Streams(seed: 6).generator("noise")
    let noise = UniformDither(step: w).values(count: values.count, using: &source)
    let nested = try NestedBlocks(ratio: ratio)
    let found = try indices(nested, values, fineStep: 1, rng)
    let read = try numbers(nested, found, fineStep: 1, side: zip(values, noise).map { $0 - $1 }, rng)
    let wrong = Double(zip(read, values).count { abs($0 - $1) > 0.5 + 0x1p-16 }) / Double(values.count)
    let scalar = try NestedQuantizer(fineStep: 1, ratio: ratio, dither: 0)
    #expect(wrong < scalar.errorBound(deviation: Double(w) / 12.0.squareRoot()))
    let reach = max(0, Double(w) / 2 + 0.5 - Double(ratio) / 2)
    let expected = reach * reach / Double(w)
    #expect(abs(wrong - expected) <= 5 * (expected / Double(values.count)).squareRoot() + 1e-5)
  }

  @Test(arguments: [1, 2_048, 3_333])
  func slicesAreReadAlone(start: Int) throws {
    let values = laplaceNumbers(count: 6_000, seed: 2, scale: 1), rng = Streams(seed: 5).generator("dither", round: 8)
    let side = values.map { $0 * 0.9 }, nested = try NestedBlocks(ratio: 5)
    let all = try indices(nested, values, fineStep: 0.3, rng)
    let read = try numbers(nested, all, fineStep: 0.3, side: side, rng)
    let part = try numbers(
      nested, Array(all[start...]), fineStep: 0.3, side: Array(side[start...]), rng, startingAt: start)
    #expect(part == Array(read[start...]))
  }

  @Test func whatIsNoBlockIsRejected() throws {
    #expect(throws: QuantizationError.self) { try NestedBlocks(ratio: 1) }
    #expect(throws: QuantizationError.self) { try NestedBlocks(ratio: 257) }
    let nested = try NestedBlocks(ratio: 3), rng = Streams(seed: 1).generator("dither")
    #expect(throws: QuantizationError.notANumber) { try indices(nested, [.nan], fineStep: 1, rng) }
    #expect(throws: QuantizationError.self) { try indices(nested, [.infinity], fineStep: 1, rng) }
    #expect(throws: QuantizationError.self) { try indices(nested, [1], fineStep: 0x1p-21, rng) }
    #expect(throws: QuantizationError.self) { try indices(nested, [1], fineStep: 0, rng) }
    #expect(throws: QuantizationError.invalidCode) { try numbers(nested, [3], fineStep: 1, side: [0], rng) }
    #expect(throws: QuantizationError.self) { try numbers(nested, [0], fineStep: -1, side: [0], rng) }
  }
}
