/// The generalized normal distribution GenNorm(μ, α, β).
///
/// Its density is β / (2αΓ(1/β)) · exp(−(|x − μ|/α)^β): Laplace's at β = 1, the normal one of deviation α/√2 at β = 2,
/// and the uniform one on [μ − α, μ + α] in the limit of large β.
///
/// It is a mixture of uniform distributions (Choy and Walker, 2003): with S uniform on (−1, 1) and G of the gamma
/// distribution with shape a = 1 + 1/β, independent,
///
///     x = μ + α S G^(1/β)
///
/// G comes from a normal value z and a uniform one u by the rejection of Marsaglia and Tsang (ACM TOMS 26, 2000), which
/// accepts d v, with d = a − 1/3 and v = (1 + z/√(9d))³, if ln u < z²/2 + d − d v + d ln v; with a > 1 it does so in
/// more than 95 of 100 attempts. The result is exact but for the rounding of single precision.
///
/// An attempt takes four words, two for z and one each for u and S. In a fill, element i is made of the words 4i to
/// 4i + 3 or, if those are rejected, of the same ones 2⁵⁰, 2 × 2⁵⁰, … words later; no stream is read that far.
public struct GenNorm: Distribution, Equatable {
  /// The location μ, the mean and median.
  public let location: Float
  /// The scale α.
  public let scale: Float
  /// The shape β.
  public let shape: Float

  /// d of the reference.
  private let d: Float
  /// 1/√(9d).
  private let c: Float
  /// ln d.
  private let logarithmOfD: Float
  /// 1/β.
  private let inverseShape: Float

  /// Creates GenNorm(μ, α, β) with μ = `location`, α = `scale`, β = `shape`.
  ///
  /// - Precondition: all are finite, `scale` is positive, and `shape` is at least 0.1.
  public init(location: Float = 0, scale: Float = 1, shape: Float) {
    precondition(
      location.isFinite && scale.isFinite && shape.isFinite && scale > 0 && shape >= 0.1,
      "no GenNorm law is drawn with location \(location), scale \(scale), shape \(shape)")
    self.location = location
    self.scale = scale
    self.shape = shape
    d = 1 + 1 / shape - 1 / 3
    c = 1 / (9 * d).root
    logarithmOfD = d.naturalLogarithm
    inverseShape = 1 / shape
  }

  public static var wordsPerElement: Int { 4 }

  @inlinable
  public func sample(using rng: inout some RandomNumberGenerator) -> Float {
    var value = Float.nan
    while value.isNaN { value = self.value(of: rng.next(), rng.next()) }
    return value
  }

  public func fill(_ values: inout MutableSpan<Float>, startingAt first: Int, of rng: Philox) {
    precondition(first >= 0, "elements are counted from 0")
    var rng = rng
    let origin = rng.position + UInt64(4 * first)
    rng.seek(to: origin)
    let pieceCount = 512
    var words = [Float](repeating: 0, count: 4 * pieceCount)
    var wordSpan = words.mutableSpan
    for start in stride(from: 0, to: values.count, by: pieceCount) {
      let count = min(pieceCount, values.count - start)
      rng.fillBits(&wordSpan, in: 0..<4 * count)
      for index in 0..<count {
        values[unchecked: start &+ index] = value(
          wordSpan[unchecked: 4 &* index].bitPattern, wordSpan[unchecked: 4 &* index &+ 1].bitPattern,
          wordSpan[unchecked: 4 &* index &+ 2].bitPattern, wordSpan[unchecked: 4 &* index &+ 3].bitPattern)
      }
      for index in start..<start + count where values[index].isNaN {
        var later = rng
        var position = origin + UInt64(4 * index)
        while values[index].isNaN {
          position &+= 1 << 50
          later.seek(to: position)
          values[index] = value(of: later.next(), later.next())
        }
      }
    }
  }

  /// The value of four words, two in each argument, the first in its low half; nan where they are rejected.
  @usableFromInline
  func value(of first: UInt64, _ second: UInt64) -> Float {
    value(
      UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: first >> 32),
      UInt32(truncatingIfNeeded: second), UInt32(truncatingIfNeeded: second >> 32))
  }

  /// The value of four words, nan where they are rejected.
  @inline(__always)
  private func value(_ first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32) -> Float {
    let (z, _) = Normal.boxMuller(first, second)
    let root = 1 + c * z
    let v = root * root * root
    // Where the root is not positive, this is some number.
    let logarithm = 3 * root.naturalLogarithm
    let bound = 0.5 * z * z + d - d * v + d * logarithm
    let s = (Float(Int32(bitPattern: fourth)) + 0.5) * 0x1p-31
    let radius = ((logarithmOfD + logarithm) * inverseShape).exponential
    let value = location + scale * (s * radius)
    let accepted = root > 0 ? bound : -.infinity
    return third.openUniform.naturalLogarithm < accepted ? value : .nan
  }
}
