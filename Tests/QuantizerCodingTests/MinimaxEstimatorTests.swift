import QuantizerCoding
import Randomness
import Testing

@Suite struct MinimaxEstimatorTests {
  static let noise = [4.0, 1, 0.25, 9, 1]

  /// Equations (2.12) give the mean with the weights of Equation (2.11) after each copy, to a few roundings of a double.
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func recursionIsTheClosedForm(seed: UInt64) {
    var rng = Streams(seed: seed).generator("copies")
    var estimator = MinimaxEstimator(count: 7), copies: [[Float]] = []
    for (place, noise) in Self.noise.enumerated() {
      let copy = Normal().values(count: 7, using: &rng)
      estimator.add(copy.span, noise: noise)
      copies.append(copy)
      let weights = MinimaxEstimator.weights(noise: Array(Self.noise[...place]))
      #expect(abs(weights.reduce(0, +) - 1) < 1e-14)
      #expect(
        (0..<7).allSatisfy { index in
          let mean = zip(weights, copies).reduce(0) { $0 + $1.0 * Double($1.1[index]) }
          return abs(mean - estimator.estimate[index]) < 1e-14
        })
    }
  }

  /// By hand: noises 1 and 3 weigh ¾ and ¼, and the estimate has noise ¾.
  @Test func twoCopiesAreAsByHand() {
    let first: [Float] = [4, 0], second: [Float] = [0, 8]
    var estimator = MinimaxEstimator(count: 2)
    estimator.add(first.span, noise: 1)
    #expect(estimator.estimate == [4, 0] && estimator.precision == 1)
    estimator.add(second.span, noise: 3)
    #expect(abs(estimator.precision - 4.0 / 3) < 1e-15)
    #expect(zip(estimator.estimate, [3, 2]).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  /// The mean squared error over n = 200,000 elements is 1/γ, to 5 relative standard errors √(2/n). Weights whose Σα²ν is 2 %
  /// above are worse: what they add is not correlated with the best estimate, so that the difference of both errors has a
  /// standard error of 2 √0.02/√n = 0.06 %.
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func otherWeightsAreWorse(seed: UInt64) {
    let count = 200_000
    var rng = Streams(seed: seed).generator("noise"), estimator = MinimaxEstimator(count: count)
    var copies: [[Float]] = []
    for noise in Self.noise {
      let copy = Normal(mean: 0, deviation: Float(noise.squareRoot())).values(count: count, using: &rng)
      estimator.add(copy.span, noise: noise)
      copies.append(copy)
    }
    let best = estimator.estimate.reduce(0) { $0 + $1 * $1 } / Double(count), theory = 1 / estimator.precision
    let tolerance = 5 * (2 / Double(count)).squareRoot()
    #expect(abs(best / theory - 1) < tolerance)
    let weights = MinimaxEstimator.weights(noise: Self.noise)
    for place in weights.indices {
      // Some weight is moved to the next copy, so much that the error grows by 2 %.
      let next = (place + 1) % weights.count
      let moved = (0.02 * theory / (Self.noise[place] + Self.noise[next])).squareRoot()
      for sign in [-1.0, 1] {
        var others = weights
        others[place] += sign * moved
        others[next] -= sign * moved
        let error = (0..<count).reduce(0.0) { sum, index in
          let estimate = zip(others, copies).reduce(0) { $0 + $1.0 * Double($1.1[index]) }
          return sum + estimate * estimate
        }
        #expect(error / Double(count) > best)
      }
    }
  }
}
