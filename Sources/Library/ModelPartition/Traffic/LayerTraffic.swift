import RealModule

/// The values that a node sends to the others for one layer of a network divided over nodes, for one input sample.
///
/// A layer maps N = `neuronCount` values, N/P of them on each of P = `nodeCount` nodes, to N neurons, N/P of them on each
/// node. A value crosses to a node at most once, if any neuron there needs it; within a node nothing is sent. A share
/// s = `sparsity` of what crosses is pruned (THESIS, Section 6.5.2). What that share is of decides the traffic.
public struct LayerTraffic: Sendable, Equatable {
  /// What is pruned from a layer.
  public enum Pruning: String, Sendable, CaseIterable {
    /// Whole values: all edges from one neuron to one other node, as if all neurons there agreed.
    case values
    /// Single edges between nodes, each on its own.
    case edges
  }

  /// The neurons of the layer and of the one before, N.
  public let neuronCount: Int
  /// The nodes, P.
  public let nodeCount: Int
  /// The pruned share s of what crosses between nodes, in 0...1.
  public let sparsity: Double

  /// Creates the traffic of a layer.
  ///
  /// - Throws: ``ModelPartitionError/unequalBlocks(neurons:nodes:)`` unless P is positive and divides a positive N,
  ///   ``ModelPartitionError/invalidSparsity(_:)`` unless s lies in 0...1.
  public init(neuronCount: Int, nodeCount: Int, sparsity: Double) throws(ModelPartitionError) {
    guard neuronCount > 0, nodeCount > 0, neuronCount.isMultiple(of: nodeCount) else {
      throw .unequalBlocks(neurons: neuronCount, nodes: nodeCount)
    }
    guard (0...1).contains(sparsity) else { throw .invalidSparsity(sparsity) }
    self.neuronCount = neuronCount
    self.nodeCount = nodeCount
    self.sparsity = sparsity
  }

  /// The expected number of values that a node sends.
  ///
  /// Each of its N/P values goes to each of P − 1 nodes unless it is pruned there:
  ///
  ///     values:  (N/P)(P − 1)(1 − s)          edges:  (N/P)(P − 1)(1 − sᴺᐟᴾ)
  ///
  /// > Note: THESIS, Figure 6.8, gives no formula. Its text (linear in the sparsity, from 2 nodes to many at most twice as
  /// > much) holds for pruned values; with pruned edges a value is saved only if all N/P edges to a node are.
  public func valuesSent(pruning: Pruning) -> Double {
    let block = neuronCount / nodeCount
    let kept = pruning == .values ? 1 - sparsity : 1 - .pow(sparsity, block)
    return Double(block * (nodeCount - 1)) * kept
  }
}
