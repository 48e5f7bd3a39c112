import Foundation
import GradientCoding

/// What the halves of a codec keep.
private struct HalvesMemory<Worker: Codable, Server: Codable>: Codable {
  let workers: [Worker]
  let server: Server
}

extension DistributedTraining where Codec: ResumableCodec {
  /// The round, the model, the optimizer and what the codec's halves keep, as a binary property list.
  ///
  /// - Complexity: O(P), and O(P) for each model that a half keeps.
  /// - Throws: `EncodingError`.
  public func snapshot() throws -> Data {
    try progress.snapshot(with: HalvesMemory(workers: workers.map(\.half.memory), server: server.half.memory))
  }

  /// Goes back, or on, to where a training set up in the same way was when it gave the snapshot: all that follows is
  /// the same, bit by bit.
  ///
  /// - Precondition: The snapshot is of the same network and as many workers.
  /// - Complexity: O(P), and O(P) for each model that a half keeps.
  /// - Throws: `DecodingError` for other bytes, and for a snapshot with another kind of optimizer or codec.
  public mutating func restore(_ snapshot: Data) throws {
    var restored = progress
    let memory = try restored.restore(snapshot, as: HalvesMemory<Codec.Worker.Memory, Codec.Server.Memory>.self)
    precondition(memory.workers.count == workers.count, "a snapshot of \(memory.workers.count) workers")
    round = restored.round
    server.state = restored.state
    server.optimizer = restored.optimizer
    for (index, memory) in memory.workers.enumerated() { workers[index].half.memory = memory }
    server.half.memory = memory.server
  }

  private var progress: TrainingProgress {
    TrainingProgress(round: round, state: server.state, optimizer: server.optimizer)
  }
}
