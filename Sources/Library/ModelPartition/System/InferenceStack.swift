/// A stack of layers of equal size that a platform's nodes compute together for one input sample (THESIS, Section
/// 6.5.2).
///
/// In each layer the nodes send each other what they need of the N values before it, and then compute N/P neurons
/// each. A layer begins when all its values are there, so that times add. The baseline is the same network without
/// pruning.
public struct InferenceStack: Sendable, Equatable {
  /// Seconds of all layers, or how many times as fast a pruned network is as the baseline.
  public struct Parts: Sendable, Equatable {
    public var compute: Double
    public var communicate: Double
    public var total: Double
  }

  public var platform: Platform
  /// What a share s of is pruned between nodes.
  public var pruning: LayerTraffic.Pruning
  public var limit: Platform.Limit
  /// The layers.
  public var layerCount: Int
  /// The nodes P and the sparsities s over which speed-ups are averaged.
  public var nodeCounts: [Int], sparsities: [Double]

  /// Creates a stack; what is not given is as in THESIS.
  ///
  /// > Note: THESIS lets nodes be 1 to 32, yet its averages are over 2 to 32: with one node they would be lower.
  ///
  /// - Precondition: There are layers, nodes and sparsities.
  public init(
    platform: Platform, pruning: LayerTraffic.Pruning = .values, limit: Platform.Limit = .operations,
    layerCount: Int = 5, nodeCounts: [Int] = [2, 4, 8, 16, 32], sparsities: [Double] = [0.5, 0.75, 0.9, 0.99]
  ) {
    precondition(layerCount > 0 && !nodeCounts.isEmpty && !sparsities.isEmpty, "layers, nodes and sparsities")
    self.platform = platform
    self.pruning = pruning
    self.limit = limit
    self.layerCount = layerCount
    self.nodeCounts = nodeCounts
    self.sparsities = sparsities
  }

  /// The seconds of all layers of N = `neurons` on `nodes` nodes.
  ///
  /// - Throws: As ``LayerTraffic/init(neuronCount:nodeCount:sparsity:)``.
  public func seconds(neurons: Int, nodes: Int, sparsity: Double) throws(ModelPartitionError) -> Parts {
    let layer = try LayerTraffic(neuronCount: neurons, nodeCount: nodes, sparsity: sparsity)
    let compute = Double(layerCount) * platform.computeSeconds(layer, pruning: pruning, limit: limit)
    let communicate = Double(layerCount) * platform.communicateSeconds(layer, pruning: pruning)
    return Parts(compute: compute, communicate: communicate, total: compute + communicate)
  }

  /// The speed-ups at a sparsity, averaged over the numbers of nodes: the averages of Figure 6.9.
  ///
  /// - Throws: As ``LayerTraffic/init(neuronCount:nodeCount:sparsity:)``.
  public func meanSpeedUps(neurons: Int, sparsity: Double) throws(ModelPartitionError) -> Parts {
    var sum = Parts(compute: 0, communicate: 0, total: 0)
    for nodes in nodeCounts {
      let baseline = try seconds(neurons: neurons, nodes: nodes, sparsity: 0)
      sum += baseline / (try seconds(neurons: neurons, nodes: nodes, sparsity: sparsity))
    }
    let count = Double(nodeCounts.count)
    return sum / Parts(compute: count, communicate: count, total: count)
  }

  /// The baseline's times averaged over the numbers of nodes, over the times of pruned networks averaged over nodes
  /// and sparsities: the ratios of Figure 6.10.
  ///
  /// - Throws: As ``LayerTraffic/init(neuronCount:nodeCount:sparsity:)``.
  public func speedUpsOfMeanTimes(neurons: Int) throws(ModelPartitionError) -> Parts {
    var baseline = Parts(compute: 0, communicate: 0, total: 0)
    var pruned = baseline
    for nodes in nodeCounts {
      baseline += try seconds(neurons: neurons, nodes: nodes, sparsity: 0)
      for sparsity in sparsities { pruned += try seconds(neurons: neurons, nodes: nodes, sparsity: sparsity) }
    }
    let count = Double(sparsities.count)
    return baseline * count / pruned
  }

  /// The bytes of a node's weights of all layers.
  ///
  /// - Throws: As ``LayerTraffic/init(neuronCount:nodeCount:sparsity:)``.
  public func weightBytes(neurons: Int, nodes: Int, sparsity: Double) throws(ModelPartitionError) -> Double {
    let layer = try LayerTraffic(neuronCount: neurons, nodeCount: nodes, sparsity: sparsity)
    return Double(layerCount) * layer.weightBytes(pruning: pruning, bytesPerValue: platform.bytesPerValue)
  }

  /// Whether a node's weights of all layers fit its memory.
  ///
  /// - Throws: As ``LayerTraffic/init(neuronCount:nodeCount:sparsity:)``.
  public func fits(neurons: Int, nodes: Int, sparsity: Double) throws(ModelPartitionError) -> Bool {
    try weightBytes(neurons: neurons, nodes: nodes, sparsity: sparsity) <= platform.memory
  }
}

extension InferenceStack.Parts {
  static func += (sum: inout Self, term: Self) {
    sum.compute += term.compute
    sum.communicate += term.communicate
    sum.total += term.total
  }

  static func / (a: Self, b: Self) -> Self {
    Self(compute: a.compute / b.compute, communicate: a.communicate / b.communicate, total: a.total / b.total)
  }

  static func * (parts: Self, factor: Double) -> Self {
    Self(
      compute: parts.compute * factor, communicate: parts.communicate * factor, total: parts.total * factor)
  }
}
