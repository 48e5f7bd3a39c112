import Autodiff
import DistributedLearning
import Models
import TestSupport
import Testing

/// Who takes part in a round, with which pictures.
@Suite struct ParticipationTests {
  private func participants(_ trial: Trial, rounds: Int) async throws -> [[Int]] {
    var training = try trial.training()
    var workers: [[Int]] = []
    for _ in 0..<rounds { workers.append(try await training.runRound(jobs: 1).workers) }
    return workers
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func workersAreDrawnWithoutReplacementForEachRound(seed: UInt64) async throws {
    var trial = try Trial()
    (trial.workers, trial.perRound, trial.batchSize, trial.seed) = (12, 5, 2, seed)
    let drawn = try await participants(trial, rounds: 20)
    for (round, workers) in drawn.enumerated() {
      #expect(workers.count == 5 && workers.allSatisfy((0..<12).contains))
      #expect(zip(workers, workers.dropFirst()).allSatisfy(<))
      #expect(workers == trial.participants(of: round))
    }
    // 792 choices: two of 20 rounds alike happen now and then, ten alike (a stream that is not the round's) do not.
    #expect(Set(drawn).count > 10)
    #expect(Set(drawn.joined()) == Set(0..<12))
    #expect(try await participants(trial, rounds: 20) == drawn)
    trial.seed += 1
    #expect(try await participants(trial, rounds: 20) != drawn)
  }

  /// Bit for bit what the network gives at those pictures, for the shards, round and streams of the sampler, past the
  /// end of an epoch of five batches.
  @Test func batchesAreThoseOfTheSampler() async throws {
    var trial = try Trial(pictures: 150)
    (trial.workers, trial.perRound, trial.batchSize) = (10, 7, 3)
    var training = try trial.training()
    for round in 0..<7 {
      let workers = trial.participants(of: round)
      let pictures = workers.flatMap { trial.batch($0, round: round) }
      #expect(Set(pictures).count == 21)
      let expected = try await trial.network.batchGradients(
        Batch(trial.dataset, pictures), workerCount: 7, at: training.server.state, jobs: 1)
      _ = try await training.runRound(jobs: 1) { observation in
        #expect(observation.round == round && observation.workers == workers)
        #expect(firstDifference(observation.results.map(\.bits), expected.map(\.bits)) == nil)
      }
    }
  }

  /// A worker's batch alone gives what it gives beside others, to 1e-5: products run over other numbers of rows.
  @Test func everyWorkerHasItsOwnPictures() async throws {
    let trial = try Trial()
    var training = try trial.training()
    let state = training.server.state
    var results: [BatchGradient] = []
    _ = try await training.runRound(jobs: 2) { results = $0.results }
    for (worker, result) in results.enumerated() {
      let alone = try await trial.network.batchGradients(
        Batch(trial.dataset, trial.batch(worker, round: 0)), workerCount: 1, at: state, jobs: 1)
      #expect(deviation(result.gradient.scalars, from: alone[0].gradient.scalars) <= 1e-5)
      #expect(deviation([result.loss], from: [alone[0].loss]) <= 1e-5)
    }
  }

  /// A network for 24 by 24 reads the middle of pictures of 32 by 32.
  @Test func smallerNetworksReadTheMiddle() async throws {
    var trial = try Trial(.mlp(input: [24, 24, 3], widths: [10]))
    trial.perRound = 2
    var training = try trial.training()
    let batch = Batch(trial.dataset, trial.participants(of: 0).flatMap { trial.batch($0, round: 0) }, crop: 24)
    #expect(batch.images.shape == [6, 24, 24, 3])
    let expected = try await trial.network.batchGradients(
      batch, workerCount: 2, at: training.server.state, jobs: 1)
    _ = try await training.runRound(jobs: 1) { observation in
      #expect(firstDifference(observation.results.map(\.bits), expected.map(\.bits)) == nil)
    }
  }
}
