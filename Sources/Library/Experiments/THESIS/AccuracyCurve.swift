import GradientStatistics

/// What a training gave, with the accuracy at some points.
public protocol AccuracyResult: Sendable {
  /// The share of test pictures that are recognised, in the order of iterations.
  var accuracies: [Double] { get }
}

extension AccuracyResult {
  /// The accuracy after the last round.
  public var finalAccuracy: Double { accuracies.last ?? .nan }
  /// The mean accuracy over the points: trainings that learn sooner have the greater one.
  public var meanAccuracy: Double { SampleSummary(accuracies).mean }
}

/// Trainings that differ in nothing but their streams.
public protocol AccuracyCurve: Sendable {
  associatedtype Result: AccuracyResult
  /// What they gave, in the order of repetitions, with as many points each.
  var results: [Result] { get }
}

extension AccuracyCurve {
  /// How the mean accuracy over the points of each training lies above that of another curve's training with the same streams;
  /// in pairs, as repetitions have the first parameters and the batches in common.
  public func advantage(over other: Self) -> SampleSummary {
    SampleSummary(zip(results, other.results).map { $0.meanAccuracy - $1.meanAccuracy })
  }
}
