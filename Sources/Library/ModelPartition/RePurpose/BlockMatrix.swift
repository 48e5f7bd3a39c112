/// A layer's connections with rows and columns in the order of their workers: a weight map as in Figure 6.3 of THESIS.
public struct BlockMatrix: Sendable, Equatable {
  /// What a connection is.
  public enum Cell: Sendable, Equatable {
    /// It is cut.
    case zero
    /// It is kept within a worker.
    case inner
    /// It is kept between two workers.
    case cross
  }

  public let rowCount: Int, columnCount: Int
  /// The row and the column of the layer that stand in each place.
  public let rows: [Int], columns: [Int]
  /// [place of the row × columnCount + place of the column].
  public let cells: [Cell]
  /// The number of rows and of columns of each worker.
  public let rowBlocks: [Int], columnBlocks: [Int]

  public subscript(row: Int, column: Int) -> Cell { cells[row * columnCount + column] }
}

extension PartitionedModel {
  /// A layer in the order of the workers.
  ///
  /// - Parameter layer: An index into ``matrices``.
  /// - Complexity: O(connections).
  public func blockMatrix(_ layer: Int) -> BlockMatrix {
    let matrix = matrices[layer]
    let rowOwners = rowOwners(matrix), columnOwners = owners[matrix.destinationGroup]
    let rows = stableOrder(of: rowOwners), columns = stableOrder(of: columnOwners)
    var cells: [BlockMatrix.Cell] = []
    cells.reserveCapacity(rows.count * columns.count)
    for row in rows {
      for column in columns {
        let isKept = kept[layer][row * matrix.columnCount + column]
        cells.append(!isKept ? .zero : rowOwners[row] == columnOwners[column] ? .inner : .cross)
      }
    }
    return BlockMatrix(
      rowCount: rows.count, columnCount: columns.count, rows: rows, columns: columns, cells: cells,
      rowBlocks: (0..<workerCount).map { worker in rowOwners.count { $0 == worker } },
      columnBlocks: (0..<workerCount).map { worker in columnOwners.count { $0 == worker } })
  }

  /// The worker that has each row of a layer.
  func rowOwners(_ matrix: ConnectionMatrix) -> [Int] {
    (0..<matrix.rowCount).map { owners[matrix.sourceGroup][matrix.unit(ofRow: $0)] }
  }
}
