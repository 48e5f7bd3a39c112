/// Which neighbours in a layer share a step.
public enum LayerBlocks: Sendable, Equatable {
  /// All of a layer.
  case layers
  /// So many from the first on; the last block of a layer may have fewer.
  case runs(of: Int)
  /// Those with one index in the layer's first dimension, or all of a layer of one dimension: the columns of ``ColumnLayers``.
  case columns

  /// The number of elements in a block of a layer of this shape, the last one excepted.
  func length(in shape: [Int]) -> Int {
    let count = shape.reduce(1, *)
    return switch self {
    case .layers: count
    case .runs(let length): length
    case .columns: shape.count > 1 ? count / shape[0] : count
    }
  }

  /// The number of blocks.
  func count(in shape: [Int]) -> Int {
    let length = length(in: shape)
    return (shape.reduce(1, *) + length - 1) / length
  }

  /// The blocks that a range of elements meets, and its part in each.
  func parts(of range: Range<Int>, in shape: [Int]) -> [(block: Int, part: Range<Int>)] {
    let length = length(in: shape)
    return (range.lowerBound / length..<(range.upperBound + length - 1) / length).map { block in
      (block, range.clamped(to: block * length..<(block + 1) * length))
    }
  }
}
