import Autodiff
import Datasets
import DistributedLearning
import GradientCoding
import Models
import Randomness
import TestSupport
import Testing

/// Batches that differ among workers, and windows at random places.
@Suite struct UnevenBatchTests {
  @Test(arguments: [(200, 16), (200, 4), (7, 7), (20, 6)])
  func totalsAreDividedEvenly(total: Int, workers: Int) {
    let sizes = BatchDivision.total(total).sizes(workerCount: workers)
    #expect(sizes.reduce(0, +) == total && sizes.count == workers)
    #expect(zip(sizes, sizes.dropFirst()).allSatisfy(>=) && sizes[0] - sizes[workers - 1] <= 1)
    #expect(BatchDivision.each(9).sizes(workerCount: 3) == [9, 9, 9])
  }

  private func training(
    _ trial: Trial, total: Int, cropsAtRandom: Bool = false
  ) throws -> DistributedTraining<IdentityCodec> {
    try DistributedTraining(
      trial.network, on: trial.dataset, trial.partition, codec: IdentityCodec(), optimizer: trial.optimizer,
      TrainingConfiguration(
        workersPerRound: trial.workers, batch: .total(total), cropsAtRandom: cropsAtRandom, keepsSignals: true),
      streams: trial.streams)
  }

  private static let networks: [Network] = [.mlp(widths: [24, 10]), .leNet]

  /// The mean weighted by the sizes is the gradient of all pictures as one batch, to 1e-5 of the largest number of each tensor
  /// (as in RoundTests), which the plain mean of batches of 5, 5, 4, ... is not; the loss too.
  @Test(arguments: networks) func theEstimateIsTheGradientOfAllPictures(_ network: Network) async throws {
    var trial = try Trial()
    trial.network = network
    let sizes = [5, 5, 4, 4, 4, 4]
    var training = try training(trial, total: 26)
    var local: [[Float]] = [], signals: [Int] = []
    let report = try await training.runRound(jobs: 2) { observation in
      local = observation.results.map(\.gradient.scalars)
      signals = observation.results.map { $0.signals[0].sampleCount }
      #expect(observation.plan.weights == sizes.map { Float($0) })
    }
    #expect(signals == sizes)
    let pictures = sizes.enumerated().flatMap { worker, size in
      ShardSampler(shard: trial.partition.shards[worker], batchSize: size, streams: trial.streams, worker: worker)
        .batch(0)
    }
    var tape = Tape(network, trial.initialState)
    let batch = Batch(trial.dataset, pictures)
    let logits = network(&tape, tape.constant(batch.images))
    let loss = tape.softmaxCrossEntropy(logits, labels: batch.labels)
    let jointLoss = Double(tape.value(loss).scalar)
    let joint = tape.gradients(of: loss).parameters.scalars
    for entry in network.layout.entries {
      #expect(deviation(report.estimate[entry.range], from: joint[entry.range]) <= 1e-5, "\(entry.name)")
    }
    #expect(deviation(mean(local), from: joint) > 1e-4)
    #expect(abs(report.loss - jointLoss) <= 1e-5 * jointLoss)
  }

  /// Bit for bit, though workers of one size share passes with others than of another.
  @Test func threadsDoNotMatter() async throws {
    let trial = try Trial()
    var reports: [RoundReport] = []
    for jobs in [1, 4] {
      var training = try training(trial, total: 20)
      reports.append(try await training.runRound(jobs: jobs))
    }
    #expect(firstDifference(reports[0].estimate.bits, reports[1].estimate.bits) == nil)
    #expect(reports[0].loss == reports[1].loss)
  }

  /// A worker's windows are those of its stream, bit for bit, and not the middle.
  @Test(arguments: [1, 2, 3] as [UInt64]) func windowsComeFromTheWorkersStream(seed: UInt64) async throws {
    var trial = try Trial(.mlp(input: [24, 24, 3], widths: [10]))
    trial.seed = seed
    var training = try training(trial, total: 18, cropsAtRandom: true)
    let pictures = (0..<6).map { trial.batch($0, round: 0) }
    var generators = (0..<6).map { trial.streams.generator("crops", worker: $0, round: 0) }
    let batch = Batch(trial.dataset, pictures, crop: 24, using: &generators)
    #expect(batch.images.shape == [18, 24, 24, 3])
    var alone = trial.streams.generator("crops", worker: 4, round: 0)
    let window = Tensor([3, 24, 24, 3]) { trial.dataset.write(pictures[4], crop: 24, into: &$0, using: &alone) }
    #expect(firstDifference(batch.images.rows(12..<15).scalars, window.scalars) == nil)
    let middle = Batch(trial.dataset, pictures.flatMap { $0 }, crop: 24)
    #expect(firstDifference(batch.images.scalars, middle.images.scalars) != nil && batch.labels == middle.labels)
    let expected = try await trial.network.batchGradients(
      batch, workerCount: 6, at: training.server.state, jobs: 1)
    _ = try await training.runRound(jobs: 2) { observation in
      #expect(firstDifference(observation.results.map(\.bits), expected.map(\.bits)) == nil)
    }
  }
}
