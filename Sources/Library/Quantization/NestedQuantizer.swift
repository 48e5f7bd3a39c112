import RealModule

/// The nested quantizer of THESIS, Section 2.3.1, for one value of the dither.
///
/// With Δ₁ = `fineStep`, Δ₂ = kΔ₁ for an integer k = `ratio` > 1, u = `dither` in source units, Qᵢ(v) = Δᵢ⌊v/Δᵢ⌉ and ⌊·⌉
/// the nearest integer, Equations (2.6) and (2.7) are
///
///     t = x + u,   s = Q₁(t) − Q₂(t),   r = s − u − y,   x̂ = y + r − Q₂(r)
///
/// The encoder tells the place of the fine cell within its coarse cell; the decoder finds the coarse cell by the side
/// information y. An index, in `0..<k`, stands for s = (index − ⌊k/2⌋)Δ₁, and so for the union of the fine cells
/// [(s/Δ₁ + kn − ½)Δ₁ − u, (s/Δ₁ + kn + ½)Δ₁ − u) over all integers n.
///
/// > Note: For even k a coarse end lies inside a fine cell, whose two halves have s = kΔ₁/2 and −kΔ₁/2 by (2.6). Since x̂
/// > is the same for both, this type gives them one index, the negative one, and so needs log₂ k bits for every k, as the
/// > thesis says. For odd k it is (2.6) to the letter. Halves round up.
public struct NestedQuantizer: ScalarQuantizer, Equatable {
  /// The width Δ₁ of a fine cell.
  public let fineStep: Double
  /// The number k of fine cells in a coarse one.
  public let ratio: Int
  /// The dither u, in source units.
  public let dither: Double

  /// Creates the quantizer with Δ₁ = `fineStep`, Δ₂ = `ratio` · Δ₁ and u = `dither`.
  ///
  /// - Throws: ``QuantizationError/invalidScale(_:expected:)`` unless Δ₁ is finite and positive,
  ///   ``QuantizationError/invalidLevelCount(_:expected:)`` unless k lies in `2..<2³¹`, and
  ///   ``QuantizationError/invalidDither(_:expected:)`` unless u lies in −Δ₁/2...Δ₁/2.
  public init(fineStep: Double, ratio: Int, dither: Double) throws(QuantizationError) {
    guard fineStep > 0, fineStep.isFinite else {
      throw .invalidScale(fineStep, expected: "a step that is finite and positive")
    }
    guard 2..<1 << 31 ~= ratio else { throw .invalidLevelCount(ratio, expected: "2 to 2^31 − 1 fine cells") }
    guard abs(dither) <= fineStep / 2 else {
      throw .invalidDither(dither, expected: "half a fine step, \(fineStep / 2), at most")
    }
    self.fineStep = fineStep
    self.ratio = ratio
    self.dither = dither
  }

  /// The width Δ₂ of a coarse cell.
  public var coarseStep: Double { Double(ratio) * fineStep }

  public var levelCount: Int { ratio }

  /// The index of `value`.
  ///
  /// - Precondition: `value` is finite.
  /// - Complexity: O(1).
  @inlinable
  public func index(of value: Double) -> Int {
    assert(value.isFinite)
    let fine = ((value + dither) / fineStep + 0.5).rounded(.down)
    let (k, half) = (Double(ratio), Double(ratio / 2))
    return Int(fine + half - k * ((fine + half) / k).rounded(.down))
  }

  /// s, in source units.
  @inlinable
  public func symbol(of index: Int) -> Double {
    assert((0..<ratio).contains(index))
    return Double(index - ratio / 2) * fineStep
  }

  /// The estimate x̂ of the number that was given `index`, with the side information y = `side`.
  ///
  /// It is within Δ₁/2 of x if |x − y| < (Δ₂ − Δ₁)/2.
  @inlinable
  public func value(of index: Int, side: Double) -> Double {
    let r = symbol(of: index) - dither - side
    return side + r - coarseStep * (r / coarseStep + 0.5).rounded(.down)
  }

  /// The numbers that an index can stand for, n coarse cells up: s − u + nΔ₂.
  @inlinable
  public func candidate(of index: Int, coarseCell n: Int) -> Double {
    symbol(of: index) - dither + Double(n) * coarseStep
  }

  /// A bound on the probability that x̂ lies in another coarse cell, Equation (2.8) of Lemma 1.
  ///
  /// It is Δ₁²/(3Δ₂²) + 4σ_z²/Δ₂² for x = y + z with E z² = σ_z² = `deviation`² and any law of z; no more than 1 is given.
  public func errorBound(deviation: Double) -> Double {
    let ratios = (fineStep / coarseStep, deviation / coarseStep)
    return min(1, ratios.0 * ratios.0 / 3 + 4 * ratios.1 * ratios.1)
  }
}

extension NestedQuantizer {
  /// Pr(α(Y) = index) for Y normal: the sum over the fine cells of the index.
  ///
  /// Up to σ = Δ₂/2 the cells within 39σ of the mean are added, with full relative accuracy; the others hold less than the
  /// least number that there is. Above, three terms of the Fourier series of the wrapped normal law,
  ///
  ///     Pr = (1/k) (1 + 2 Σ_h sinc(h/k) exp(−2(πhσ/Δ₂)²) cos(2πh(s − u − mean)/Δ₂)),   sinc(v) = sin(πv)/(πv)
  ///
  /// leave out less than 10⁻³³/k.
  public func probability(of index: Int, mean: Double, deviation: Double) -> Double {
    let offset = symbol(of: index) - dither - mean
    if deviation > coarseStep / 2 {
      let k = Double(ratio)
      let sum = (1...3).reduce(0.0) { sum, harmonic in
        let h = Double(harmonic) * .pi
        let spread = h * deviation / coarseStep
        return sum + .sin(h / k) / (h / k) * .exp(-2 * spread * spread) * .cos(2 * h * offset / coarseStep)
      }
      return (1 + 2 * sum) / k
    }
    let reach = 39 * deviation + fineStep
    let first = ((-reach - offset) / coarseStep).rounded(.down)
    let last = ((reach - offset) / coarseStep).rounded(.up)
    return stride(from: first, through: last, by: 1).reduce(0) { sum, n in
      let centre = offset + n * coarseStep
      return sum
        + normalProbability(from: (centre - fineStep / 2) / deviation, to: (centre + fineStep / 2) / deviation)
    }
  }
}
