import Autodiff
import Foundation
import GradientCoding

/// What the halves of a codec keep.
private struct HalvesMemory<Worker: Codable, Server: Codable>: Codable {
  let workers: [Worker]
  let server: Server
}

extension ParameterServer where Half: Resumable {
  /// The round, the model, the optimizer and what the codec's halves keep, as a binary property list.
  ///
  /// - Parameter workers: What the workers' halves keep, in the order of the workers.
  /// - Complexity: O(P), and O(P) for each model that a half keeps.
  /// - Throws: `EncodingError`.
  package func snapshot(round: Int, workers: [some Codable]) throws -> Data {
    try TrainingProgress(round: round, state: state, optimizer: optimizer)
      .snapshot(with: HalvesMemory(workers: workers, server: half.memory))
  }

  /// Goes where the server that gave the snapshot was; gives the round and what the workers' halves kept.
  ///
  /// - Parameter count: The number of workers.
  /// - Throws: `DecodingError`, also for a snapshot of another network or number of workers; the server is then as it was.
  package mutating func restore<Memory: Codable>(
    _ snapshot: Data, workers _: Memory.Type, count: Int
  ) throws(DecodingError) -> (round: Int, workers: [Memory]) {
    var restored = TrainingProgress(state: state, optimizer: optimizer)
    let memory = try restored.restore(snapshot, as: HalvesMemory<Memory, Half.Memory>.self)
    guard memory.workers.count == count else {
      throw .otherState("a snapshot of \(memory.workers.count) workers, not of \(count)")
    }
    try half.restore(memory.server)
    state = restored.state
    optimizer = restored.optimizer
    return (restored.round, memory.workers)
  }
}

extension DistributedTraining: ResumableTraining where Codec: ResumableCodec {
  public var state: NetworkState { server.state }

  public mutating func runRound(jobs: Int) async throws -> RoundReport {
    try await runRound(jobs: jobs, observing: { _ in })
  }

  /// The round, the model, the optimizer and what the codec's halves keep, as a binary property list.
  ///
  /// - Complexity: O(P), and O(P) for each model that a half keeps.
  /// - Throws: `EncodingError`.
  public func snapshot() throws -> Data { try server.snapshot(round: round, workers: group.memories) }

  /// Goes back, or on, to where a training set up in the same way was when it gave the snapshot: all that follows is
  /// the same, bit by bit.
  ///
  /// - Precondition: The snapshot is of a codec with the same parameters.
  /// - Complexity: O(P), and O(P) for each model that a half keeps.
  /// - Throws: `DecodingError` for other bytes, and for a snapshot of a network of another size, of another number of workers, or
  ///   with another kind of optimizer or codec; the training is then as it was.
  public mutating func restore(_ snapshot: Data) throws(DecodingError) {
    var server = server
    let restored = try server.restore(snapshot, workers: Codec.Worker.Memory.self, count: group.workers.count)
    try group.restore(restored.workers)
    (round, self.server) = (restored.round, server)
  }
}
