/// Why a model cannot be divided over nodes.
public enum ModelPartitionError: Error, Equatable, Sendable {
  /// The neurons of a layer do not make one equal, non-empty block for each node.
  case unequalBlocks(neurons: Int, nodes: Int)
  /// The sparsity lies outside 0...1.
  case invalidSparsity(Double)
}

extension ModelPartitionError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .unequalBlocks(let neurons, let nodes): "\(neurons) neurons do not make equal blocks on \(nodes) nodes"
    case .invalidSparsity(let sparsity): "the sparsity \(sparsity) lies outside 0...1"
    }
  }
}
