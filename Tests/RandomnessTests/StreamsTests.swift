import Testing

@testable import Randomness

@Suite struct StreamsTests {
  /// The seeds, purposes, workers and rounds that are told apart.
  private static let generators: [Philox] = [1, 2, 1 << 63].flatMap { seed in
    ["", "dither", "Dither", "data"].flatMap { purpose in
      [0, 1, 4_294_967_295].flatMap { worker in
        [0, 1].map { Streams(seed: seed).generator(purpose, worker: worker, round: $0) }
      }
    }
  }

  @Test func theSameNameGivesTheSameStream() {
    let name = { Streams(seed: 3).generator("dither", worker: 4, round: 5) }
    #expect(name() == name())
    #expect(name().position == 0)
  }

  @Test func differentNamesGiveDifferentWords() {
    let firsts = Self.generators.map { rng in
      var rng = rng
      return rng.next()
    }
    #expect(Set(firsts).count == 72)
  }

  /// With n = 2¹⁴ pairs, a correlation of independent uniform values has deviation 1/√n = 0.0078; 5.5 of it has
  /// probability 4 × 10⁻⁸, and there are 2,556 pairs of streams.
  @Test func differentStreamsAreNotCorrelated() {
    let count = 1 << 14
    let draws = Self.generators.map { rng in
      var rng = rng
      return Uniform(low: -1, high: 1).values(count: count, using: &rng)
    }
    var greatest: Float = 0
    for first in draws.indices {
      for second in draws.indices where second > first {
        let product = zip(draws[first], draws[second]).reduce(0) { $0 + $1.0 * $1.1 }
        greatest = max(greatest, abs(product * 3 / Float(count)))
      }
    }
    #expect(greatest < 5.5 / Float(count).squareRoot())
  }

  /// By an evaluation of the documented key in Python:
  ///
  ///     h = 0xcbf29ce484222325
  ///     for b in b"dither": h = (h ^ b) * 0x100000001b3 % 2**64
  ///     def mix(z):
  ///         z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9 % 2**64
  ///         z = (z ^ z >> 27) * 0x94d049bb133111eb % 2**64
  ///         return z ^ z >> 31
  ///     hex(mix(mix((42 + 0x9e3779b97f4a7c15) % 2**64) ^ h))
  @Test func theKeyIsTheDocumentedOne() {
    #expect(Streams(seed: 42).generator("dither").key == 0x941B_A839_B35C_A4DA)
  }

  @Test func workersOutsideTheCounterAreRejected() async {
    await #expect(processExitsWith: .failure) { _ = Streams(seed: 1).generator("data", worker: -1) }
    await #expect(processExitsWith: .failure) { _ = Streams(seed: 1).generator("data", worker: 1 << 32) }
  }

  @Test func roundsOutsideTheCounterAreRejected() async {
    await #expect(processExitsWith: .failure) { _ = Streams(seed: 1).generator("data", round: -1) }
    await #expect(processExitsWith: .failure) { _ = Streams(seed: 1).generator("data", round: 1 << 32) }
  }
}
