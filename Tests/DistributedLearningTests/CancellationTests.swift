import Autodiff
import DistributedLearning
import Models
import Testing

@Suite struct CancellationTests {
  @Test func aCancelledTaskEndsWithCancellationError() async throws {
    let trial = try Trial()
    let batch = Batch(trial.dataset, 0..<120)
    let gradients = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await trial.network.batchGradients(batch, workerCount: 6, at: trial.initialState, jobs: 2)
    }
    await #expect(throws: CancellationError.self) { try await gradients.value }
    let accuracy = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await trial.network.accuracy(on: trial.dataset, at: trial.initialState, jobs: 2)
    }
    await #expect(throws: CancellationError.self) { try await accuracy.value }
  }

  /// A round that is cancelled changes nothing.
  @Test func aCancelledRoundLeavesTheTrainingAsItWas() async throws {
    let trial = try Trial()
    let task = Task {
      var training = try trial.training()
      _ = try await training.runRound(jobs: 2)
      let before = training.server.state.bits
      withUnsafeCurrentTask { $0?.cancel() }
      do {
        _ = try await training.runRound(jobs: 2)
        return false
      } catch is CancellationError {
        return training.round == 1 && training.server.state.bits == before
      }
    }
    #expect(try await task.value)
  }
}
