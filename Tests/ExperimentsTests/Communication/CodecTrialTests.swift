import DistributedLearning
import GradientCoding
import HistoryCoding
import Randomness
import Testing

@testable import Experiments

/// Codecs beside a training.
@Suite struct CodecTrialTests {
  private let layout = LayerLayout([(name: "a", shape: [20, 30]), (name: "b", shape: [7])])
  private let streams = Streams(seed: 4)

  /// A round of three workers whose gradients lean to random numbers, the same in all rounds, against which the model moves.
  private func round(_ index: Int) throws -> TrialRound {
    var (once, rng) = (streams.generator("common"), streams.generator("gradients", round: index))
    let count = layout.elementCount
    let common = Normal().values(count: count, using: &once)
    let gradients = (0..<3).map { _ in
      LocalGradient(values: zip(common, Normal().values(count: count, using: &rng)).map { 2 * $0 + $1 })
    }
    let model = common.map { -Float(index) * $0 }
    let plan = RoundPlan(round: index, workers: [0, 2, 3])
    let codec = SignCodec(UncodedSigns())
    var server = codec.makeServer(layout: layout, streams: streams)
    _ = server.open(plan, model: model)
    for (worker, gradient) in zip(plan.workers, gradients) {
      var half = codec.makeWorker(worker, layout: layout, streams: streams)
      _ = try server.receive(half.encode(gradient, round: index).bytes)
    }
    return TrialRound(plan: plan, model: model, gradients: gradients, estimate: try server.close())
  }

  private func trial(reach: Int, scale: SignScale = .rootMeanSquare) throws -> CodecTrial<SignCodec<RangeCodedSigns>> {
    try CodecTrial(
      SignCodec(RangeCodedSigns(reach: reach), scale: scale), name: "tried", workerCount: 4, layout: layout,
      streams: streams)
  }

  /// The bits are those of the messages that a worker's own half gives.
  @Test func bitsAreThoseOfTheMessages() throws {
    var trial = try trial(reach: 0)
    let round = try round(0)
    let cost = try trial.code(round)
    var expected = 0
    for (worker, gradient) in zip(round.plan.workers, round.gradients) {
      var half = SignCodec(RangeCodedSigns(reach: 0)).makeWorker(worker, layout: layout, streams: streams)
      try half.begin(round: 0, model: round.model, broadcast: nil)
      expected += 8 * half.encode(gradient, round: 0).bytes.count
    }
    #expect(cost.traffic.uplink.sentBits == expected && cost.traffic.downlink.sentBits == 0 && cost.bits == expected)
  }

  /// A codec with a step of its own decodes another estimate, from the first element on.
  @Test func anotherEstimateIsRefused() throws {
    var trial = try trial(reach: 0, scale: .fixed(1))
    let round = try round(0)
    #expect(throws: CommunicationError.notDelivered(codec: "tried", round: 0, element: 0)) { try trial.code(round) }
  }

  /// A single bit of a single element is seen.
  @Test(arguments: [0, 299, 606])
  func aSingleElementIsSeen(element: Int) throws {
    var trial = try trial(reach: 0)
    let exact = try round(0)
    var estimate = try #require(exact.estimate)
    estimate[element] = estimate[element].nextUp
    let other = TrialRound(plan: exact.plan, model: exact.model, gradients: exact.gradients, estimate: estimate)
    #expect(throws: CommunicationError.notDelivered(codec: "tried", round: 0, element: element)) {
      try trial.code(other)
    }
  }

  /// A round that was only followed serves as history as well as one that was coded; one not heard of does not.
  @Test func followedRoundsAreHistory() throws {
    var (coding, following, deaf) = (try trial(reach: 1), try trial(reach: 1), try trial(reach: 1))
    let rounds = [try round(0), try round(1)]
    _ = try coding.code(rounds[0])
    try following.follow(rounds[0].plan, model: rounds[0].model)
    let bits = try [coding.code(rounds[1]), following.code(rounds[1]), deaf.code(rounds[1])].map(\.bits)
    #expect(bits[0] == bits[1] && bits[0] != bits[2])
  }

  /// Halves that were given a memory send what those that gave it send.
  @Test func memoryGoesOn() throws {
    var first = try trial(reach: 1), second = try trial(reach: 1), fresh = try trial(reach: 1)
    let rounds = [try round(0), try round(1)]
    _ = try first.code(rounds[0])
    try second.restore(first.memory())
    let bits = try [first.code(rounds[1]), second.code(rounds[1]), fresh.code(rounds[1])].map(\.bits)
    #expect(bits[0] == bits[1] && bits[0] != bits[2])
  }

  /// What halves of one layout kept is refused by those of another.
  @Test(arguments: ["signs-history", "dsc", "co3-fp4", "dithered-dsc", "one-bit", "qcs-feedback"])
  func aMemoryOfAnotherLayoutIsRefused(name: String) throws {
    let round = try round(0), other = LayerLayout([(name: "a", shape: [20, 31])])
    func check(_ codec: some ResumableCodec) throws {
      var first = try CodecTrial(codec, name: name, workerCount: 4, layout: layout, streams: streams)
      _ = try first.code(TrialRound(plan: round.plan, model: round.model, gradients: round.gradients, estimate: nil))
      var second = try CodecTrial(codec, name: name, workerCount: 4, layout: other, streams: streams)
      #expect(throws: DecodingError.self) { try second.restore(first.memory()) }
    }
    try check(NamedCodec.named(name)[0].codec())
  }
}
