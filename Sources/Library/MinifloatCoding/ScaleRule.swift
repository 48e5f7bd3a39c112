import GradientStatistics
import Quantization
import RealModule

/// How the scale b of a layer follows from the law GenNorm(α, β) of what it is to quantize.
public enum ScaleRule: Sendable, Hashable, Codable {
  /// The scale of least mean squared error for the law (CO3, Equation (12), solved by integration).
  case leastError
  /// CO3's polynomial of β, Equation (15) for fp4 and (16) for others, over α.
  case polynomial
  /// The same over the standard deviation σ, as the paper prints it.
  ///
  /// > Note: For fp4 it costs up to ten times the least error; see `ScalePolynomial`.
  case asPrinted
  /// The scale of least mean squared error for the workers' own numbers, over `coarseness`; over workers, its geometric mean.
  ///
  /// > Note: Gradients have heavier tails than the law fitted to them, which follows where most of them are: the scale that is
  /// > best for the law clips them. On those of NASNetMobile with error feedback this one has less than half the error of
  /// > ``leastError`` at the same number of bits and, with a coarseness of 2, no more error at seven tenths of them.
  case leastSampleError(coarseness: Double = 1)
}

/// Scales of one format by one rule, with those of least error kept for each shape, since b α depends on the shape alone.
///
/// Shapes are rounded to 2^(k/`shapesPerOctave`): 128 an octave, and 4 for formats of more than two bits of exponent, whose
/// error hardly depends on the scale within the many octaves of their normal numbers. So the search, milliseconds for fp4
/// and a tenth of a second for fp8, is done once a shape, not once a layer. The error exceeds the least one by less than
/// 10⁻³ of it.
struct ScaleTable: Sendable {
  let format: Minifloat
  let rule: ScaleRule
  /// b α by the index k of the shape.
  private var leastErrorScales: [Int: Double] = [:]

  init(format: Minifloat, rule: ScaleRule) {
    self.format = format
    self.rule = rule
  }

  private var shapesPerOctave: Double { format.exponentBits > 2 ? 4 : 128 }

  /// The scales that a quantizer takes.
  static let limits: ClosedRange<Float> = 0x1p-63...0x1p63

  /// The scale for a law, within ``limits``; the polynomials, fitted for β from 0.4 to 2, are taken at the nearest of these.
  ///
  /// - Parameter sampleScale: The scale of least error for a sample, where the rule wants it and there is one.
  mutating func scale(for law: GeneralizedNormal, sampleScale: Double?) -> Float {
    let shape = min(max(law.shape, 0.4), 2)
    let polynomial = (format == .e2m1 ? ScalePolynomial.fp4 : .fp8).value(at: shape)
    let scale =
      switch rule {
      case .leastError: leastErrorScale(shape: law.shape) / law.scale
      case .polynomial: polynomial / law.scale
      case .asPrinted: polynomial / law.variance.squareRoot()
      case .leastSampleError(let coarseness):
        (sampleScale ?? leastErrorScale(shape: law.shape) / law.scale) / coarseness
      }
    return Float(min(max(scale, Double(Self.limits.lowerBound)), Double(Self.limits.upperBound)))
  }

  /// The geometric mean of scales, 1 of none.
  static func geometricMean(of scales: [Float]) -> Float {
    guard !scales.isEmpty else { return 1 }
    let mean = scales.reduce(0.0) { $0 + .log2(Double($1)) } / Double(scales.count)
    return min(max(Float(Double.exp2(mean)), limits.lowerBound), limits.upperBound)
  }

  private mutating func leastErrorScale(shape: Double) -> Double {
    let index = Int((shapesPerOctave * .log2(shape)).rounded())
    if let known = leastErrorScales[index] { return known }
    let law = GeneralizedNormal(shape: .exp2(Double(index) / shapesPerOctave))
    let scale = format.leastErrorScale(for: law).scale
    leastErrorScales[index] = scale
    return scale
  }
}
