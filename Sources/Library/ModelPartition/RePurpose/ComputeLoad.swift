/// The multiplications of one layer for one input sample at each worker of a partitioned model.
///
/// A connection takes one multiplication for each of its taps and output positions; those with the zeros around a picture
/// count too. Biases, sums and poolings are not counted.
public struct ComputeLoad: Sendable, Equatable {
  /// The layer's name.
  public let layer: String
  /// Each worker makes its columns from all rows, [worker].
  public let whole: [Int]
  /// Each worker makes its n columns from its own rows, and from those rows Ω of others from which any connection to it
  /// is kept: (own + |Ω|) n connections, [worker] (THESIS, Appendix C.2).
  public let sparseBlocks: [Int]
  /// Only connections that are kept, [worker].
  public let kept: [Int]
}

extension PartitionedModel {
  /// The multiplications of each layer, in the order of the network.
  ///
  /// - Complexity: O(connections).
  public var computeLoad: [ComputeLoad] {
    let multiplications = graph.multiplicationsPerConnection
    return matrices.indices.map { layer in
      let matrix = matrices[layer], each = multiplications[layer]
      let rowOwners = rowOwners(matrix), columnOwners = owners[matrix.destinationGroup]
      var (columns, edges) = ([Int](repeating: 0, count: workerCount), [Int](repeating: 0, count: workerCount))
      var readRows = edges
      for owner in columnOwners { columns[owner] += 1 }
      for row in 0..<matrix.rowCount {
        var reads = [Bool](repeating: false, count: workerCount)
        reads[rowOwners[row]] = true
        for column in 0..<matrix.columnCount where kept[layer][row * matrix.columnCount + column] {
          reads[columnOwners[column]] = true
          edges[columnOwners[column]] += 1
        }
        for worker in 0..<workerCount where reads[worker] { readRows[worker] += 1 }
      }
      return ComputeLoad(
        layer: matrix.layer, whole: columns.map { $0 * matrix.rowCount / matrix.groupCount * each },
        sparseBlocks: zip(columns, readRows).map { $0 * $1 * each }, kept: edges.map { $0 * each })
    }
  }
}

extension LayerGraph {
  /// The multiplications of the whole network for one sample: what each worker does where all of them have the whole input
  /// and run the whole network (naive inference; THESIS, Section 6.5).
  public var multiplications: Int {
    zip(connectionMatrices, multiplicationsPerConnection).reduce(0) { $0 + $1.0.connectionCount * $1.1 }
  }

  /// The values that workers send each other in naive inference: each value of the input, to all workers but the one that
  /// observes it.
  public func naiveValuesSent(workerCount: Int) -> Int { signals[0].count * (workerCount - 1) }

  /// The taps and output positions of a connection of each layer, in the order of the network.
  var multiplicationsPerConnection: [Int] {
    steps.compactMap { step in
      switch step.operation {
      case .dense: 1
      case .convolution(_, let filters, let kernel, _, _, _): kernel * kernel * (signals[step.output].count / filters)
      default: nil
      }
    }
  }
}
