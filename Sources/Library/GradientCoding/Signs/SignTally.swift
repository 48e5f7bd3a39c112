package import Quantization

/// What the messages of a round amount to: root mean squares, and counts of positive signs for each distinct weight.
package struct SignTally: Sendable {
  package let plan: RoundPlan
  /// The root mean squares of the layers of each worker of the plan, once its message came.
  package private(set) var deviations: [[Float]?]
  private let layout: LayerLayout
  /// The distinct weights in the order of the plan, and which of them each worker has.
  private let weights: [Float], groups: [Int]
  /// The counters of each distinct weight, one a layer.
  private var counters: [[SignCounter]]

  /// The tally of no message yet.
  package init(plan: RoundPlan, layout: LayerLayout) {
    self.plan = plan
    self.layout = layout
    deviations = Array(repeating: nil, count: plan.workers.count)
    var weights: [Float] = []
    groups = plan.weights.map { weight in
      if let group = weights.firstIndex(of: weight) { return group }
      weights.append(weight)
      return weights.count - 1
    }
    self.weights = weights
    counters = weights.indices.map { [groups] group in
      let limit = groups.count { $0 == group }
      return layout.layers.map { SignCounter(count: $0.range.count, limit: limit) }
    }
  }

  /// Adds the message of the worker at a place in the plan.
  package mutating func add(_ signs: [PackedSigns], deviations: [Float], place: Int) {
    self.deviations[place] = deviations
    for (layer, signs) in signs.enumerated() { counters[groups[place]][layer].add(signs) }
  }

  /// The estimate of the mean gradient.
  ///
  /// - Throws: ``CodecError/missingWorkers(_:)`` until all messages are in.
  package func estimate(_ scale: SignScale) throws(CodecError) -> [Float] {
    let deviations = try plan.complete(deviations)
    var estimate: [Float] = []
    estimate.reserveCapacity(layout.elementCount)
    for layer in layout.layers.indices {
      let step =
        if case .fixed(let step) = scale {
          step
        } else {
          SignScale.step(ofRootMeanSquares: deviations.map { $0[layer] }, weights: plan.weights)
        }
      estimate += mean(layer: layer, step: step)
    }
    return estimate
  }

  private func mean(layer: Int, step: Float) -> [Float] {
    let count = layout.layers[layer].range.count, factor = step / plan.weights.reduce(0, +)
    var sum = [Float](repeating: 0, count: count)
    sum.withUnsafeMutableBufferPointer { sum in
      for (weight, counters) in zip(weights, counters) {
        let workers = Int32(counters[layer].added)
        counters[layer].counts.withUnsafeBufferPointer { counts in
          for i in 0..<count { sum[i] += weight * Float(2 &* Int32(counts[i]) &- workers) }
        }
      }
      for i in 0..<count { sum[i] *= factor }
    }
    return sum
  }
}
