import Quantization

/// What a sign stands for: the step s of a layer, in the estimate ±s.
public enum SignScale: Sendable, Equatable {
  /// s = √(2/π) σ̂, σ̂² the mean over the workers of the mean squares of their gradients in the layer (DSC, Equations
  /// (57) and (58); LIMITS, Section VI-A). Each worker sends its root mean square of each layer as a 32-bit float.
  case rootMeanSquare
  /// The same step for all layers and rounds; nothing is sent. Plain SignSGD.
  case fixed(Float)

  /// The number of bytes that a worker sends for a layer.
  var byteCount: Int { self == .rootMeanSquare ? 4 : 0 }

  /// √(1/n Σ x²) from eight sums in double precision, each in order, then rounded; 0 of no numbers.
  package static func rootMeanSquare(of values: Span<Float>) -> Float {
    var sums = SIMD8<Double>.zero
    values.withUnsafeBufferPointer { values in
      let whole = values.count & ~7
      for start in stride(from: 0, to: whole, by: 8) {
        var lanes = SIMD8<Double>.zero
        for lane in 0..<8 { lanes[lane] = Double(values[start &+ lane]) }
        sums += lanes * lanes
      }
      for index in whole..<values.count { sums[index & 7] += Double(values[index]) * Double(values[index]) }
    }
    return values.isEmpty ? 0 : Float((sums.sum() / Double(values.count)).squareRoot())
  }

  /// √(2/π) σ̂ of the workers' root mean squares; with weights, their mean is the weighted one. 0 where all are.
  static func step(ofRootMeanSquares deviations: [Float], weights: [Float]) -> Float {
    var sum = 0.0, total = 0.0
    for (deviation, weight) in zip(deviations, weights) {
      sum += Double(weight) * Double(deviation) * Double(deviation)
      total += Double(weight)
    }
    guard let quantizer = try? SignQuantizer(deviation: (sum / total).squareRoot()) else { return 0 }
    return Float(quantizer.point(of: 1))
  }
}
