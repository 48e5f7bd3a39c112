import Randomness
import RateDistortion
import RealModule
import Testing

@Suite struct NormalApproximationTests {
  /// R/H at n = 2400 and ε = 1e-2 with crossovers 0.110028, 0.031124, 0.012987 and Q⁻¹ = 2.326348, by hand, to the
  /// decimals given: without the third term, and with it.
  @Test(arguments: [(0.5, 1.0896, 1.0850), (0.2, 1.2045, 1.1928), (0.1, 1.3359, 1.3125)])
  func efficiencyAtThePapersBlockLength(entropy: Double, plain: Double, refined: Double) throws {
    for (efficiency, third) in [(plain, false), (refined, true)] {
      let approximation = try NormalApproximation(
        .symmetric(entropy: entropy), blockLength: 2_400, errorProbability: 1e-2, hasThirdOrderTerm: third)
      #expect(abs(approximation.efficiency - efficiency) <= 5.1e-5)
    }
  }

  /// R − H + log₂(n)/(2n) = √(V/n) z must give back ε by the tail erfc(z/√2)/2; 1e-12 for the quantile, and the division
  /// by √(V/n), about 0.02, of rounding errors of 1e-16.
  @Test(arguments: [1e-9, 1e-4, 1e-2, 0.3, 0.5, 0.9])
  func theRateInvertsTheGaussianTail(error: Double) throws {
    let n = 2_400.0
    let plain = try approximation(crossover: 0.11, error: error, third: false)
    let quantile = (plain.rate - plain.entropy) / Double.sqrt(plain.dispersion / n)
    #expect(abs(Double.erfc(quantile / .sqrt(2)) / 2 / error - 1) < 1e-10)
    let refined = try approximation(crossover: 0.11, error: error, third: true)
    #expect(abs(plain.rate - refined.rate - .log2(n) / (2 * n)) < 1e-15)
  }

  private func approximation(crossover: Double, error: Double, third: Bool) throws -> NormalApproximation {
    try NormalApproximation(
      .symmetric(crossover: crossover), blockLength: 2_400, errorProbability: error, hasThirdOrderTerm: third)
  }

  /// A block that cannot be compressed (V = 0, H = 1) and one with nothing to send (H = 0).
  @Test func extremesStayWithinTheBitsThemselves() throws {
    let raw = try NormalApproximation(.symmetric(crossover: 0.5), blockLength: 100, errorProbability: 0.01)
    #expect(raw.rate == 1 && raw.efficiency == 1)
    let known = try NormalApproximation(.symmetric(crossover: 0), blockLength: 100, errorProbability: 0.01)
    #expect(known.rate == 0 && known.efficiency.isNaN)
    let short = try NormalApproximation(.symmetric(entropy: 0.95), blockLength: 10, errorProbability: 1e-6)
    #expect(short.rate == 1)
  }

  @Test func inadmissibleLengthsAndErrorsAreRejected() throws {
    let posterior = try BinaryPosterior.symmetric(crossover: 0.1)
    #expect(throws: RateDistortionError.outside(0, quantity: "block length n", admissible: "at least 1")) {
      try NormalApproximation(posterior, blockLength: 0, errorProbability: 0.1)
    }
    for error in [0, 1, -0.1] {
      #expect(
        throws: RateDistortionError.outside(
          error, quantity: "error probability ε", admissible: "above 0, below 1")
      ) {
        try NormalApproximation(posterior, blockLength: 10, errorProbability: error)
      }
    }
  }
}

@Suite struct BinaryPosteriorTests {
  /// H and V against the definition, a sum over every (condition, bit), for random tables; each is a sum of at most 32
  /// terms below 60, so rounding stays under 1e-12.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func entropyAndDispersionAreMeanAndVarianceOfTheInformation(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("tables")
    let uniform = Uniform(low: 0.001, high: 0.999)
    let weights = (0..<16).map { _ in Double(uniform.sample(using: &rng)) }
    let total = weights.reduce(0, +)
    let table = try BinaryPosterior(
      weights.map { .init(probability: $0 / total, one: Double(uniform.sample(using: &rng))) })
    var moments = [0.0, 0.0]
    for condition in table.conditions {
      for bit in [condition.one, 1 - condition.one] {
        moments[0] += condition.probability * bit * -.log2(bit)
        moments[1] += condition.probability * bit * .log2(bit) * .log2(bit)
      }
    }
    #expect(abs(table.entropy - moments[0]) < 1e-12)
    #expect(abs(table.dispersion - (moments[1] - moments[0] * moments[0])) < 1e-12)
  }

  /// Splitting a condition into like ones, or swapping the names of the bits, changes nothing.
  @Test func tablesThatSayTheSameAgree() throws {
    let whole = try BinaryPosterior.symmetric(crossover: 0.2)
    let split = try BinaryPosterior([.init(probability: 0.3, one: 0.8), .init(probability: 0.7, one: 0.2)])
    #expect(abs(whole.entropy - split.entropy) < 1e-15)
    #expect(abs(whole.dispersion - split.dispersion) < 1e-14)
  }

  /// The crossover's entropy is the one asked for; h'(p) is below 40 for p above 1e-12, so bisection to the last bit
  /// leaves at most a few units.
  @Test(arguments: [0, 1e-9, 0.1, 0.2, 0.5, 0.9, 1])
  func crossoverIsFoundFromTheEntropy(entropy: Double) throws {
    let table = try BinaryPosterior.symmetric(entropy: entropy)
    #expect(abs(table.entropy - entropy) < 1e-14)
    #expect(table.conditions[0].one <= 0.5)
  }

  @Test func inadmissibleTablesAreRejected() {
    #expect(throws: RateDistortionError.self) { try BinaryPosterior([]) }
    #expect(throws: RateDistortionError.self) { try BinaryPosterior([.init(probability: 0.9, one: 0.5)]) }
    #expect(throws: RateDistortionError.self) { try BinaryPosterior([.init(probability: 1, one: .nan)]) }
    #expect(throws: RateDistortionError.self) { try BinaryPosterior.symmetric(crossover: 1.1) }
    #expect(throws: RateDistortionError.self) { try BinaryPosterior.symmetric(entropy: -0.1) }
  }
}
