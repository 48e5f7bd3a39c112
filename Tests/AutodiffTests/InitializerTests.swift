import Autodiff
import Randomness
import Testing

/// Initial numbers follow their laws, and layouts say where they lie.
@Suite struct InitializerTests {
  /// A network whose entries have one initializer each, 60,000 numbers.
  private static func numbers(_ shape: [Int], _ initializer: Initializer, seed: UInt64) -> [Float] {
    let network = Network("one", input: [1]) { tape, x in
      _ = tape.parameter(layer: "layer", role: "kernel", shape: shape, initializer)
      return x
    }
    var rng = Streams(seed: seed).generator("state")
    return network.initialState(using: &rng).parameters.scalars
  }

  private static func moments(_ values: [Float]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    return (mean, values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(values.count))
  }

  /// Uniform on ±b: mean 0 with standard error b/√(3n), variance b²/3 with relative standard error √(0.8/n) (kurtosis
  /// 9/5). n = 60,000; five standard errors each. The largest of n stays within b and comes nearer than 20 b/n but for
  /// e⁻¹⁰ or so.
  @Test(
    arguments: [
      ([200, 300], Initializer.glorotUniform, (6 / 500.0).squareRoot()),
      // 5 x 5 x 40 x 60: fan-in 25 · 40, fan-out 25 · 60.
      ([5, 5, 40, 60], .glorotUniform, (6 / 2500.0).squareRoot()),
      ([60_000], .uniform(bound: 0.25), 0.25),
    ], 1...3 as ClosedRange<UInt64>)
  func uniformLaws(_ law: (shape: [Int], initializer: Initializer, bound: Double), seed: UInt64) {
    let values = Self.numbers(law.shape, law.initializer, seed: seed), n = Double(values.count)
    let (mean, variance) = Self.moments(values), b = law.bound
    #expect(abs(mean) <= 5 * b / (3 * n).squareRoot())
    #expect(abs(variance / (b * b / 3) - 1) <= 5 * (0.8 / n).squareRoot())
    let largest = values.reduce(0) { max($0, abs(Double($1))) }
    #expect(largest <= b * (1 + 1e-6) && largest >= b * (1 - 20 / n))
  }

  /// Normal of variance v: standard errors √(v/n) of the mean and √(2/n) relative of the variance; five of each. Three
  /// deviations are passed by 0.27 % of all, to five times the root of that.
  @Test(
    arguments: [([200, 300], 2 / 200.0), ([5, 5, 40, 60], 2 / 1000.0), ([3, 3, 1, 6000], 2 / 9.0)],
    1...3 as ClosedRange<UInt64>)
  func heNormal(_ law: (shape: [Int], variance: Double), seed: UInt64) {
    let values = Self.numbers(law.shape, .heNormal, seed: seed), n = Double(values.count)
    let (mean, variance) = Self.moments(values)
    #expect(abs(mean) <= 5 * (law.variance / n).squareRoot())
    #expect(abs(variance / law.variance - 1) <= 5 * (2 / n).squareRoot())
    let outliers = Double(values.count { abs(Double($0)) > 3 * law.variance.squareRoot() })
    #expect(abs(outliers - 0.0027 * n) <= 5 * (0.0027 * n).squareRoot())
  }

  @Test func constants() {
    #expect(Self.numbers([2, 3], .zeros, seed: 1) == [0, 0, 0, 0, 0, 0])
    #expect(Self.numbers([5], .ones, seed: 1) == [1, 1, 1, 1, 1])
  }

  @Test func sameSeedSameNumbers() {
    #expect(Self.numbers([7, 9], .heNormal, seed: 4) == Self.numbers([7, 9], .heNormal, seed: 4))
    #expect(Self.numbers([7, 9], .heNormal, seed: 4) != Self.numbers([7, 9], .heNormal, seed: 5))
  }
}

/// The flat vector of a network's parameters.
@Suite struct LayoutTests {
  private let network = Network("net", input: [6, 6, 2]) { tape, x in
    let z = tape.convolution(x, "conv", filters: 4, kernel: 3, groups: 2, hasBias: false)
    let y = tape.batchNormalization(z, "norm", activation: .relu)
    let deep = tape.convolution(y, "deep", filters: 3, kernel: 1)
    return tape.dense(tape.flattened(deep), "fc", units: 5)
  }

  @Test func entriesInTheOrderOfTheForwardPass() {
    let entries = network.layout.entries
    #expect(
      entries.map(\.name) == [
        "conv/kernel", "norm/scale", "norm/offset", "deep/kernel", "deep/bias", "fc/kernel", "fc/bias",
      ])
    #expect(entries.map(\.shape) == [[3, 3, 1, 4], [4], [4], [1, 1, 4, 3], [3], [108, 5], [5]])
    #expect(entries.map(\.range) == [0..<36, 36..<40, 40..<44, 44..<56, 56..<59, 59..<599, 599..<604])
    #expect(network.layout.count == 604)
    #expect(entries[0].fans.in == 9 && entries[0].fans.out == 36)
    #expect(entries[5].fans.in == 108 && entries[5].fans.out == 5)
  }

  @Test func layersOwnTheirParts() {
    #expect(network.layout.layers.map(\.name) == ["conv", "norm", "deep", "fc"])
    #expect(network.layout.layers.map(\.range) == [0..<36, 36..<44, 44..<59, 59..<604])
    #expect(network.momentLayout.entries.map(\.name) == ["norm/mean", "norm/variance"])
    #expect(network.momentLayout.layers.map(\.range) == [0..<8])
  }

  /// A pass reads its parameters where the layout says that they lie: bias 7 of the last layer moves logit 2 alone.
  @Test func numbersAreReadWhereTheyLie() {
    var rng = Streams(seed: 1).generator("state")
    var state = network.initialState(using: &rng)
    let input = Tensor(repeating: 0.5, [1, 6, 6, 2])
    let before = network.logits(input, at: state).scalars
    state.parameters.withMutableSpan { $0[599 + 2] += 7 }
    let after = network.logits(input, at: state).scalars
    #expect(zip(after, before).map { ($0 - $1).rounded() } == [0, 0, 7, 0, 0])
  }

  @Test func twoParametersOfOneNameAreRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = Network("twice", input: [2]) { tape, x in
        let y = tape.dense(x, "fc", units: 2)
        return tape.dense(y, "fc", units: 2)
      }
    }
  }
}
