import EntropyCoding
public import Quantization

/// How well a signal can be compressed: its zeros, and what the best quantizers of its own values make of it (THESIS, Figure
/// 3.2).
public struct SignalQuality: Sendable, Codable, Equatable {
  /// What a quantizer of some points makes of a signal.
  public struct Quantization: Sendable, Codable, Equatable {
    /// ‖v − ṽ‖² / ‖v‖²; 0 for a signal of zeros.
    public let normalizedError: Double
    /// The entropy of the points' frequencies, in bits an element.
    public let entropy: Double
  }

  /// The share of the elements that are not zero.
  public let nonzeroShare: Double
  /// By the number of points, from 1 on.
  public let quantizations: [Quantization]

  /// Measures a signal with quantizers of 1, ..., `pointCount` points, each of the least squared error for it.
  ///
  /// - Throws: `QuantizationError` unless `pointCount` lies in `1...256` and the values are some and finite.
  /// - Complexity: O(n log n + n K²).
  public init(_ values: [Float], pointCount: Int) throws(QuantizationError) {
    let quantizers = try LloydMaxQuantizer.best(upTo: pointCount, sample: values.span)
    nonzeroShare = Double(values.count { $0 != 0 }) / Double(values.count)
    var quantizations: [Quantization] = []
    for quantizer in quantizers { quantizations.append(Quantization(values, by: quantizer)) }
    self.quantizations = quantizations
  }
}

extension SignalQuality.Quantization {
  /// What a quantizer makes of values.
  fileprivate init(_ values: [Float], by quantizer: LloydMaxQuantizer) {
    var counts = [Int](repeating: 0, count: quantizer.levelCount), error = 0.0, energy = 0.0
    for value in values {
      let value = Double(value), index = quantizer.index(of: value)
      let difference = value - quantizer.points[index]
      counts[index] += 1
      error += difference * difference
      energy += value * value
    }
    self.init(normalizedError: energy > 0 ? error / energy : 0, entropy: EntropyCoding.entropy(ofCounts: counts))
  }
}
