import Autodiff
import Foundation

/// A training in rounds that can be stored and gone on with, wherever its workers are.
public protocol ResumableTraining {
  var network: Network { get }
  /// Parameters and moving moments at the server.
  var state: NetworkState { get }
  /// The index of the next round.
  var round: Int { get }
  /// Runs one round on up to `jobs` threads of this process.
  mutating func runRound(jobs: Int) async throws -> RoundReport
  /// All that changes from round to round, the same bytes wherever the workers are.
  func snapshot() async throws -> Data
  /// Goes on where a training set up in the same way gave the snapshot.
  mutating func restore(_ snapshot: Data) async throws
}
