import Autodiff

/// What one worker does where nothing is divided: it sends what it observes to all others and computes the whole network
/// on everybody's input. That is the naive way of THESIS, Section 6.5.
public struct ReplicaProgram: WorkerProgram {
  public let inputRows: [Int], outputRows: [Int]
  public let multiplicationCount: Int
  private let worker: Int
  /// The rows of the input that each worker observes.
  private let rows: [[Int]]
  private let network: Network
  private let state: NetworkState

  /// - Complexity: O(P rows of the input + rows of the output).
  init(_ model: PartitionedModel, worker: Int) {
    self.worker = worker
    rows = (0..<model.workerCount).map { model.rows(of: 0, ownedBy: $0) }
    inputRows = rows[worker]
    outputRows = model.rows(of: model.graph.output, ownedBy: worker)
    network = model.graph.network
    state = NetworkState(parameters: model.parameters, moments: Tensor(zeros: [0]))
    multiplicationCount = model.graph.multiplications
  }

  public func run(_ input: Tensor, over link: inout some WorkerLink) async throws -> Tensor {
    let others = rows.indices.filter { $0 != worker }
    for other in others where !inputRows.isEmpty {
      try link.send(SignalMessage(signal: 0, sender: worker, values: input), to: other)
    }
    var all = Tensor(zeros: [input.rowCount] + network.inputShape)
    all.setChannels(inputRows, to: input)
    for other in others where !rows[other].isEmpty {
      let message = try await link.receive()
      all.setChannels(rows[message.sender], to: message.values)
    }
    try Task.checkCancellation()
    return network.logits(all, at: state).channels(outputRows)
  }
}
