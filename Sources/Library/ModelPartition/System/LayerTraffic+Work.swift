extension LayerTraffic {
  /// The multiplications of a node for its N/P neurons, one for each weight that it keeps:
  ///
  ///     N² (1/P² + (1 − s)(P − 1)/P²)
  ///
  /// where the first part stays within the node and of the second, from other nodes, the share s is pruned.
  public var multiplications: Double { innerWeights + keptCrossWeights }

  /// The bytes of the weights that a node stores, at `bytesPerValue` bytes a weight.
  ///
  /// Where whole values are pruned, what is left of a block is full rows. Single weights that are left need an index
  /// each, of two bytes in a block of up to 65,536 columns and four in a larger one; a block is stored in full where
  /// that takes less.
  public func weightBytes(pruning: Pruning, bytesPerValue: Double) -> Double {
    let full = innerWeights * Double(nodeCount - 1) * bytesPerValue
    let cross =
      switch pruning {
      case .values: keptCrossWeights * bytesPerValue
      case .edges: min(full, keptCrossWeights * (bytesPerValue + (neuronCount / nodeCount <= 65_536 ? 2 : 4)))
      }
    return innerWeights * bytesPerValue + cross
  }

  /// Weights between the neurons of a node.
  private var innerWeights: Double {
    let block = Double(neuronCount / nodeCount)
    return block * block
  }

  /// Weights left of those from other nodes.
  private var keptCrossWeights: Double { (1 - sparsity) * innerWeights * Double(nodeCount - 1) }
}
