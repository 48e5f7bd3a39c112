import RandomLinearCoding
import Randomness
import Testing

@Suite struct LinearCodeTests {
  /// Lemma 13 by simulation over 4,000 draws of signs and noise: (5.5), and no bias.
  @Test(arguments: [(1, 0), (2, 0.5), (3, 8)] as [(UInt64, Double)])
  func lemma13(seed: UInt64, variance: Double) throws {
    let d = 256, m = 64, streams = Streams(seed: seed)
    let encoder = try RandomLinearEncoder(elementCount: d, gain: Double(d) / Double(m), blockLength: nil)
    var rng = streams.generator("gradient")
    let g = Normal().values(count: d, using: &rng), noise = Normal(deviation: Float(variance.squareRoot()))
    var errors = Samples(), estimates = VectorSamples(expected: g)
    for round in 0..<4_000 {
      let code = encoder.code(round: round, streams: streams)
      var rng = streams.generator("noise", round: round)
      let y = zip(code.measure(g), noise.values(count: m, using: &rng)).map { $0 + $1 }
      let estimate = code.reconstruct(y)
      errors.add(squaredDistance(estimate, g))
      estimates.add(estimate)
    }
    let expected = LinearCodeBound.error(
      elementCount: d, measurementCount: m, squaredNorm: squaredNorm(g), noiseVariance: variance)
    #expect(abs(errors.mean - expected) < errors.tolerance)
    #expect(estimates.excess < 2.25)
  }

  /// Of blocks the errors are added: (n/k − 1)‖g‖² where the last is full. The last of 200 elements is not, and its error
  /// is at most that.
  @Test(arguments: [(256, 1), (200, 2)] as [(Int, UInt64)])
  func errorsOfBlocksAreAdded(elementCount: Int, seed: UInt64) throws {
    let streams = Streams(seed: seed)
    let encoder = try RandomLinearEncoder(elementCount: elementCount, gain: 4, blockLength: 64)
    #expect(encoder.blockCount == 4 && encoder.blockMeasurementCount == 16 && encoder.measurementCount == 64)
    var rng = streams.generator("gradient")
    let g = Normal().values(count: elementCount, using: &rng)
    var errors = Samples()
    for round in 0..<2_000 {
      let code = encoder.code(round: round, streams: streams)
      errors.add(squaredDistance(code.reconstruct(code.measure(g)), g))
    }
    let whole = 3 * squaredNorm(g), last = 3 * squaredNorm(g[192...])
    #expect(errors.mean < whole + errors.tolerance)
    #expect(errors.mean > whole - (elementCount == 256 ? 0 : last) - errors.tolerance)
  }

  /// A Aᵀ = (n/k) I, so that measurements come back multiplied by n/k; sums of up to 2 · 12 roundings of 2⁻²⁴ each.
  @Test(arguments: [1, 2, 255, 256, 257, 5_000], [1 as UInt64])
  func rowsAreOrthogonal(elementCount: Int, seed: UInt64) throws {
    let encoder = try RandomLinearEncoder(elementCount: elementCount, gain: 1, blockLength: 256)
    let code = encoder.code(round: 3, streams: Streams(seed: seed))
    var rng = Philox(key: seed)
    let g = Normal().values(count: elementCount, using: &rng)
    // With gain 1 the code is a rotation: nothing is lost.
    #expect(squaredDistance(code.reconstruct(code.measure(g)), g) < squaredNorm(g) * 0x1p-38)
  }

  /// Signs depend on the round and the seed alone.
  @Test func roundsHaveDifferentCodes() throws {
    let encoder = try RandomLinearEncoder(elementCount: 64, gain: 4)
    let g = [Float](repeating: 1, count: 64)
    func measured(_ seed: UInt64, _ round: Int) -> [Float] {
      encoder.code(round: round, streams: Streams(seed: seed)).measure(g)
    }
    #expect(measured(1, 0) == measured(1, 0))
    #expect(measured(1, 0) != measured(1, 1) && measured(1, 0) != measured(2, 0))
  }

  /// k is even, at least 2, and near n/gain.
  @Test func measurementsFillSymbols() throws {
    let cifarNet = try RandomLinearEncoder(elementCount: 1_068_298, gain: 20)
    #expect(cifarNet.blockCount == 261 && cifarNet.blockMeasurementCount == 204)
    #expect(cifarNet.measurementCount == 53_244 && cifarNet.symbolCount == 26_622)
    #expect(try RandomLinearEncoder(elementCount: 100, gain: 64).blockMeasurementCount == 2)
  }

  @Test func inadmissibleCodesAreRefused() {
    #expect(throws: ChannelError.invalidParameter(0, quantity: "number of elements", expected: "1...2³⁰")) {
      try RandomLinearEncoder(elementCount: 0, gain: 2)
    }
    for length in [-4, 0, 1, 48] {
      #expect(
        throws: ChannelError.invalidParameter(
          Double(length), quantity: "block length", expected: "a power of 2 from 2 on")
      ) {
        try RandomLinearEncoder(elementCount: 1_000, gain: 2, blockLength: length)
      }
    }
    for gain in [0.5, 33, -1, .infinity] {
      #expect(throws: ChannelError.invalidParameter(gain, quantity: "gain", expected: "1...32")) {
        try RandomLinearEncoder(elementCount: 1_000, gain: gain, blockLength: 64)
      }
    }
  }
}
