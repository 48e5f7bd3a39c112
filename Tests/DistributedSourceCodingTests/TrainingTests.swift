import Autodiff
import Datasets
import DistributedLearning
import DistributedSourceCoding
import GradientCoding
import Models
import Randomness
import SlepianWolf
import Testing

/// Trainings in which 3 of 5 workers take part in each round.
@Suite struct TrainingTests {
  func training<Codec: GradientCodec>(_ codec: Codec) throws -> DistributedTraining<Codec> {
    let streams = Streams(seed: 1), dataset = SyntheticDigits(.handwritten, count: 400, seed: 1).dataset()
    var rng = streams.generator("partition")
    return try DistributedTraining(
      .mlp(widths: [24, 10]), on: dataset, Partition.iid(dataset.count, shards: 5, using: &rng), codec: codec,
      optimizer: SGD(learningRate: .constant(0.01), momentum: 0.5),
      TrainingConfiguration(workersPerRound: 3, batchSize: 80), streams: streams)
  }

  /// Parameter by parameter the training without source coding; and it goes on from its snapshot.
  @Test(arguments: DeliveryTests.sources.indices) func modelsAreThoseOfUncodedSigns(source: Int) async throws {
    let codec = DistributedSignCodec(DeliveryTests.sources[source])
    var uncoded = try training(SignCodec(UncodedSigns())), coded = try training(codec)
    var snapshot = try coded.snapshot(), blockCount = 0
    for round in 0..<4 {
      if round == 2 { snapshot = try coded.snapshot() }
      let expected = try await uncoded.runRound(jobs: 2), found = try await coded.runRound(jobs: 2)
      #expect(firstDifference(found.estimate, expected.estimate) == nil && found.workers == expected.workers)
      blockCount += coded.server.half.report?.total.blockCount ?? 0
    }
    #expect(firstDifference(coded.server.state.parameters.scalars, uncoded.server.state.parameters.scalars) == nil)
    #expect(blockCount > 0)
    var resumed = try training(codec)
    try resumed.restore(snapshot)
    var traffic = Traffic()
    for _ in 2..<4 { traffic = try await resumed.runRound(jobs: 1).traffic }
    #expect(firstDifference(resumed.server.state.parameters.scalars, coded.server.state.parameters.scalars) == nil)
    let (report, again) = (coded.server.half.report, resumed.server.half.report)
    #expect(traffic.uplink.sentBytes > 0 && again?.deliveries == report?.deliveries)
  }
}
