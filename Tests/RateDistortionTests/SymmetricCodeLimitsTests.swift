import RateDistortion
import RealModule
import Testing

@Suite struct SymmetricCodeLimitsTests {
  /// A decoder that holds the M likeliest of all 2ⁿ patterns, listed and sorted.
  @Test(arguments: [1, 2, 5, 10])
  func leastErrorIsThatOfTheLikeliestPatterns(length: Int) throws {
    let crossover = 0.13
    let limits = try SymmetricCodeLimits(crossover: crossover, blockLength: length)
    let patterns = (0..<1 << length).map { probability($0, length, crossover) }.sorted(by: >)
    for labels in 1...patterns.count {
      let error = 1 - patterns.prefix(labels).reduce(0, +)
      #expect(abs(limits.leastError(rate: .log2(Double(labels)) / Double(length)) - error) < 1e-12)
    }
  }

  /// Every map of three bits to two labels, decoded by maximum likelihood: none has an error below the converse, and
  /// their mean is not above the bound of random binning.
  @Test func allSmallCodesLieBetweenTheBounds() throws {
    let (length, crossover) = (3, 0.13)
    let limits = try SymmetricCodeLimits(crossover: crossover, blockLength: length)
    var errors: [Double] = []
    for code in 0..<256 {
      var success = 0.0
      for side in 0..<8 {
        for label in 0..<2 {
          let members = (0..<8).filter { code >> $0 & 1 == label }
          success += members.map { probability($0 ^ side, length, crossover) }.max() ?? 0
        }
      }
      errors.append(1 - success / 8)
    }
    let least = try #require(errors.min())
    #expect(least >= limits.leastError(rate: 1.0 / 3) - 1e-12)
    #expect(errors.reduce(0, +) / 256 <= limits.reachableError(rate: 1.0 / 3) + 1e-12)
  }

  /// Rates give back their error: exactly for the converse; for the other 50 halvings leave 1e-15 in the rate, times the
  /// slope of the error, below n.
  @Test(arguments: [1e-6, 1e-2, 0.5])
  func ratesInvertErrors(error: Double) throws {
    let limits = try SymmetricCodeLimits(crossover: 0.11, blockLength: 2_400)
    let (least, reachable) = try (
      limits.leastRate(errorProbability: error), limits.reachableRate(errorProbability: error)
    )
    #expect(abs(limits.leastError(rate: least) / error - 1) < 1e-8)
    #expect(abs(limits.reachableError(rate: reachable) / error - 1) < 1e-8)
    #expect(least <= reachable)
  }

  /// The normal approximation with its third term differs from the exact bounds by O(1/n): within 5 bits a block at
  /// every length from 600 to 9,600, while the second term grows from 40 to 215 bits and the third from 4.6 to 6.6.
  @Test(arguments: [0.1, 0.2, 0.5, 0.8], [600, 2_400, 9_600])
  func normalApproximationLiesAtTheExactBounds(entropy: Double, length: Int) throws {
    let posterior = try BinaryPosterior.symmetric(entropy: entropy)
    let limits = try SymmetricCodeLimits(crossover: posterior.conditions[0].one, blockLength: length)
    let rate = try NormalApproximation(posterior, blockLength: length, errorProbability: 1e-2).rate
    let (least, reachable) = try (
      limits.leastRate(errorProbability: 1e-2), limits.reachableRate(errorProbability: 1e-2)
    )
    #expect(abs(rate - least) * Double(length) < 5)
    #expect(abs(rate - reachable) * Double(length) < 5)
  }

  /// With as many labels as patterns nothing is lost, even where counts pass the range of a Double, and with one label
  /// almost surely all is; sums of 2,400 terms are good to 1e-10.
  @Test func extremeRates() throws {
    let limits = try SymmetricCodeLimits(crossover: 0.4, blockLength: 2_400)
    #expect(limits.leastError(rate: 1) < 1e-10 && abs(limits.leastError(rate: 0) - 1) < 1e-10)
    #expect(abs(limits.reachableError(rate: 0) - 1) < 1e-10 && limits.reachableError(rate: 1) < 1e-10)
    let rate = try limits.leastRate(errorProbability: 1e-200)
    #expect(rate > 0.999 && rate <= 1)
  }

  @Test(arguments: [0, 0.5, -0.1, .nan])
  func otherCrossoversAreRejected(crossover: Double) {
    #expect(throws: RateDistortionError.self) { try SymmetricCodeLimits(crossover: crossover, blockLength: 10) }
  }

  @Test func emptyBlocksAreRejected() {
    #expect(throws: RateDistortionError.outside(0, quantity: "block length n", admissible: "at least 1")) {
      try SymmetricCodeLimits(crossover: 0.1, blockLength: 0)
    }
  }

  private func probability(_ pattern: Int, _ length: Int, _ crossover: Double) -> Double {
    let weight = pattern.nonzeroBitCount
    return .pow(crossover, weight) * .pow(1 - crossover, length - weight)
  }
}
