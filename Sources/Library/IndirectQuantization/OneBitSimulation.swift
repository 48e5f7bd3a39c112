public import Quantization
public import Randomness
import RealModule

/// One-bit quantization of products of simulated signals, for THESIS, Lemma 3 and Appendix D.2.
public enum OneBitSimulation {
  /// Mean squared errors of g = (1/L) Σ xₖ δₖ, with x folded normal and δ normal, relative to the variance of g.
  public struct Errors: Sendable, Equatable {
    /// By the best one-bit quantizers of x and δ.
    public let naive: Double
    /// By ±E|g|, the best quantizer of g that is symmetric.
    public let direct: Double
    /// By the best quantizer of g of two points.
    public let leastDirect: Double
  }

  /// Simulates `productCount` products of L = `sampleCount` samples each.
  ///
  /// - Throws: `QuantizationError` unless there is a product.
  /// - Complexity: O(L n + n log n) for n products.
  public static func errors(
    sampleCount: Int, productCount: Int, using rng: inout Philox
  ) throws(QuantizationError) -> Errors {
    let quantizer = try LloydMaxQuantizer(levelCount: 2, law: FoldedNormal(deviation: 1))
    let point = (2 / Double.pi).squareRoot(), scale = 1 / Double(sampleCount).squareRoot()
    var products: [Float] = [], naive = 0.0, energy = 0.0, size = 0.0
    products.reserveCapacity(productCount)
    for _ in 0..<productCount {
      var g = 0.0, quantized = 0.0
      for _ in 0..<sampleCount {
        let x = abs(Double(Normal().sample(using: &rng))), δ = Double(Normal().sample(using: &rng))
        g += x * δ
        quantized += quantizer.point(of: quantizer.index(of: x)) * (δ < 0 ? -point : point)
      }
      naive += (g - quantized) * (g - quantized)
      energy += g * g
      size += abs(g)
      products.append(Float(g * scale))
    }
    let best = try SignalQuality(products, pointCount: 2)
    let count = Double(productCount)
    return Errors(
      naive: naive / energy, direct: 1 - size / count * size / energy,
      leastDirect: best.quantizations[1].normalizedError)
  }

  /// The mean of x̃ δ̃ − x δ over samples of normal x and δ with variance 1 and correlation ρ.
  ///
  /// - Complexity: O(n).
  public static func naiveBias(
    correlation ρ: Double, sampleCount: Int, using rng: inout Philox
  ) -> Double {
    let rest = (1 - ρ * ρ).squareRoot()
    var sum = 0.0
    for _ in 0..<sampleCount {
      let x = Double(Normal().sample(using: &rng)), δ = ρ * x + rest * Double(Normal().sample(using: &rng))
      sum += ((x < 0) == (δ < 0) ? 2 / .pi : -2 / .pi) - x * δ
    }
    return sum / Double(sampleCount)
  }
}
