import Autodiff

/// What one worker does to compute its share of a network's output.
public protocol WorkerProgram: Sendable {
  /// The rows of the input that the worker observes: indices along the last axis.
  var inputRows: [Int] { get }
  /// The rows of the output that the worker delivers.
  var outputRows: [Int] { get }
  /// Multiplications of dense and convolution layers for one sample, those with the zeros of cut connections among them.
  var multiplicationCount: Int { get }

  /// Computes the worker's share of the output.
  ///
  /// - Parameters:
  ///   - input: The worker's part of the input, [batch, values] or [batch, row, column, channels]; it sees no other part
  ///     unless in messages.
  ///   - link: The way to the other workers.
  /// - Throws: `CancellationError` when the task is cancelled, or what the link throws.
  func run(_ input: Tensor, over link: inout some WorkerLink) async throws -> Tensor
}

extension PartitionedModel {
  /// The rows of a signal, indices along its last axis, that a worker owns.
  func rows(of signal: Int, ownedBy worker: Int) -> [Int] {
    let owners = owners[graph.signals[signal].group]
    return (0..<graph.signals[signal].rowCount).filter { owners[$0 % owners.count] == worker }
  }

  /// The matrix of each step of the graph that is a dense or convolution layer, nil for other steps.
  var matricesByStep: [ConnectionMatrix?] {
    var left = matrices.makeIterator()
    return graph.steps.map { $0.operation.layerActivation == nil ? nil : left.next() }
  }
}

extension LayerGraph.Signal {
  /// The length of the last axis: values of a dense signal, channels of a picture.
  var rowCount: Int { shape[shape.count - 1] }
  /// The values that a row stands for.
  var valuesPerRow: Int { shape.dropLast().reduce(1, *) }
}

extension ConnectionMatrix {
  /// The weights from some rows to some columns, [tap, row, column], 0 where there is no connection (THESIS, Appendix C.2).
  ///
  /// - Complexity: O(weights).
  func weights(_ parameters: Tensor, rows: [Int], columns: [Int]) -> Tensor {
    parameters.withSpan { all in
      Tensor([tapCount, rows.count, columns.count]) { part in
        var index = 0
        for tap in 0..<tapCount {
          for row in rows {
            let start = parameter(tap: tap, row: row, column: 0)
            for column in columns {
              part[index] = connects(row: row, column: column) ? all[start + column] : 0
              index += 1
            }
          }
        }
      }
    }
  }

  /// The biases of some columns.
  func biases(_ parameters: Tensor, columns: [Int]) -> Tensor {
    parameters.withSpan { all in
      Tensor([columns.count]) { part in
        for position in columns.indices { part[position] = all[bias.lowerBound + columns[position]] }
      }
    }
  }
}
