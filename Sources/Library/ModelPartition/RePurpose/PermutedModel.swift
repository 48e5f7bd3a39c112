import Autodiff

/// A partitioned model with its units in the order of their workers: what Algorithm 4 of THESIS returns.
///
/// Block k of each group are the units of worker k, in the order that they had. In this order a layer is
/// Ŵ = H_E(Π⁽ˡ⁻¹⁾ W Π⁽ˡ⁾ᵀ) and b̂ = Π⁽ˡ⁾ b, so that the same network, run on the input in this order, makes the output in this
/// order (THESIS, Remark 9).
public struct PermutedModel: Sendable {
  /// Π of each group: the unit that stands in each place, [group][place].
  public let permutations: [[Int]]
  /// The number of units of each worker, [group][worker].
  public let blockSizes: [[Int]]
  /// The parameters in the new order, [count].
  public let parameters: Tensor

  /// Orders the units of a model by worker.
  ///
  /// - Precondition: No convolution has several groups; in another order they would not be runs.
  /// - Complexity: O(parameters).
  public init(_ model: PartitionedModel) {
    precondition(model.matrices.allSatisfy { $0.groupCount == 1 }, "convolutions of one group")
    let permutations = model.owners.map { stableOrder(of: $0) }
    self.permutations = permutations
    blockSizes = model.owners.map { owners in
      (0..<model.workerCount).map { worker in owners.count { $0 == worker } }
    }
    var parameters = model.parameters
    model.parameters.withSpan { old in
      parameters.withMutableSpan { new in
        for matrix in model.matrices {
          let columns = permutations[matrix.destinationGroup], source = permutations[matrix.sourceGroup]
          let bias = matrix.bias.lowerBound
          for place in columns.indices { new[bias + place] = old[bias + columns[place]] }
          for row in 0..<matrix.rowCount {
            let oldRow = origin(of: row, source)
            for tap in 0..<matrix.tapCount {
              let to = matrix.parameter(tap: tap, row: row, column: 0)
              let from = matrix.parameter(tap: tap, row: oldRow, column: 0)
              for place in columns.indices { new[to + place] = old[from + columns[place]] }
            }
          }
        }
      }
    }
    self.parameters = parameters
  }

  /// Values of a signal in the new order.
  ///
  /// - Parameters:
  ///   - values: Those of a batch, the unit being the index along the last axis modulo the group's size.
  ///   - group: The group of the signal's units.
  public func permuted(_ values: Tensor, group: Int) -> Tensor {
    let permutation = permutations[group]
    return Tensor(values.shape) { result in
      values.withSpan { old in
        for index in old.indices { result[index] = old[origin(of: index, permutation)] }
      }
    }
  }
}

/// The indices of owners in the order of their workers, those of one worker in the order that they had.
func stableOrder(of owners: [Int]) -> [Int] {
  owners.indices.sorted { (owners[$0], $0) < (owners[$1], $1) }
}

/// Where the value comes from that stands at `index` of values whose units, the index modulo their number, are permuted.
private func origin(of index: Int, _ permutation: [Int]) -> Int {
  let unit = index % permutation.count
  return index - unit + permutation[unit]
}
