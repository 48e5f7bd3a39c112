import Autodiff
import Foundation
import GradientCoding

/// What rounds of training change, but for what the way of the gradients keeps.
struct TrainingProgress: Sendable {
  /// The index of the next round.
  var round = 0
  var state: NetworkState
  var optimizer: any Optimizer

  /// Moves the parameters against a gradient.
  mutating func step(_ gradient: [Float]) {
    optimizer.update(&state.parameters, gradient: Tensor([gradient.count], gradient))
  }
}

/// Progress with what the way of the gradients keeps, as it is stored.
private struct Snapshot<Rule: Optimizer, Memory: Codable>: Codable {
  let round: Int
  let state: NetworkState
  let optimizer: Rule
  let memory: Memory
}

extension TrainingProgress {
  /// A binary property list.
  ///
  /// - Throws: `EncodingError`.
  func snapshot(with memory: some Codable) throws -> Data { try snapshot(optimizer, memory) }

  private func snapshot(_ optimizer: some Optimizer, _ memory: some Codable) throws -> Data {
    try StoredState.data(of: Snapshot(round: round, state: state, optimizer: optimizer, memory: memory))
  }

  /// Goes where a training of the same network with the same kind of optimizer was, and gives what was stored besides.
  ///
  /// - Throws: `DecodingError` for other bytes, and for a snapshot of a network of another size or with another kind of optimizer
  ///   or memory; the progress is then as it was.
  mutating func restore<Memory: Codable>(_ snapshot: Data, as _: Memory.Type) throws(DecodingError) -> Memory {
    try restore(snapshot, like: optimizer)
  }

  private mutating func restore<Rule: Optimizer, Memory: Codable>(
    _ data: Data, like _: Rule
  ) throws(DecodingError) -> Memory {
    let snapshot = try StoredState.value(Snapshot<Rule, Memory>.self, from: data), count = state.parameters.count
    guard snapshot.round >= 0, snapshot.state.parameters.count == count,
      snapshot.state.moments.count == state.moments.count, snapshot.optimizer.fits(parameterCount: count)
    else { throw .otherState("a snapshot of another network") }
    round = snapshot.round
    state = snapshot.state
    optimizer = snapshot.optimizer
    return snapshot.memory
  }
}
