import Autodiff

/// A dense or convolution layer as a matrix of connections from what it reads to what it makes (THESIS, (6.1), (C.1)).
///
/// For a dense layer a row is a value that it reads, and a connection one weight. For a convolution a row is an input
/// channel, and a connection the whole filter h_{l,k} of `tapCount` weights from channel l to channel k. In a convolution of
/// several groups only the rows and columns of one group are connected.
public struct ConnectionMatrix: Sendable, Equatable {
  /// The layer's name.
  public let layer: String
  /// The signal that the layer reads.
  public let source: Int
  /// The groups of units that it reads and makes.
  public let sourceGroup: Int, destinationGroup: Int
  /// Rows: values for a dense layer, channels for a convolution.
  public let rowCount: Int
  /// Columns, the units that the layer makes.
  public let columnCount: Int
  /// Weights in a connection: 1 for a dense layer.
  public let tapCount: Int
  /// Equal runs of rows and of columns that are connected with each other alone; 1 where all are connected.
  public let groupCount: Int
  /// Values that a row stands for: 1 for a dense layer, rows × columns of the picture for a convolution.
  public let valuesPerRow: Int
  /// Where kernel and bias lie among the network's parameters.
  public let kernel: Range<Int>, bias: Range<Int>
  /// The units in the source group.
  public let sourceUnitCount: Int

  /// The unit whose output a row is.
  public func unit(ofRow row: Int) -> Int { row % sourceUnitCount }

  /// The number of connections.
  public var connectionCount: Int { rowCount / groupCount * columnCount }

  /// Whether a row and a column are connected in the whole network.
  public func connects(row: Int, column: Int) -> Bool {
    groupCount == 1 || row * groupCount / rowCount == column * groupCount / columnCount
  }

  /// The place of a connection's weight among the network's parameters.
  public func parameter(tap: Int, row: Int, column: Int) -> Int {
    let rows = rowCount / groupCount
    return kernel.lowerBound + (tap * rows + row % rows) * columnCount + column
  }

  /// Calls `body` with each connection, as [row × columnCount + column], and the place of each of its weights.
  ///
  /// - Complexity: O(weights).
  func forEachWeight(_ body: (_ connection: Int, _ parameter: Int) -> Void) {
    let rows = rowCount / groupCount, columns = columnCount / groupCount
    var parameter = kernel.lowerBound
    for _ in 0..<tapCount {
      for row in 0..<rows {
        for column in 0..<columnCount {
          body((column / columns * rows + row) * columnCount + column, parameter)
          parameter += 1
        }
      }
    }
  }

  /// Σ of the squared weights of each connection, [row × columnCount + column], 0 where there is none (THESIS, (6.4), (C.1)).
  ///
  /// - Complexity: O(weights).
  public func energies(_ parameters: Tensor) -> [Float] {
    var energies = [Float](repeating: 0, count: rowCount * columnCount)
    parameters.withSpan { weights in
      forEachWeight { energies[$0] += weights[$1] * weights[$1] }
    }
    return energies
  }
}

extension LayerGraph {
  /// The dense and convolution layers as matrices, in the order of the steps, with parameters at their places in a layout.
  func matrices(of layout: ParameterLayout) -> [ConnectionMatrix] {
    steps.compactMap { step in
      let (name, taps, groups): (String, Int, Int)
      switch step.operation {
      case .dense(let layer, _, _): (name, taps, groups) = (layer, 1, 1)
      case .convolution(let layer, _, let kernel, _, let count, _):
        (name, taps, groups) = (layer, kernel * kernel, count)
      default: return nil
      }
      let parameters = layout.entries.filter { $0.layer == name }.map(\.range)
      let (source, destination) = (signals[step.inputs[0]], signals[step.output])
      let rows = taps == 1 && source.shape.count == 1 ? source.count : source.shape[source.shape.count - 1]
      return ConnectionMatrix(
        layer: name, source: step.inputs[0], sourceGroup: source.group, destinationGroup: destination.group,
        rowCount: rows, columnCount: unitCounts[destination.group], tapCount: taps, groupCount: groups,
        valuesPerRow: source.count / rows,
        kernel: parameters[0], bias: parameters[1], sourceUnitCount: unitCounts[source.group])
    }
  }
}
