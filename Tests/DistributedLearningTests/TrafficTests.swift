import Autodiff
import DistributedLearning
import GradientCoding
import Models
import Testing

/// What a round costs, and the moments that are counted apart.
@Suite struct TrafficTests {
  /// The bytes of the messages that workers send of `count` numbers in the tensors of a layout.
  private func messageBytes(_ layout: ParameterLayout, _ kind: MessageKind, workers: [Int], round: Int) -> Int {
    let lengths = layout.entries.map { 4 * $0.range.count }
    return workers.reduce(0) { sum, worker in
      sum + MessageHeader(kind: kind, round: round, worker: worker, lengths: lengths).messageLength
    }
  }

  /// 130 workers, so that the index of some takes two bytes.
  @Test func gradientsAreThirtyTwoBitsAnElementAndTheirHeaders() async throws {
    var trial = try Trial(pictures: 130)
    (trial.workers, trial.perRound, trial.batchSize) = (130, 130, 1)
    var training = try trial.training()
    for round in 0..<2 {
      let report = try await training.runRound(jobs: 2)
      let bytes = messageBytes(trial.network.layout, .gradient, workers: report.workers, round: round)
      #expect(report.traffic.uplink == BitCount(raw: 32 * trial.network.layout.count * 130, sentBytes: bytes))
      #expect(report.traffic.downlink == .zero)
      #expect(report.momentBits == .zero)
    }
    #expect(trial.network.momentLayout.count == 0 && training.server.state.moments.count == 0)
  }

  @Test func momentsAreCountedApart() async throws {
    var trial = try Trial(.resNet(depth: 8))
    trial.perRound = 3
    var training = try trial.training()
    let (layout, moments) = (trial.network.layout, trial.network.momentLayout)
    for round in 0..<2 {
      let report = try await training.runRound(jobs: 2)
      let bytes = messageBytes(layout, .gradient, workers: report.workers, round: round)
      #expect(report.traffic.uplink == BitCount(raw: 32 * layout.count * 3, sentBytes: bytes))
      let momentBytes = messageBytes(moments, .auxiliary, workers: report.workers, round: round)
      #expect(report.momentBits == BitCount(raw: 32 * moments.count * 3, sentBytes: momentBytes))
      #expect(moments.count > 0 && momentBytes > 4 * moments.count * 3)
    }
  }

  /// moving ← d · moving + (1 − d) · mean over the workers, bit for bit, from means 0 and variances 1.
  @Test func movingMomentsMixInTheMeanOfTheWorkers() async throws {
    var trial = try Trial(.resNet(depth: 8))
    trial.perRound = 3
    for decay in [0.9, 0.5] as [Float] {
      var training = try DistributedTraining(
        trial.network, on: trial.dataset, trial.partition, codec: IdentityCodec(), optimizer: trial.optimizer,
        TrainingConfiguration(workersPerRound: 3, batchSize: 3, momentDecay: decay), streams: trial.streams)
      var moving = trial.initialState.moments.scalars
      for _ in 0..<3 {
        var local: [[Float]] = []
        _ = try await training.runRound(jobs: 2) { local = $0.results.map(\.batchMoments.scalars) }
        moving = zip(moving, mean(local)).map { decay * $0 + (1 - decay) * $1 }
        #expect(firstDifference(training.server.state.moments.scalars.bits, moving.bits) == nil)
      }
      #expect(zip(moving, trial.initialState.moments.scalars).allSatisfy { $0.isFinite && $0 != $1 })
    }
  }
}
