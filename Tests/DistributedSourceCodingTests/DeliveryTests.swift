import DistributedSourceCoding
import GradientCoding
import Quantization
import Randomness
import SlepianWolf
import Testing

/// The server's estimate against that of uncoded signs.
@Suite struct DeliveryTests {
  /// Two coded layers, one too small to be, a scalar.
  static let layout = LayerLayout([("kernel", [50, 60]), ("bias", [60]), ("head", [40, 40]), ("scale", [])])
  static let sources: [SignSource] = [.gaussian(), .gaussian(topWorkerCount: 3), .empirical(), .empiricalWithHistory()]

  /// Workers in a random order, some missing rounds, with one weight or several; a layer of zeros, zeros of both signs among
  /// others. Every estimate is the uncoded one, bit by bit, and coding begins.
  @Test(arguments: sources.indices, [1, 2] as [UInt64]) func estimatesAreThoseOfUncodedSigns(source: Int, seed: UInt64)
    throws
  {
    var coded = try CodedRounds(DistributedSignCodec(Self.sources[source]), Self.layout, workerCount: 6, seed: seed)
    var blockCount = 0
    for round in 0..<4 {
      var rng = coded.streams.generator("plan", round: round)
      let count = [6, 4, 6, 5][round]
      let participants = choice(count, of: 6, using: &rng).sorted()
      let weights = round == 2 ? participants.map { Float($0 % 3 + 1) } : nil
      let order = permutation(of: count, using: &rng).map { participants[$0] }
      var gradients = coded.gradients(round: round, ratio: 10)
      for worker in gradients.indices {
        for element in stride(from: worker, to: 3_000, by: 7) {
          gradients[worker][element] = element % 2 == 0 ? 0 : -0.0
        }
        if round == 1 { for element in Self.layout.layers[2].range { gradients[worker][element] = 0 } }
      }
      let plan = RoundPlan(round: round, workers: participants, weights: weights)
      let models = coded.gradients(round: 10 + round, ratio: 1)
      let estimate = try coded.run(plan, gradients, order: order, model: models[0])
      let uncoded = try coded.uncoded(plan, gradients)
      #expect(firstDifference(estimate, uncoded.estimate) == nil)
      #expect(coded.traffic.uplink.raw == uncoded.traffic.uplink.raw)
      let report = try #require(coded.server.report)
      #expect(report.round == round && report.workers == order && report.total.failedCount == 0)
      for (place, worker) in order.enumerated() {
        for (layer, entry) in Self.layout.layers.enumerated() {
          #expect(report.signs[place][layer] == signs(of: gradients[worker], in: entry.range))
        }
      }
      blockCount += report.total.blockCount
    }
    #expect(blockCount > 20)
  }

  /// A worker that is heard but does not answer, one that is not heard, and what comes out of turn.
  @Test func aRoundWaitsForAllWorkers() throws {
    var coded = try CodedRounds(DistributedSignCodec(), Self.layout, workerCount: 3, seed: 3)
    let gradients = coded.gradients(round: 0, ratio: 1)
    var server = coded.server
    #expect(throws: CodecError.noOpenRound) { try server.receive([]) }
    #expect(throws: CodecError.noOpenRound) { try server.close() }
    #expect(throws: CodecError.noOpenRound) { try coded.workers[0].answer([]) }
    _ = try server.open(RoundPlan(round: 0, workers: [0, 1, 2]), model: [])
    let messages = coded.workers.indices.map {
      coded.workers[$0].encode(LocalGradient(values: gradients[$0]), round: 0).bytes
    }
    let request = try #require(try server.receive(messages[1]).first)
    #expect(request.worker == 1)
    #expect(try server.receive(messages[2]).isEmpty)
    #expect(throws: CodecError.repeatedWorker(2)) { try server.receive(messages[2]) }
    #expect(throws: CodecError.missingWorkers([0, 1, 2])) { try server.close() }
    #expect(throws: CodecError.unexpectedDownlink(worker: 2)) { try coded.workers[2].answer(request.message.bytes) }
    let answer = try coded.workers[1].answer(request.message.bytes)
    let next = try #require(try server.receive(answer.bytes).first)
    #expect(next.worker == 2)
    #expect(throws: CodecError.self) { try server.receive(answer.bytes) }
    #expect(throws: CodecError.missingWorkers([0, 2])) { try server.close() }
    #expect(try server.receive(try coded.workers[2].answer(next.message.bytes).bytes).isEmpty)
    let last = try #require(try server.receive(messages[0]).first)
    _ = try server.receive(try coded.workers[0].answer(last.message.bytes).bytes)
    let plan = RoundPlan(round: 0, workers: [0, 1, 2])
    #expect(firstDifference(try server.close(), try coded.uncoded(plan, gradients).estimate) == nil)
    #expect(server.report?.workers == [1, 2, 0])
  }

