import Datasets
import Logging
import Parallelism
import Randomness

/// What a figure computes with: its parameters, its data and the means to run, report and keep.
public struct FigureContext: Sendable {
  public let profile: Profile
  /// The seed from which every random stream of the run is derived.
  public let seed: UInt64
  /// The number of threads; results must not depend on it.
  public let jobs: Int
  /// The values of the figure's parameters.
  public let parameters: ParameterSet
  /// The data sets that the figure asked for.
  public let data: FigureData
  /// Results of finished parts, shared with other figures.
  public let cache: RunCache
  /// Writes to standard error.
  public let log: Logger
  /// The texts of the figure's input files, by their paths.
  public internal(set) var inputs: [String: String] = [:]
  let progressStyle: ProgressReporter.Style

  /// The random streams of the run.
  public var streams: Streams { Streams(seed: seed) }

  /// The value of a parameter that the figure declares.
  public subscript<Value>(parameter: Parameter<Value>) -> Value { parameters[parameter] }

  /// Starts to report on `total` steps.
  public func progress(_ label: String, total: Int) -> ProgressReporter {
    ProgressReporter(label, total: total, style: progressStyle)
  }

  /// The results of `body` at `0..<count`, in that order, with progress shown: `parallelMap(_:jobs:_:)` on the run's
  /// threads.
  ///
  /// A body that runs for long calls `try Task.checkCancellation()` now and then, so that Ctrl-C stops it.
  public func parallelMap<Value: Sendable>(
    _ count: Int, _ label: String = "point", _ body: @escaping @Sendable (Int) async throws -> Value
  ) async throws -> [Value] {
    let progress = progress(label, total: count)
    let results: [Value?] = try await Parallelism.parallelMap(count, jobs: jobs) { index in
      defer { progress.advance() }
      do { return try await body(index) } catch is RunLeftOut { return nil }
    }
    if results.contains(where: { $0 == nil }) { throw RunLeftOut() }
    return results.compactMap { $0 }
  }
}
