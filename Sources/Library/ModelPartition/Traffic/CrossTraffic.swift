/// What runs between the workers of a partitioned model for one input sample.
public struct CrossTraffic: Sendable, Equatable {
  /// One layer's connections between workers.
  public struct Layer: Sendable, Equatable {
    public let name: String
    /// Those that are kept, ‖M ⊙ Ŵ‖₀ (THESIS, (6.6)); a convolution's filter from one channel to another counts once.
    public let kept: Int
    /// Those that the layer has with these owners if none is cut.
    public let all: Int
  }

  /// The layers in the order of the network.
  public let layers: [Layer]
  /// The values that workers send to each other: a value counts once for each worker that reads it, however many
  /// connections leave it there, and once for all layers that read the same signal.
  public let valuesSent: Int

  /// Connections that are kept, of all layers.
  public var kept: Int { layers.reduce(0) { $0 + $1.kept } }
  /// Connections between workers if none is cut.
  public var all: Int { layers.reduce(0) { $0 + $1.all } }
  /// The kept share of the connections between workers.
  public var share: Double { all == 0 ? 0 : Double(kept) / Double(all) }
}

extension PartitionedModel {
  /// What runs between the workers.
  ///
  /// - Complexity: O(connections).
  public var traffic: CrossTraffic {
    let layers = zip(matrices, kept).map { matrix, kept in
      var (crossing, left) = (0, 0)
      for row in 0..<matrix.rowCount {
        for column in 0..<matrix.columnCount where crosses(matrix, row: row, column: column) {
          crossing += 1
          left += kept[row * matrix.columnCount + column] ? 1 : 0
        }
      }
      return CrossTraffic.Layer(name: matrix.layer, kept: left, all: crossing)
    }
    var sent = 0
    for (source, needs) in rowsSent {
      let valuesPerRow = matrices.first { $0.source == source }?.valuesPerRow ?? 1
      sent += needs.joined().count(where: \.self) * valuesPerRow
    }
    return CrossTraffic(layers: layers, valuesSent: sent)
  }

  /// Whether a worker needs a row of a signal from another one, [signal: [worker][row]], for the signals that layers read.
  ///
  /// - Complexity: O(connections).
  public var rowsSent: [Int: [[Bool]]] {
    var needs: [Int: [[Bool]]] = [:]
    for (matrix, kept) in zip(matrices, kept) {
      let owners = owners[matrix.destinationGroup]
      var needed =
        needs[matrix.source] ?? Array(repeating: Array(repeating: false, count: matrix.rowCount), count: workerCount)
      for row in 0..<matrix.rowCount {
        for column in 0..<matrix.columnCount
        where kept[row * matrix.columnCount + column] && crosses(matrix, row: row, column: column) {
          needed[owners[column]][row] = true
        }
      }
      needs[matrix.source] = needed
    }
    return needs
  }
}
