public import GradientCoding

/// The sum itself, without a channel: the baseline of every comparison.
public struct IdealUplink: Uplink, MemorylessHalf {
  /// The number of elements of a gradient.
  public let elementCount: Int

  /// Creates the uplink.
  public init(layout: LayerLayout) {
    elementCount = layout.elementCount
  }

  /// Σ wᵢgᵢ, element by element in single precision and in the order given, (w₀g₀ + w₁g₁) + …
  ///
  /// - Precondition: Gradients are as long as the layout.
  /// - Complexity: O(K d).
  public func carry(_ gradients: [NodeGradient], round: Int, jobs: Int) -> Delivery {
    var sum = [Float](repeating: 0, count: elementCount)
    var total = sum.mutableSpan
    let piece = 4_096
    for start in stride(from: 0, to: elementCount, by: piece) {
      for gradient in gradients {
        precondition(gradient.values.count == elementCount, "\(gradient.values.count) elements")
        let values = gradient.values.span, weight = gradient.weight
        for index in start..<min(start + piece, elementCount) {
          total[unchecked: index] += weight * values[unchecked: index]
        }
      }
    }
    return Delivery(estimate: sum, channelUses: nil)
  }
}
