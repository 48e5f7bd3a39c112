import RealModule

extension InferenceStack {
  /// The natural logarithms of this model's speed-ups over the stated ones.
  ///
  /// - Throws: As ``LayerTraffic/init(neuronCount:nodeCount:sparsity:)``.
  public func residuals(of stated: [SpeedUp]) throws(ModelPartitionError) -> [Double] {
    var residuals: [Double] = []
    for speedUp in stated { residuals.append(.log(try value(of: speedUp.quantity) / speedUp.value)) }
    return residuals
  }

  /// This stack with the latency, and where `congestion` is given the congestion, that come nearest to the stated
  /// speed-ups: least squares of the ``residuals(of:)``.
  ///
  /// The logarithms of both are searched on a grid over the whole ranges; from its best point the search steps to the
  /// best neighbour while there is a better one, and else halves the step. A result at an end of the ranges says that
  /// the speed-ups have no best value there.
  ///
  /// - Parameters:
  ///   - stated: At least one speed-up.
  ///   - congestion: What the switch slows; nil for a switch that is never busy.
  /// - Complexity: O(s) for s stated speed-ups, up to a few thousand evaluations of each.
  /// - Throws: As ``LayerTraffic/init(neuronCount:nodeCount:sparsity:)``.
  public func fitted(
    to stated: [SpeedUp], congestion: SwitchedNetwork.Congestion? = nil
  ) throws(ModelPartitionError) -> InferenceStack {
    precondition(!stated.isEmpty, "a speed-up to fit")
    var best = (error: Double.infinity, stack: self, latency: 0.0, congestion: 0.0)
    func tryGrid(latencies: [Double], congestions: [Double]) throws(ModelPartitionError) {
      for latency in latencies {
        for exponent in congestions {
          var stack = self
          stack.platform.network.latency = .pow(10, latency)
          stack.platform.network.congested = congestion ?? .messages
          stack.platform.network.congestion = congestion == nil ? 0 : .pow(10, exponent)
          let error = try stack.residuals(of: stated).reduce(0) { $0 + $1 * $1 }
          if error < best.error { best = (error, stack, latency, exponent) }
        }
      }
    }
    /// `count` steps up from `low`, within `range`.
    func grid(from low: Double, step: Double, count: Int, in range: ClosedRange<Double>) -> [Double] {
      (0...count).map { min(max(low + step * Double($0), range.lowerBound), range.upperBound) }
    }
    let (latencies, congestions) = (Self.latencyExponents, Self.congestionExponents)
    var step = 0.25
    try tryGrid(
      latencies: grid(from: latencies.lowerBound, step: step, count: 40, in: latencies),
      congestions: congestion == nil ? [0] : grid(from: congestions.lowerBound, step: step, count: 12, in: congestions))
    while step > 1e-5 {
      let before = best.error
      try tryGrid(
        latencies: grid(from: best.latency - step, step: step, count: 2, in: latencies),
        congestions: congestion == nil
          ? [0] : grid(from: best.congestion - step, step: step, count: 2, in: congestions))
      if best.error == before { step /= 2 }
    }
    return best.stack
  }

  /// The powers of ten of the latencies in seconds that a fit tries.
  public static var latencyExponents: ClosedRange<Double> { -12 ... -2 }
  /// The powers of ten of the congestions that a fit tries: from next to none to a switch that passes one message, or
  /// one node's bytes, at a time.
  public static var congestionExponents: ClosedRange<Double> { -3...0 }
}
