import CompressiveSampling
import Randomness
import Testing

@Suite struct RandomSparsifierTests {
  /// λ by hand: of 4, 2, 1, 1 two are kept with p = 1, ½, ¼, ¼; of 8, 1, 1, 0 with p = 1, ½, ½, 0, once 8 is certain.
  @Test func probabilitiesByHand() {
    let half = RandomSparsifier(keptShare: 0.5, .magnitudes)
    #expect(half.probabilities(for: [4, -2, 1, 1].span) == [1, 0.5, 0.25, 0.25])
    #expect(half.probabilities(for: [8, 1, -1, 0].span) == [1, 0.5, 0.5, 0])
    #expect(half.probabilities(for: [3, 0, 0, 0].span) == [1, 0, 0, 0])
    #expect(half.probabilities(for: [0, 0].span) == [0, 0])
    #expect(RandomSparsifier(keptShare: 1, .magnitudes).probabilities(for: [3, 2, 1].span) == [1, 1, 1])
    #expect(RandomSparsifier(keptShare: 0.25, .equal).probabilities(for: [8, 0].span) == [0.25, 0.25])
  }

  /// The mean error is Σ g²(1/p − 1), and k of n elements are kept; both within five standard errors of 2,000 draws.
  @Test(arguments: [(RandomSparsifier.Probabilities.equal, 0.1), (.magnitudes, 0.1), (.magnitudes, 0.02)])
  func theErrorIsThatOfTheProbabilities(probabilities: RandomSparsifier.Probabilities, share: Double) {
    var rng = Streams(seed: 4).generator("vector")
    let vector = GenNorm(scale: 1, shape: 0.7).values(count: 200, using: &rng)
    let sparsifier = RandomSparsifier(keptShare: share, probabilities)
    let p = sparsifier.probabilities(for: vector.span)
    #expect(abs(p.reduce(0, +) - 200 * share) < 1e-9)
    let expected = zip(vector, p).reduce(0.0) { $0 + Double($1.0) * Double($1.0) * (1 / $1.1 - 1) }
    var errors: [Double] = [], counts: [Double] = [], products: [Double] = []
    for round in 0..<2_000 {
      var read = vector
      var span = read.mutableSpan
      sparsifier.sparsify(vector.span, random: Streams(seed: 5).generator("kept", round: round), into: &span)
      errors.append(zip(read, vector).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) })
      products.append(zip(read, vector).reduce(0.0) { $0 + Double($1.0) * Double($1.1) })
      counts.append(Double(read.count { $0 != 0 }))
    }
    let square = vector.reduce(0.0) { $0 + Double($1) * Double($1) }
    for (values, target) in [(errors, expected), (products, square), (counts, 200 * share)] {
      let (mean, deviation) = estimate(values)
      #expect(abs(mean - target) <= 5 * deviation + 1e-5 * target)
    }
    let equal = (1 / share - 1) * square
    #expect(probabilities == .equal ? abs(expected - equal) < 1e-9 * equal : expected < 0.6 * equal)
  }
}
