import Autodiff
import Datasets
import GradientCoding
import Parallelism
import Randomness

/// Workers that share a process and its pictures: all of a training, or those of one rank.
package struct WorkerGroup<Half: WorkerHalf>: Sendable {
  /// The workers' indices.
  package let indices: Range<Int>
  /// The workers in the order of their indices.
  package internal(set) var workers: [Worker<Half>]
  let network: Network
  let dataset: Dataset
  /// The streams that place windows; nil for the middle of each picture.
  let cropStreams: Streams?
  let keepsSignals: Bool
  /// Whether each worker's gradient is computed by itself.
  let computesApart: Bool
  /// What the workers of the round have encoded and not yet sent.
  private var unsent: ArraySlice<WorkerMessages> = []

  init(
    indices: Range<Int>, workers: [Worker<Half>], network: Network, dataset: Dataset, cropStreams: Streams?,
    keepsSignals: Bool, computesApart: Bool
  ) {
    self.indices = indices
    self.workers = workers
    self.network = network
    self.dataset = dataset
    self.cropStreams = cropStreams
    self.keepsSignals = keepsSignals
    self.computesApart = computesApart
  }

  /// The workers of the group that take part in a round.
  package func participants(of plan: RoundPlan) -> [Int] { plan.workers.filter(indices.contains) }

  /// What the participants compute from their batches of the round, in their order.
  ///
  /// - Throws: `CancellationError`.
  package func gradients(_ plan: RoundPlan, at state: NetworkState, jobs: Int) async throws -> [BatchGradient] {
    try await network.localGradients(
      participants(of: plan).map { workers[$0 - indices.lowerBound].sampler }, of: dataset, round: plan.round,
      at: state, cropsFrom: cropStreams, jobs: jobs, keepsSignals: keepsSignals, apart: computesApart)
  }

  /// Begins the round in the participants' halves and encodes what they computed.
  ///
  /// The halves move to the threads and back, so that nothing that they keep is copied.
  ///
  /// - Throws: `CodecError`, or `CancellationError`.
  package mutating func encode(
    _ results: [BatchGradient], _ plan: RoundPlan, model: [Float], broadcast: [UInt8]?, jobs: Int
  ) async throws {
    let places = participants(of: plan).map { $0 - indices.lowerBound }
    let slots = workers.map { WorkerSlot($0) }
    workers = []
    defer { workers = slots.map(\.worker) }
    unsent = try await parallelMap(results.count, jobs: jobs) { place in
      try slots[places[place]].withWorker { worker throws(CodecError) in
        try worker.half.begin(round: plan.round, model: model, broadcast: broadcast)
        return try worker.encode(results[place], round: plan.round)
      }
    }[...]
  }
}

extension WorkerGroup: WorkerLink {
  package mutating func next() -> WorkerMessages? { unsent.popFirst() }

  package mutating func answer(_ request: Request) throws(CodecError) -> Message {
    try workers[request.worker - indices.lowerBound].half.answer(request.message.bytes)
  }
}

extension WorkerGroup where Half: Resumable {
  /// What the workers' halves keep between rounds, in the order of the workers.
  package var memories: [Half.Memory] { workers.map(\.half.memory) }

  /// Goes on with what the halves of as many workers kept.
  ///
  /// - Throws: `DecodingError` for another number of workers or other sizes; the group is then as it was.
  package mutating func restore(_ memories: [Half.Memory]) throws(DecodingError) {
    guard memories.count == workers.count else {
      throw .otherState("memories of \(memories.count) workers, not of \(workers.count)")
    }
    var workers = workers
    for (index, memory) in memories.enumerated() { try workers[index].half.restore(memory) }
    self.workers = workers
  }
}