  @Test func moreWorkersThanTheModelHasAreRefused() {
    var server = DistributedSignCodec().makeServer(layout: Self.layout, streams: Streams(seed: 1))
    #expect(throws: CodecError.self) { try server.open(RoundPlan(round: 0, workers: Array(0...1_000)), model: []) }
  }

  /// The signs of the only layer that were delivered wrong, by worker in order of decoding.
  private func wrongSigns(_ report: DeliveryReport, _ gradients: [[Float]]) -> [Int] {
    zip(report.workers, report.signs).map { worker, layers in
      let sent = signs(of: gradients[worker], in: gradients[worker].indices)
      return zip(layers[0].words, sent.words).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    }
  }

  /// The paper's way: no request but the one with the rates, no check, and blocks that fail are delivered as they are. Of 160
  /// blocks at failure rate 0.3 by the model, the chance that none fails is below 10⁻²⁰.
  @Test func thePaperDeliversWrongSigns() throws {
    let layout = LayerLayout([("kernel", [48_000])])
    var coded = try CodedRounds(
      DistributedSignCodec.asPrinted(topWorkerCount: 4, failureRate: 0.3), layout, workerCount: 8, seed: 4)
    let plan = RoundPlan(round: 1, workers: Array(0..<8))
    _ = try coded.run(RoundPlan(round: 0, workers: plan.workers), coded.gradients(round: 0, ratio: 10))
    let gradients = coded.gradients(round: 1, ratio: 10)
    let estimate = try coded.run(plan, gradients)
    let report = try #require(coded.server.report)
    let wrong = wrongSigns(report, gradients)
    #expect(report.total.requestCount == 0 && report.total.failedCount > 0 && report.total.repairedCount == 0)
    #expect(wrong[0] == 0 && wrong.reduce(0, +) > 0 && wrong.reduce(0, +) < 8 * 48_000 / 10)
    #expect(firstDifference(estimate, try coded.uncoded(plan, gradients).estimate) != nil)
    // From worker K^top on, the rate is one.
    let bytes = report.deliveries.map { $0[0].uplinkBytes }
    #expect(Set(bytes[3...]).count == 1 && bytes[2] > bytes[3])
  }

  /// On gradients of the model the paper's way stays right from round to round: fewer than 1 % of the signs are wrong (DSC,
  /// Section V-D).
  @Test func thePaperDeliversSignsOfTheModel() throws {
    let count = 24_000, layout = LayerLayout([("kernel", [count])])
    var coded = try CodedRounds(DistributedSignCodec.asPrinted(topWorkerCount: 4), layout, workerCount: 8, seed: 6)
    let plan = { RoundPlan(round: $0, workers: Array(0..<8)) }
    for round in 0..<4 {
      let gradients = coded.gradients(round: round, ratio: 10)
      _ = try coded.run(plan(round), gradients)
      let report = try #require(coded.server.report)
      #expect(Double(wrongSigns(report, gradients).reduce(0, +)) < 0.01 * Double(8 * count))
      #expect((report.total.blockCount > 0) == (round > 0))
    }
  }

  /// A few encoders of fixed rates, with repair.
  @Test func fixedRatesDeliverExactly() throws {
    let layout = LayerLayout([("kernel", [5_000])])
    let codec = DistributedSignCodec(.gaussian(), rateRule: .fixed(FixedRateSet(blockLength: 1_200)))
    var coded = try CodedRounds(codec, layout, workerCount: 4, seed: 5)
    for round in 0..<2 {
      let plan = RoundPlan(round: round, workers: Array(0..<4)), gradients = coded.gradients(round: round, ratio: 30)
      let estimate = try coded.run(plan, gradients)
      #expect(firstDifference(estimate, try coded.uncoded(plan, gradients).estimate) == nil)
    }
    #expect((coded.server.report?.total.blockCount ?? 0) > 0)
  }
}
