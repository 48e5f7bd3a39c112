import FigureKit
import GradientStatistics

/// Test accuracy of federated trainings that differ in nothing but their streams.
public struct FederatedCurve: AccuracyCurve {
  /// The first of the trainings.
  public let trial: FederatedTrial
  public let results: [FederatedResult]
  /// The title of the pictures.
  public let dataset: String

  /// A place of the curve.
  public struct Point: Sendable {
    /// Rounds since the beginning.
    public let iteration: Int
    public let accuracy: SampleSummary
    /// The mean over the trainings of the real dimensions of the channel used since the beginning.
    public let channelUses: Double
    /// The trainings that have diverged.
    public let divergedTrainings: Int
  }

  /// The points, in the order of iterations.
  public var points: [Point] {
    results[0].points.indices.map { index in
      func values(_ value: (FederatedResult.Point) -> Double) -> SampleSummary {
        SampleSummary(results.map { value($0.points[index]) })
      }
      return Point(
        iteration: results[0].points[index].iteration, accuracy: values(\.accuracy),
        channelUses: values(\.channelUses).mean, divergedTrainings: results.count { $0.points[index].hasDiverged })
    }
  }

  /// The curves of trainings, each with repetitions.
  ///
  /// - Parameter trial: Gives a training from the index of its curve and its repetition.
  public static func curves(
    _ context: FigureContext, _ count: Int, repetitions: Int = 1, _ trial: (Int, Int) -> FederatedStudy.Case
  ) async throws -> [FederatedCurve] {
    let cases = (0..<count).flatMap { curve in (0..<repetitions).map { trial(curve, $0) } }
    let results = try await context.parallelMap(cases.count, "training") { index in
      try await cases[index].trial.result(on: cases[index].data, cache: context.cache, jobs: context.jobs)
    }
    return (0..<count).map { curve in
      let first = cases[curve * repetitions]
      return FederatedCurve(
        trial: first.trial, results: Array(results[curve * repetitions..<(curve + 1) * repetitions]),
        dataset: first.data.title)
    }
  }
}
