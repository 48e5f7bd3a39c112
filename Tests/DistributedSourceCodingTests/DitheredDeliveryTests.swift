import DistributedSourceCoding
import GradientCoding
import Quantization
import QuantizerCoding
import Randomness
import SlepianWolf
import Testing

/// The server's estimate against that of levels that were quantized and decoded by themselves.
@Suite struct DitheredDeliveryTests {
  /// Two layers with parity checks, two too small for them, a scalar.
  static let layout = LayerLayout([
    ("kernel", [60, 100]), ("bias", [100]), ("conv", [3, 3, 20, 40]), ("head", [40, 30]), ("scale", []),
  ])
  static let codecs: [DitheredSourceCodec] = {
    guard let quantizer = try? LevelQuantizer.dithered(extent: 3), let two = try? LevelQuantizer.dithered(extent: 2)
    else {
      return []
    }
    let code = PlaneCode(blockLengths: [1_200], isInterleaved: true, maximumIterations: 30, blockPrice: 200)
    return [
      DitheredSourceCodec(quantizer), DitheredSourceCodec(quantizer, rule: .parityChecks, code: code),
      DitheredSourceCodec(two, rule: .parityChecks, reach: 0, code: code),
      DitheredSourceCodec(quantizer, rule: .contexts, reach: 1),
      DitheredSourceCodec(quantizer, rule: .contexts, reach: 0, tellsDither: false),
    ]
  }()

  /// Gradients whose greatest elements are far from most others, as real ones are: cubes of normal numbers.
  static func gradients(_ coded: CodedRounds<DitheredSourceCodec>, round: Int, ratio: Float = 10) -> [[Float]] {
    coded.gradients(round: round, ratio: ratio).map { $0.map { $0 * $0 * $0 } }
  }

  /// The estimate of the quantizer without source coding, and the raw size of what crosses.
  static func reference(
    _ quantizer: LevelQuantizer, _ streams: Streams, _ plan: RoundPlan, _ gradients: [[Float]]
  ) throws -> (estimate: [Float], raw: Int) {
    let codec = QuantizerCodec(LevelLayers(quantizer))
    var server = codec.makeServer(layout: layout, streams: streams), raw = 0
    _ = server.open(plan, model: [])
    for worker in plan.workers {
      var half = codec.makeWorker(worker, layout: layout, streams: streams)
      let message = try half.encode(LocalGradient(values: gradients[worker]), round: plan.round)
      _ = try server.receive(message.bytes)
      raw += message.bits.raw
    }
    return (try server.close(), raw)
  }

  /// Workers in a random order, some missing rounds, with one weight or several; a layer of zeros. Every estimate is
  /// that of the quantizer alone, bit by bit, and there are parity checks where they are asked for.
  @Test(arguments: codecs.indices, [1, 2] as [UInt64])
  func estimatesAreThoseOfTheQuantizer(codec index: Int, seed: UInt64) throws {
    let codec = Self.codecs[index]
    var coded = try CodedRounds(codec, Self.layout, workerCount: 5, seed: seed), blockCount = 0
    for round in 0..<5 {
      var rng = coded.streams.generator("plan", round: round)
      let count = [5, 3, 1, 5, 4][round], participants = choice(count, of: 5, using: &rng).sorted()
      let weights = round == 3 ? participants.map { Float($0 % 3 + 1) } : nil
      let order = permutation(of: count, using: &rng).map { participants[$0] }
      var gradients = Self.gradients(coded, round: round)
      if round == 1 { for worker in gradients.indices { for i in 0..<6_000 { gradients[worker][i] = 0 } } }
      let plan = RoundPlan(round: round, workers: participants, weights: weights)
      let model = coded.gradients(round: 10 + round, ratio: 1)[0]
      let estimate = try coded.run(plan, gradients, order: order, model: model)
      let reference = try Self.reference(codec.quantizer, coded.streams, plan, gradients)
      #expect(firstDifference(estimate, reference.estimate) == nil && coded.traffic.uplink.raw == reference.raw)
      let report = try #require(coded.server.report)
      let second = codec.rule == .contexts ? [] : participants.dropFirst((count + 1) / 2)
      #expect(report.round == round && Set(report.workers) == Set(second))
      #expect(report.total.failedCount == 0)
      blockCount += report.total.blockCount
    }
    if codec.rule == .parityChecks { #expect(blockCount > 10) }
    if codec.rule == .contexts { #expect(blockCount == 0) }
  }

  /// The second group waits for the first, one of it for the other; what comes out of turn is refused.
  @Test func aRoundWaitsForAllWorkers() throws {
    var coded = try CodedRounds(Self.codecs[1], Self.layout, workerCount: 4, seed: 3)
    let gradients = Self.gradients(coded, round: 0), model = [Float](repeating: 0, count: Self.layout.elementCount)
    #expect(throws: CodecError.noOpenRound) { try coded.server.receive([]) }
    #expect(throws: CodecError.noOpenRound) { try coded.server.close() }
    #expect(throws: CodecError.noOpenRound) { try coded.workers[3].answer([]) }
    let plan = RoundPlan(round: 0, workers: Array(0..<4))
    let broadcast = try coded.server.open(plan, model: model)
    var messages: [[UInt8]] = []
    for worker in 0..<4 {
      try coded.workers[worker].begin(round: 0, model: model, broadcast: broadcast?.bytes)
      messages.append(try coded.workers[worker].encode(LocalGradient(values: gradients[worker]), round: 0).bytes)
    }
    #expect(try coded.server.receive(messages[3]).isEmpty)
    #expect(try coded.server.receive(messages[1]).isEmpty)
    #expect(throws: CodecError.repeatedWorker(3)) { try coded.server.receive(messages[3]) }
    let request = try #require(try coded.server.receive(messages[0]).first)
    #expect(request.worker == 3)
    #expect(try coded.server.receive(messages[2]).isEmpty)
    #expect(throws: CodecError.missingWorkers([2, 3])) { try coded.server.close() }
    #expect(throws: CodecError.unexpectedDownlink(worker: 1)) { try coded.workers[1].answer(request.message.bytes) }
    #expect(throws: CodecError.unexpectedDownlink(worker: 2)) { try coded.workers[2].answer(request.message.bytes) }
    var requests = [request]
    while let request = requests.popLast() {
      let answer = try coded.workers[request.worker].answer(request.message.bytes).bytes
      requests += try coded.server.receive(answer)
    }
    let reference = try Self.reference(Self.codecs[1].quantizer, coded.streams, plan, gradients)
    #expect(firstDifference(try coded.server.close(), reference.estimate) == nil)
    #expect(coded.server.report?.workers == [3, 2])
  }

  /// Infinities and numbers that are none have no levels.
  @Test(arguments: [Float.infinity, -.infinity, .nan]) func whatIsNotFiniteIsRefused(value: Float) throws {
    var coded = try CodedRounds(Self.codecs[3], Self.layout, workerCount: 1, seed: 4)
    var gradient = Self.gradients(coded, round: 0)[0]
    gradient[6_050] = value
    #expect(throws: CodecError.notFinite(worker: 0, layer: 1)) {
      try coded.workers[0].encode(LocalGradient(values: gradient), round: 0)
    }
  }
}
