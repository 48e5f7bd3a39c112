import FigureKit
import ModelPartition

extension Picture {
  /// The weights of a divided network of dense layers, a matrix a layer (THESIS, Figure 6.3).
  ///
  /// Rows are a layer's inputs and columns its units, both in blocks of one worker after the other; the first layer is
  /// transposed. Connections within a worker are green, those between workers red, zeros white; the larger the weight
  /// beside the layer's largest, the deeper the colour.
  ///
  /// - Parameter side: Pixels of a cell's side. Matrices of fewer than eight columns have cells eight times as wide.
  public init(weightsOf model: PartitionedModel, side: Int = 3) {
    let layers = model.matrices.indices.map { layer in
      let cells = Self.weights(of: model, layer, isTransposed: layer == 0)
      return ColourMatrix(cells, cellWidth: cells[0].count < 8 ? 8 * side : side, cellHeight: side)
    }
    self = .matrices(layers)
  }

  /// The colours of one layer's weights.
  private static func weights(of model: PartitionedModel, _ layer: Int, isTransposed: Bool) -> [[Colour]] {
    let matrix = model.matrices[layer], energies = matrix.energies(model.parameters), largest = energies.max() ?? 0
    let blocks = model.blockMatrix(layer)
    func colour(_ row: Int, _ column: Int) -> Colour {
      // The fourth root of an energy is the square root of a weight, which shows small ones too.
      let energy = energies[blocks.rows[row] * matrix.columnCount + blocks.columns[column]]
      let depth = 0.2 + 0.8 * Double(energy / largest).squareRoot().squareRoot()
      switch blocks[row, column] {
      case _ where energy == 0: return .white
      case .zero: return .white
      case .inner: return Colour(red: 0, green: 120, blue: 40).mixed(depth)
      case .cross: return Colour(red: 200, green: 0, blue: 0).mixed(depth)
      }
    }
    let rows = 0..<blocks.rowCount, columns = 0..<blocks.columnCount
    return isTransposed
      ? columns.map { column in rows.map { colour($0, column) } }
      : rows.map { row in columns.map { colour(row, $0) } }
  }
}
