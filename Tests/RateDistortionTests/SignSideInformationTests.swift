import Foundation
import Quantization
import RateDistortion
import Testing

@Suite struct SignSideInformationTests {
  private func information(ratio: Double, _ workerCount: Int) throws -> SignSideInformation {
    try SignSideInformation(GaussianCEO(signalVariance: ratio, noiseVariance: 1), workerCount: workerCount)
  }

  /// The reference has six decimals.
  @Test func ratesAgreeWithTheReference() throws {
    let table = try rateReference("dsc-one-bit-rates")
    #expect(table.count == 10)
    for row in table {
      let rates = try information(ratio: row[0], 10).rates
      #expect(zip(rates, row.dropFirst()).allSatisfy { abs($0 - $1) < 1e-6 }, "ratio \(row[0]): \(rates)")
    }
  }

  /// The differences of joint entropies lose what their sum, about a bit a worker, is rounded by.
  @Test(arguments: [1e-3, 0.03, 1, 20, 1e3, 1e6])
  func ratesAgreeWithEnumeration(ratio: Double) throws {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    let expected = enumeratedRates(model, try SignQuantizer(deviation: 1), workerCount: 4)
    let rates = try information(ratio: ratio, 4).rates
    #expect(zip(rates, expected).allSatisfy { abs($0 - $1) < 1e-11 }, "\(rates), expected \(expected)")
  }

  /// Pr(two signs differ) = arccos(ρ)/π with ρ = ratio/(1 + ratio) (Sheppard 1899).
  @Test(arguments: [1e-3, 0.1, 1, 10, 1e3, 1e6])
  func twoSignsDifferAsSheppardSays(ratio: Double) throws {
    let expected = atan2((1 + 2 * ratio).squareRoot(), ratio) / .pi
    let found = try information(ratio: ratio, 2).probability(positiveCount: 1, of: 2)
    #expect(abs(found / expected - 1) < 1e-13)
  }

  @Test(arguments: [1e-3, 1, 1e3, 1e6])
  func countsOfAThousandWorkersAreThoseOfTen(ratio: Double) throws {
    let (many, few) = (try information(ratio: ratio, 1_000), try information(ratio: ratio, 10))
    // A thousand sums and quotients, each rounded.
    #expect(
      (0...10).allSatisfy {
        abs(
          many.probability(positiveCount: $0, of: 10)
            / few.probability(positiveCount: $0, of: 10) - 1) < 1e-11
      })
    let sum = (0...1_000).reduce(0) { $0 + many.probability(positiveCount: $1, of: 1_000) }
    #expect(abs(sum - 1) < 1e-12)
    let rises = zip(many.rates, many.rates.dropFirst()).count { $1 >= $0 }
    #expect(rises == 0)
    let isFinite = (0..<1_000).allSatisfy { k in (0...k).allSatisfy { many.llr(positiveCount: $0, of: k).isFinite } }
    #expect(isFinite)
  }

  @Test func ratesFallWithTheRatio() throws {
    let rates = try [0, 1e-3, 0.01, 0.1, 1, 10, 100, 1e4, 1e6].map { try information(ratio: $0, 20).rates }
    for (lower, higher) in zip(rates, rates.dropFirst()) {
      #expect(zip(lower, higher).dropFirst().allSatisfy { $0 > $1 })
      #expect(abs(lower[0] - 1) < 1e-14)
    }
    // Without a common part the signs are independent.
    #expect(rates[0].allSatisfy { abs($0 - 1) < 1e-13 })
  }

  @Test(arguments: [1e-12, 1e12])
  func scaleDoesNotMatter(scale: Double) throws {
    let scaled = try SignSideInformation(
      GaussianCEO(signalVariance: 3 * scale, noiseVariance: scale), workerCount: 10)
    #expect(zip(scaled.rates, try information(ratio: 3, 10).rates).allSatisfy { abs($0 - $1) < 1e-13 })
  }

  @Test(arguments: [0.01, 3, 1e4])
  func negationTurnsTheRatiosRound(ratio: Double) throws {
    let information = try information(ratio: ratio, 12)
    for k in 0..<12 {
      for s in 0...k {
        let (one, other) = (information.llr(positiveCount: s, of: k), information.llr(positiveCount: k - s, of: k))
        #expect(abs(one + other) < 1e-11)
        // More positive signs make a negative one less likely: log Pr(0)/Pr(1) falls.
        #expect(s == 0 || one < information.llr(positiveCount: s - 1, of: k))
      }
    }
  }

  /// The rate is the mean entropy of a bit of the given ratio.
  @Test(arguments: [0.1, 10, 1e3])
  func ratiosGiveTheRates(ratio: Double) throws {
    let information = try information(ratio: ratio, 30)
    for k in 0..<30 {
      let rate = (0...k).reduce(0) {
        $0 + information.probability(positiveCount: $1, of: k)
          * entropy(ofRatio: information.llr(positiveCount: $1, of: k))
      }
      #expect(abs(rate - information.rates[k]) < 1e-12)
    }
  }

  /// DSC, Equation (45) as it is printed, without the probability of the condition, gives worker 5 13.3 bits for a
  /// sign: the sum of the entropies over 16 conditions.
  @Test func theWeightOfAConditionMatters() throws {
    let information = try information(ratio: 10, 5)
    let literal = zip([1, 4, 6, 4, 1], 0...4).reduce(0) {
      $0 + $1.0 * entropy(ofRatio: information.llr(positiveCount: $1.1, of: 4))
    }
    #expect(abs(literal - 13.3) < 0.05)
    #expect(abs(information.rates[4] - 0.412725) < 1e-6)
  }

  @Test func noWorkersAreRejected() throws {
    #expect(throws: RateDistortionError.self) { try information(ratio: 1, 0) }
  }
}
