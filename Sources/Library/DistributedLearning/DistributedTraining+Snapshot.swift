import Autodiff
import Foundation
import GradientCoding

/// All that a training changes, for another process to go on with.
private struct Snapshot<Rule: Optimizer, Memory: Codable>: Codable {
  let round: Int
  let state: NetworkState
  let optimizer: Rule
  let halves: Memory
}

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
    try snapshot(server.optimizer, HalvesMemory(workers: workers.map(\.half.memory), server: server.half.memory))
  }

  /// Goes back, or on, to where a training set up in the same way was when it gave the snapshot: all that follows is
  /// the same, bit by bit.
  ///
  /// - Precondition: The snapshot is of the same network and as many workers.
  /// - Complexity: O(P), and O(P) for each model that a half keeps.
  /// - Throws: `DecodingError` for other bytes, and for a snapshot with another kind of optimizer or codec.
  public mutating func restore(_ snapshot: Data) throws {
    let memory: HalvesMemory<Codec.Worker.Memory, Codec.Server.Memory> = try restore(
      snapshot, like: server.optimizer)
    precondition(memory.workers.count == workers.count, "a snapshot of \(memory.workers.count) workers")
    for (index, memory) in memory.workers.enumerated() { workers[index].half.memory = memory }
    server.half.memory = memory.server
  }
}

extension DistributedTraining {
  private func snapshot(_ optimizer: some Optimizer, _ memory: some Codable) throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(Snapshot(round: round, state: server.state, optimizer: optimizer, halves: memory))
  }

  /// Restores all but what the halves keep, which it returns.
  private mutating func restore<Rule: Optimizer, Memory: Codable>(_ data: Data, like _: Rule) throws -> Memory {
    let snapshot = try PropertyListDecoder().decode(Snapshot<Rule, Memory>.self, from: data)
    let state = snapshot.state
    precondition(
      state.parameters.count == network.layout.count && state.moments.count == network.momentLayout.count,
      "a snapshot of another network than \(network.name)")
    round = snapshot.round
    server.state = state
    server.optimizer = snapshot.optimizer
    return snapshot.halves
  }
}
