import Autodiff
import Foundation
import GradientCoding

extension DistributedTraining where Codec: MemorylessCodec {
  /// All that a training changes, for another process to go on with.
  private struct Snapshot<Rule: Optimizer>: Codable {
    let round: Int
    let state: NetworkState
    let optimizer: Rule
  }

  /// The round, the model and the optimizer, as a binary property list.
  ///
  /// - Complexity: O(P).
  /// - Throws: `EncodingError`.
  public func snapshot() throws -> Data { try snapshot(with: server.optimizer) }

  private func snapshot(with optimizer: some Optimizer) throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(Snapshot(round: round, state: server.state, optimizer: optimizer))
  }

  /// Goes back, or on, to where a training set up in the same way was when it gave the snapshot: all that follows is
  /// the same, bit by bit.
  ///
  /// - Precondition: The snapshot is of the same network.
  /// - Complexity: O(P).
  /// - Throws: `DecodingError` for other bytes, and for a snapshot with another kind of optimizer.
  public mutating func restore(_ snapshot: Data) throws { try restore(snapshot, like: server.optimizer) }

  private mutating func restore<Rule: Optimizer>(_ data: Data, like _: Rule) throws {
    let snapshot = try PropertyListDecoder().decode(Snapshot<Rule>.self, from: data)
    let state = snapshot.state
    precondition(
      state.parameters.count == network.layout.count && state.moments.count == network.momentLayout.count,
      "a snapshot of another network than \(network.name)")
    round = snapshot.round
    server.state = state
    server.optimizer = snapshot.optimizer
  }
}
