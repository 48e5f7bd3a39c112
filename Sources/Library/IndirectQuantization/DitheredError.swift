public import GradientCoding

/// The variance that dithered indirect quantization adds to a gradient (THESIS, Theorem 4).
public enum DitheredError {
  /// γ = 1/(144 K_x²K_d²) + 1/(12 K_x²) + 1/(12 K_d²).
  public static func gamma(inputExtent: Int, deltaExtent: Int) -> Double {
    let x = 1 / (12 * Double(inputExtent * inputExtent)), d = 1 / (12 * Double(deltaExtent * deltaExtent))
    return x * d + x + d
  }

  /// E[‖G̃ − G‖²] over the dithers, Equation (D.4), for signals of which no zeros are coded apart.
  public static func variance(of signals: LayerSignals, inputExtent: Int, deltaExtent: Int) -> Double {
    let x = Moments(signals.input, extent: inputExtent), d = Moments(signals.delta, extent: deltaExtent)
    let n = Double(signals.input.count / signals.sampleCount), m = Double(signals.delta.count / signals.sampleCount)
    return n * m * Double(signals.sampleCount) / 144 * x.step * x.step * d.step * d.step
      + n / 12 * x.step * x.step * d.energy + m / 12 * d.step * d.step * x.energy
  }

  /// The theorem's bound of it, L nm γ ‖X‖²_∞ ‖Δ‖²_∞ with δ that have the factor 1/L in them.
  public static func bound(of signals: LayerSignals, inputExtent: Int, deltaExtent: Int) -> Double {
    let x = Moments(signals.input, extent: 1).step, d = Moments(signals.delta, extent: 1).step
    let size = Double(signals.input.count) * Double(signals.delta.count) / Double(signals.sampleCount)
    return size * gamma(inputExtent: inputExtent, deltaExtent: deltaExtent) * x * x * d * d
  }

  /// κ and the sum of squares of a signal.
  private struct Moments {
    let step: Double
    let energy: Double

    init(_ values: [Float], extent: Int) {
      step = Double(values.reduce(0) { max($0, abs($1)) }) / Double(extent)
      energy = values.reduce(0) { $0 + Double($1) * Double($1) }
    }
  }
}
