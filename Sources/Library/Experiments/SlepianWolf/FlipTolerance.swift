import GradientStatistics
import Randomness
import RealModule
import SlepianWolf

/// How many flipped bits of side information a code corrects: at random a normal number of mean μ and deviation σ.
///
/// A block with k flips fails with probability Φ((k − μ)/σ). Blocks of a few hundred chosen k near μ give μ and σ, and these
/// the probability of failure at every crossover probability p:
///
///     Pr(failure) = Φ((np − μ) / √(σ² + np(1 − p)))
///
/// It takes far fewer blocks than counting failures that are rare.
public struct FlipTolerance: Sendable, Equatable {
  /// The length n of a block.
  public let blockLength: Int
  /// μ.
  public let mean: Double
  /// σ.
  public let deviation: Double

  /// Measures a code on random blocks, on one thread.
  ///
  /// - Parameter blockCount: The blocks, half of which are spent on finding μ.
  /// - Throws: What decoding throws, or `CancellationError`.
  public static func measured(
    _ matrix: ParityCheckMatrix, blockCount: Int, streams: Streams
  ) throws -> FlipTolerance {
    var rng = streams.generator("flip tolerance")
    let length = matrix.columnCount, n = Double(length)
    let start = n * crossover(entropy: Double(matrix.rowCount) / n / 1.1)
    var result = FlipTolerance(blockLength: length, mean: start, deviation: max(2, 0.04 * start))
    var blocks: [(flips: Double, failed: Bool)] = []
    for stage in 0..<4 {
      try Task.checkCancellation()
      let reach = 2 * result.deviation
      let counts = (0..<max(16, blockCount / 4)).map { _ in
        let uniform = Double(rng.next() >> 11) * 0x1p-53
        return min(max(1, Int((result.mean + reach * (2 * uniform - 1)).rounded())), length / 2 - 1)
      }
      // The decoder expects somewhat fewer flips than it can correct, as where failures are rare.
      let expected = max(1, result.mean - 1.5 * result.mean.squareRoot()) / n
      let drawn = SymmetricBlocks(flipCounts: counts, length: length, crossover: expected, using: &rng)
      let failures = try BlockErrors.failures(drawn, BeliefPropagation(matrix))
      // The first stage only finds the place.
      if stage == 1 { blocks = [] }
      blocks += zip(counts, failures).map { (Double($0), $1) }
      result = result.fitted(to: blocks)
    }
    return result
  }

  /// The most likely μ and σ, by Fisher's scoring from these.
  func fitted(to blocks: [(flips: Double, failed: Bool)]) -> FlipTolerance {
    let normal = GeneralizedNormal(scale: .sqrt(2), shape: 2)
    // z = (k − c) a + b about the centre c.
    let centre = mean
    var a = 1 / deviation, b = 0.0
    for _ in 0..<30 {
      var (gradient, slope) = ((0.0, 0.0), (aa: 1e-9, ab: 0.0, bb: 1e-9))
      for (flips, failed) in blocks {
        let x = flips - centre, z = min(max(a * x + b, -6), 6)
        let p = normal.lowerTail(z), density = normal.density(z)
        let weight = density / (p * (1 - p))
        gradient.0 += weight * ((failed ? 1 : 0) - p) * x
        gradient.1 += weight * ((failed ? 1 : 0) - p)
        slope = (slope.aa + weight * density * x * x, slope.ab + weight * density * x, slope.bb + weight * density)
      }
      let determinant = slope.aa * slope.bb - slope.ab * slope.ab
      let step = (slope.bb * gradient.0 - slope.ab * gradient.1) / determinant
      b += (slope.aa * gradient.1 - slope.ab * gradient.0) / determinant
      // Few blocks, or a wrong place, must not turn the curve round or make it a step.
      a = min(max(a + step, a / 2, 0.2 / deviation), 2 * a, 5 / deviation)
    }
    return FlipTolerance(
      blockLength: blockLength, mean: min(max(centre - b / a, 0.5 * centre), 1.5 * centre), deviation: 1 / a)
  }

  /// The conditional entropy of a bit, in bits, at which a block fails with probability `errorRate`.
  ///
  /// - Precondition: `errorRate` lies in (0, 1).
  public func entropy(errorRate: Double) -> Double {
    let quantile = GeneralizedNormal(scale: .sqrt(2), shape: 2).upperQuantile(errorRate)
    let n = Double(blockLength)
    var p = mean / n
    for _ in 0..<50 { p = max(1e-9, (mean - quantile * (deviation * deviation + n * p * (1 - p)).squareRoot()) / n) }
    return Self.entropy(crossover: p)
  }

  /// h₂(p), bits.
  public static func entropy(crossover p: Double) -> Double {
    p <= 0 || p >= 1 ? 0 : -(p * .log2(p) + (1 - p) * .log2(1 - p))
  }

  /// The p in [0, 0.5] of which h₂(p) is `entropy`, in [0, 1] bits.
  public static func crossover(entropy: Double) -> Double {
    var (low, high) = (0.0, 0.5)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if Self.entropy(crossover: middle) < entropy { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
