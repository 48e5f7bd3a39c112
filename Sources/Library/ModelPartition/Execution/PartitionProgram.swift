import Autodiff

/// What one worker of a partitioned model does (THESIS, (6.2) and Appendix C.2).
///
/// It holds the columns W of the units that it owns, restricted to the rows that it owns, W_{kk}, and to the rows Ω that
/// others send it, W̃, with zeros for cut connections among them:
///
///     y_k = (W_{kk}ᵀ x_k + b_k) + W̃ᵀ x̃,    x̃ = the values of Ω, by sender and row
///
/// The first term is computed before the worker waits for x̃. A value is sent once to each worker that reads it, as soon as
/// it is there, however many layers read it.
///
/// No run waits for ever: steps are in an order in which the network can be computed, nobody waits in order to send, and
/// what a step reads was sent at an earlier step.
public struct PartitionProgram: WorkerProgram {
  /// A layer's share: kernels [rows, columns] or [kernel row, kernel column, rows, columns], and the bias. A worker that
  /// owns no row has a kernel of one row of zeros for one value of zero.
  struct Share: Sendable {
    let ownKernel: Tensor, bias: Tensor
    let crossKernel: Tensor?
  }

  /// The values of a signal that another worker reads, by their position among the own rows.
  struct Delivery: Sendable {
    let receiver: Int
    let positions: [Int]
  }

  public let inputRows: [Int], outputRows: [Int]
  public private(set) var multiplicationCount = 0
  let worker: Int
  let graph: LayerGraph
  /// By signal: what to send of it, and which workers send of it, in ascending order.
  let deliveries: [[Delivery]], senders: [[Int]]
  /// By step of the graph, for layers of which the worker owns a unit.
  private(set) var shares: [Share?] = []

  /// Compiles the share of a worker.
  ///
  /// - Parameter needs: ``PartitionedModel/rowsSent`` of the model.
  /// - Complexity: O(P rows + weights of the worker).
  init(_ model: PartitionedModel, worker: Int, needs: [Int: [[Bool]]]) {
    graph = model.graph
    self.worker = worker
    let signals = model.graph.signals.indices
    let rows = signals.map { signal in
      (0..<model.workerCount).map { model.rows(of: signal, ownedBy: $0) }
    }
    inputRows = rows[0][worker]
    outputRows = rows[graph.output][worker]
    deliveries = signals.map { signal in
      (0..<model.workerCount).compactMap { receiver in
        guard receiver != worker, let needed = needs[signal]?[receiver] else { return nil }
        let own = rows[signal][worker]
        let positions = own.indices.filter { needed[own[$0]] }
        return positions.isEmpty ? nil : Delivery(receiver: receiver, positions: positions)
      }
    }
    let crossRows = signals.map { signal in
      (0..<model.workerCount).map { sender in
        guard sender != worker, let needed = needs[signal]?[worker] else { return [Int]() }
        return rows[signal][sender].filter { needed[$0] }
      }
    }
    senders = crossRows.map { rows in rows.indices.filter { !rows[$0].isEmpty } }
    for (step, matrix) in zip(graph.steps, model.matricesByStep) {
      let columns = rows[step.output][worker]
      guard let matrix, !columns.isEmpty else {
        shares.append(nil)
        continue
      }
      let own = rows[matrix.source][worker], cross = crossRows[matrix.source].flatMap(\.self)
      shares.append(Share(step, matrix, model.parameters, ownRows: own, crossRows: cross, columns: columns))
      multiplicationCount +=
        matrix.tapCount * (own.count + cross.count) * columns.count * graph.signals[step.output].valuesPerRow
    }
  }
}

extension PartitionProgram.Share {
  init(
    _ step: LayerGraph.Step, _ matrix: ConnectionMatrix, _ parameters: Tensor, ownRows: [Int], crossRows: [Int],
    columns: [Int]
  ) {
    func kernel(_ rows: [Int]) -> Tensor {
      let shape = [max(rows.count, 1), columns.count]
      let weights =
        rows.isEmpty
        ? Tensor(zeros: [matrix.tapCount] + shape) : matrix.weights(parameters, rows: rows, columns: columns)
      guard case .convolution(_, _, let size, _, _, _) = step.operation else { return weights.reshaped(shape) }
      return weights.reshaped([size, size] + shape)
    }
    ownKernel = kernel(ownRows)
    crossKernel = crossRows.isEmpty ? nil : kernel(crossRows)
    bias = matrix.biases(parameters, columns: columns)
  }
}
