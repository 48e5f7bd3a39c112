import Autodiff
import DistributedLearning
import Models
import Testing

/// One seed is one training, whatever the number of threads.
@Suite struct ReplayTests {
  /// Twelve workers in three passes of the perceptron, three workers in a pass each of the residual network.
  private func trial(_ kind: String) throws -> Trial {
    var trial = try kind == "MLP" ? Trial() : Trial(.resNet(depth: 8))
    trial.momentum = 0.5
    (trial.workers, trial.perRound) = kind == "MLP" ? (15, 12) : (5, 3)
    return trial
  }

  /// The state after five rounds and what the rounds reported.
  private func run(_ trial: Trial, jobs: Int) async throws -> (state: [UInt32], losses: [Double]) {
    var training = try trial.training()
    var losses: [Double] = []
    for _ in 0..<5 { losses.append(try await training.runRound(jobs: jobs).loss) }
    return (training.server.state.bits, losses)
  }

  @Test(arguments: ["MLP", "ResNet-8"])
  func resultsDoNotDependOnTheNumberOfThreads(kind: String) async throws {
    let trial = try trial(kind)
    let expected = try await run(trial, jobs: 1)
    #expect(firstDifference(expected.state, trial.initialState.bits) != nil && expected.losses.allSatisfy(\.isFinite))
    for jobs in [1, 2, 4] {
      let found = try await run(trial, jobs: jobs)
      #expect(firstDifference(found.state, expected.state) == nil && found.losses == expected.losses)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func anotherSeedIsAnotherTraining(seed: UInt64) async throws {
    var trial = try trial("MLP")
    trial.seed = seed
    let first = try await run(trial, jobs: 2)
    trial.seed = seed + 3
    let second = try await run(trial, jobs: 2)
    #expect(firstDifference(first.state, second.state) != nil && first.losses != second.losses)
  }
}
