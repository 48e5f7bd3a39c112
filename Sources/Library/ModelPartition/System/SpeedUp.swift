/// A speed-up that THESIS states of a platform, and its value.
public struct SpeedUp: Sendable, Equatable {
  /// Which one.
  public enum Quantity: Sendable, Equatable {
    /// Of computation at a sparsity, averaged over the numbers of nodes.
    case computation(neurons: Int, sparsity: Double)
    /// Of communication at a sparsity, averaged over the numbers of nodes.
    case communication(neurons: Int, sparsity: Double)
    /// Of both together, as the ratio of averages over the numbers of nodes and sparsities.
    case total(neurons: Int)
  }

  public let quantity: Quantity
  public let value: Double

  public init(_ quantity: Quantity, _ value: Double) {
    self.quantity = quantity
    self.value = value
  }
}

extension InferenceStack {
  /// The value of a speed-up by this model.
  ///
  /// - Throws: As ``LayerTraffic/init(neuronCount:nodeCount:sparsity:)``.
  public func value(of quantity: SpeedUp.Quantity) throws(ModelPartitionError) -> Double {
    switch quantity {
    case .computation(let neurons, let sparsity):
      try meanSpeedUps(neurons: neurons, sparsity: sparsity).compute
    case .communication(let neurons, let sparsity):
      try meanSpeedUps(neurons: neurons, sparsity: sparsity).communicate
    case .total(let neurons):
      try speedUpsOfMeanTimes(neurons: neurons).total
    }
  }
}
