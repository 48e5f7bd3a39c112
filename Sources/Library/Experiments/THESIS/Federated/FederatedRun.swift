import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding

/// A federated training that is going on.
struct FederatedRun<Link: Uplink>: ResumableRun {
  private let options: FederatedTrial
  private let test: Dataset
  private var training: FederatedTraining<Link>
  /// What comes next.
  private var point = FederatedResult.Point()
  private(set) var result = FederatedResult()

  init(_ options: FederatedTrial, over link: Link, on data: FigureData.Entry) {
    self.options = options
    test = data.test.prefix(options.testPictures)
    training = options.training(over: link, on: data)
  }

  struct State: Codable {
    let training: Data
    let point: FederatedResult.Point
    let result: FederatedResult
  }

  var state: State { get throws { State(training: try training.snapshot(), point: point, result: result) } }
  var isDone: Bool { training.round >= options.rounds || point.hasDiverged }

  mutating func restore(_ state: State) throws {
    try training.restore(state.training)
    point = state.point
    result = state.result
  }

  mutating func runRound(jobs: Int) async throws {
    let report = try await training.runRound(jobs: jobs)
    point.channelUses += report.delivery?.channelUses ?? 0
    point.activeNodes += report.nodes.count
    if report.outcome == .diverged {
      point.hasDiverged = true
      point.accuracy = 1 / Double(test.classCount)
      for iteration in training.round...options.rounds where options.isTested(after: iteration) { append(iteration) }
    } else if options.isTested(after: training.round) {
      point.accuracy = try await training.network.accuracy(on: test, at: training.state, jobs: jobs)
      append(training.round)
    }
  }

  private mutating func append(_ iteration: Int) {
    point.iteration = iteration
    result.points.append(point)
  }
}
