import DistributedSourceCoding
import GradientCoding
import GradientStatistics
import RateDistortion
import SlepianWolf
import Testing

/// Rates follow the gradients of the rounds before.
@Suite struct AdaptationTests {
  static let layout = LayerLayout([("kernel", [48_000])])
  static let workers = Array(0..<10)

  /// Runs rounds of these ratios, all delivered exactly, and returns the bits of each in either direction.
  static func bits(_ source: SignSource, ratios: [Float], seed: UInt64) throws -> [Double] {
    var coded = try CodedRounds(DistributedSignCodec(source), layout, workerCount: 10, seed: seed)
    return try ratios.enumerated().map { round, ratio in
      let plan = RoundPlan(round: round, workers: workers), gradients = coded.gradients(round: round, ratio: ratio)
      let estimate = try coded.run(plan, gradients)
      #expect(firstDifference(estimate, try coded.uncoded(plan, gradients).estimate) == nil)
      return Double(coded.traffic.uplink.sentBits + coded.traffic.downlink.sentBits)
    }
  }

  /// What is sent in the second round of ratio 10 against the exact sum of conditional entropies; the head is 200 bytes a
  /// round of headers, root mean squares and plans.
  @Test(arguments: [SignSource.gaussian(), .empirical()]) func bytesStayNearTheEntropy(source: SignSource) throws {
    let exact = try SignSideInformation(GaussianCEO(signalVariance: 10, noiseVariance: 1), workerCount: 10)
    let bound = 48_000 * exact.rates.reduce(0, +)
    let sent = try Self.bits(source, ratios: [10, 10], seed: 11)
    #expect(sent[0] > 480_000 && sent[0] < 480_000 + 8 * 600)
    #expect(sent[1] > bound && sent[1] < 1.2 * bound + 8 * 600)
  }

  /// Rates are those of the round before: the first round of related gradients costs what unrelated ones cost, and the
  /// second less.
  @Test func ratesComeFromTheRoundBefore() throws {
    let sent = try Self.bits(.gaussian(), ratios: [0, 3, 3], seed: 12)
    #expect(sent[1] > 0.98 * sent[0] && sent[2] < 0.85 * sent[0])
  }

  /// Never above the bits themselves and 60 bytes a worker, for its two messages with headers, the plan and the ends of
  /// bytes.
  @Test(arguments: [SignSource.gaussian(), .empirical(), .empiricalWithHistory()])
  func unrelatedSignsCostTheirBits(source: SignSource) throws {
    for sent in try Self.bits(source, ratios: [0, 0, 0, 0], seed: 13) {
      #expect(sent >= 480_000 && sent < 480_000 + 8 * 60 * 10)
    }
  }

  /// A round of unrelated gradients after one of close ones: the statistics are wrong, the signs are not, and after it rates
  /// are right again.
  @Test func wrongStatisticsAreRepaired() throws {
    let layout = LayerLayout([("kernel", [6_000])])
    var coded = try CodedRounds(DistributedSignCodec(), layout, workerCount: 4, seed: 14)
    for (round, ratio) in ([30, 0, 0] as [Float]).enumerated() {
      let plan = RoundPlan(round: round, workers: Array(0..<4)), gradients = coded.gradients(round: round, ratio: ratio)
      let estimate = try coded.run(plan, gradients)
      #expect(firstDifference(estimate, try coded.uncoded(plan, gradients).estimate) == nil)
      let total = try #require(coded.server.report).total
      if round == 1 {
        #expect(total.repairedCount == total.blockCount && total.requestCount > 0)
        #expect(total.codeLength > 1.3 * total.modelEntropy)
      } else {
        #expect(total.blockCount == 0)
      }
    }
  }

  /// The estimate of a layer is the ratio of its gradients, within five standard errors, and what is reported adds up.
  @Test func theReportIsOfTheRound() throws {
    var coded = try CodedRounds(DistributedSignCodec(), Self.layout, workerCount: 10, seed: 15)
    for round in 0..<2 {
      _ = try coded.run(RoundPlan(round: round, workers: Self.workers), coded.gradients(round: round, ratio: 3))
    }
    let report = try #require(coded.server.report)
    let statistics = try #require(report.statistics[0])
    #expect(abs(statistics.ratio - 3) < 5 * statistics.ratioStandardError && statistics.ratioStandardError < 0.1)
    #expect(abs(statistics.localVariance - 4) < 0.1)
    let total = report.total, sent = coded.traffic.uplink.sentBytes + coded.traffic.downlink.sentBytes
    // The sections and, a worker, two messages up and one down with their headers, and as many for each request.
    let head = sent - total.uplinkBytes - total.downlinkBytes
    let messages = 3 * 10 + 2 * total.requestCount
    #expect(head >= 40 + 6 * messages && head < 40 + 9 * messages)
    // 480,000 signs: 0.01 is above five standard errors of their code length.
    #expect(abs(total.codeLength / total.modelEntropy - 1) < 0.01)
    #expect(total.repairedCount < total.blockCount && total.blockCount == 9 * 20)
  }

  /// Weights that moved against their gradients tell the signs of the next: history saves beyond the counts.
  @Test func historyIsWorthItsContexts() throws {
    var sent: [Double] = []
    for source in [SignSource.empirical(), .empiricalWithHistory()] {
      var coded = try CodedRounds(DistributedSignCodec(source), Self.layout, workerCount: 4, seed: 16)
      var model = [Float](repeating: 0, count: 48_000), bits = 0.0
      for round in 0..<4 {
        // The same gradients in all rounds but for noise.
        let (common, noise) = (coded.gradients(round: 0, ratio: 1)[3], coded.gradients(round: 20 + round, ratio: 0))
        let gradients = noise.map { zip(common, $0).map { $0 + $1 } }
        let plan = RoundPlan(round: round, workers: Array(0..<4))
        let estimate = try coded.run(plan, gradients, model: model)
        #expect(firstDifference(estimate, try coded.uncoded(plan, gradients).estimate) == nil)
        for i in model.indices { model[i] -= 0.1 * estimate[i] }
        bits = Double(coded.traffic.uplink.sentBits + coded.traffic.downlink.sentBits)
      }
      sent.append(bits)
    }
    #expect(sent[1] < 0.9 * sent[0])
  }
}
