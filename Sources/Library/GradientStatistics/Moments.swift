/// The number, mean and central sums of powers of a set of values, from which its moments follow.
///
/// The sums M_p = Σ(x − x̄)ᵖ are taken in double precision about the mean of the values themselves, so that an offset
/// does not cancel digits. Blocks that stay in the first-level cache are summed in two passes, in eight lanes and a fixed
/// order, and combined pairwise (Chan, Golub and LeVeque, 1979; for the third and fourth sums Pébay, SAND2008-6212), so
/// that every machine gives the same result.
///
/// A value that is not finite makes every moment nan.
public struct Moments: Sendable, Equatable {
  /// The number of values n.
  public let count: Int
  /// The mean x̄; nan without values.
  public let mean: Double
  /// M₂, M₃ and M₄.
  let sums: (second: Double, third: Double, fourth: Double)

  /// The moments of `values`.
  ///
  /// - Complexity: O(n); the values are read from memory once.
  public init(_ values: Span<Float>) {
    self.init(values, in: values.indices)
  }

  /// The moments of `values`.
  ///
  /// - Complexity: O(n).
  public init(_ values: [Float]) {
    self.init(values.span)
  }

  /// The moments of two sets of values together.
  ///
  /// - Complexity: O(1).
  public func merged(with other: Moments) -> Moments {
    if count == 0 { return other }
    if other.count == 0 { return self }
    let (a, b) = (Double(count), Double(other.count))
    let n = a + b
    let δ = other.mean - mean
    let share = δ / n
    let second = sums.second + other.sums.second + share * δ * a * b
    let third =
      sums.third + other.sums.third + share * share * δ * a * b * (a - b)
      + 3 * share * (a * other.sums.second - b * sums.second)
    let fourth =
      sums.fourth + other.sums.fourth + share * share * share * δ * a * b * (a * a - a * b + b * b)
      + 6 * share * share * (a * a * other.sums.second + b * b * sums.second)
      + 4 * share * (a * other.sums.third - b * sums.third)
    return Moments(count: count + other.count, mean: mean + share * b, sums: (second, third, fourth))
  }

  private init(count: Int, mean: Double, sums: (second: Double, third: Double, fourth: Double)) {
    self.count = count
    self.mean = mean
    self.sums = sums
  }

  public static func == (left: Moments, right: Moments) -> Bool {
    left.count == right.count && left.mean == right.mean && left.sums == right.sums
  }
}

extension Moments {
  /// The variance M₂/n of the values themselves; nan without values.
  public var variance: Double { sums.second / Double(count) }

  /// The unbiased estimate M₂/(n − 1) of the variance of the law that the values come from; nan for fewer than two.
  public var sampleVariance: Double { count < 2 ? .nan : sums.second / Double(count - 1) }

  /// The square root of ``variance``.
  public var deviation: Double { variance.squareRoot() }

  /// The skewness √n M₃/M₂^(3/2); nan where the variance is zero.
  public var skewness: Double { Double(count).squareRoot() * sums.third / (sums.second * sums.second.squareRoot()) }

  /// The kurtosis n M₄/M₂², 3 for a normal law; nan where the variance is zero.
  public var kurtosis: Double { Double(count) * (sums.fourth / sums.second) / sums.second }

  /// ``kurtosis`` less 3.
  public var excessKurtosis: Double { kurtosis - 3 }
}

extension Moments {
  /// The number of values in a block: 16 KiB of them, which a first-level cache keeps between the two passes.
  private static let blockCount = 4_096

  private init(_ values: Span<Float>, in range: Range<Int>) {
    if range.count <= Self.blockCount {
      self.init(block: values, in: range)
    } else {
      let blocks = (range.count + Self.blockCount - 1) / Self.blockCount
      let middle = range.lowerBound + (blocks + 1) / 2 * Self.blockCount
      self = Moments(values, in: range.lowerBound..<middle)
        .merged(with: Moments(values, in: middle..<range.upperBound))
    }
  }

  private init(block values: Span<Float>, in range: Range<Int>) {
    let n = Double(range.count)
    let wholeEnd = range.lowerBound + range.count / 8 * 8
    var total = values.lanes(in: wholeEnd..<range.upperBound, padding: 0)
    var index = range.lowerBound
    while index < wholeEnd {
      total += values.eight(from: index)
      index &+= 8
    }
    let center = total.sum() / n
    var powers = PowerSums()
    index = range.lowerBound
    while index < wholeEnd {
      powers.add(values.eight(from: index) - center)
      index &+= 8
    }
    powers.add(values.lanes(in: wholeEnd..<range.upperBound, padding: center) - center)
    // What rounding left of the first sum moves the sums to the true mean; higher powers of it are below rounding.
    let second = powers.second.sum()
    let third = powers.third.sum()
    let residue = powers.first.sum() / n
    self.init(
      count: range.count, mean: center + residue,
      sums: (
        second - n * residue * residue, third - 3 * residue * second, powers.fourth.sum() - 4 * residue * third
      ))
  }
}

/// Sums of the first four powers, in eight lanes.
private struct PowerSums {
  var first = SIMD8<Double>.zero
  var second = SIMD8<Double>.zero
  var third = SIMD8<Double>.zero
  var fourth = SIMD8<Double>.zero

  @inline(__always)
  mutating func add(_ d: SIMD8<Double>) {
    let square = d * d
    first += d
    second += square
    third += square * d
    fourth += square * square
  }
}
