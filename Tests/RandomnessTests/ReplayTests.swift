import Testing

@testable import Randomness

/// Values of this implementation, the same in debug and release builds and with and without vector instructions. They
/// may change only on purpose, for with them changes every result that was computed from a seed.
@Suite struct ReplayTests {
  /// FNV-1a, a word at a time, over the bits of 3,000 values.
  @Test(
    arguments: zip(
      [
        Uniform(low: -1, high: 3), UniformDither(step: 0.25), Rademacher(), Normal(mean: 1, deviation: 2),
        GenNorm(location: -1, scale: 0.5, shape: 0.8),
      ] as [any Distribution],
      [
        0x52D2_5765_2AEE_9A40, 0x0C08_29E9_8636_334B, 0x9BF6_4FF4_9546_4B85, 0xA3CA_7CD7_63F7_2F9D,
        0x5879_8B41_3159_188E,
      ] as [UInt64]))
  func fillsGiveTheSameBits(distribution: any Distribution, expected: UInt64) {
    var rng = Streams(seed: 1).generator("replay", worker: 2, round: 3)
    let values = distribution.values(count: 3_000, using: &rng)
    let hash = values.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x0000_0100_0000_01B3 }
    #expect(hash == expected)
  }

  @Test func permutationsAndChoicesAreTheSame() {
    var rng = Streams(seed: 1).generator("replay")
    #expect(permutation(of: 10, using: &rng) == [4, 2, 0, 1, 7, 6, 9, 5, 8, 3])
    #expect(choice(5, of: 1_000_000, using: &rng) == [341_877, 946_651, 276_670, 88_232, 452_305])
  }
}
