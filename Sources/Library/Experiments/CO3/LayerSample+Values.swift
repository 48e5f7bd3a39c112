import GradientStatistics
import Randomness
import RealModule

extension LayerSample {
  /// Deviations about the mean that the histogram reaches, and its bins.
  static let reach = 5.0, binCount = 100
  /// Parts of a layer that are left out one at a time for the interval of the kurtosis.
  static let blockCount = 32
  /// The normal quantile of a two-sided 95 % interval.
  static let quantile = 1.959964

  /// Looks at a layer's numbers.
  ///
  /// - Complexity: O(n log n).
  init(
    _ values: [Float], layer: String, nullRepetitions: Int, using rng: inout some RandomNumberGenerator
  ) {
    let moments = Moments(values)
    let sorted = SortedSample(values)
    let n = Double(values.count), kurtosis = moments.excessKurtosis
    self.layer = layer
    count = values.count
    zeros = values.count { $0 == 0 }
    mean = Estimate(value: moments.mean, halfWidth: Self.quantile * (moments.sampleVariance / n).squareRoot())
    // The variance of M₂/n is (μ₄ − σ⁴)/n, up to terms of 1/n².
    variance = Estimate(
      value: moments.sampleVariance,
      halfWidth: Self.quantile * moments.variance * (max(0, kurtosis + 2) / n).squareRoot())
    excessKurtosis = Estimate(value: kurtosis, halfWidth: Self.quantile * Self.kurtosisError(of: values))
    fits = LawFamily.allCases.compactMap { family in
      Fit(family, to: values, sorted: sorted, nullRepetitions: nullRepetitions, using: &rng)
    }
    let deviation = moments.deviation
    if deviation > 0, deviation.isFinite {
      histogramRange = (moments.mean - Self.reach * deviation)...(moments.mean + Self.reach * deviation)
      densities = Histogram(values, range: histogramRange, binCount: Self.binCount).densities
    } else {
      histogramRange = 0...0
      densities = []
    }
  }

  /// The jackknife's standard error of the kurtosis, by leaving out one of ``blockCount`` stretches of neighbours at a time, so
  /// that correlation of neighbours widens it; nan where the values are fewer.
  private static func kurtosisError(of values: [Float]) -> Double {
    if values.count < 2 * blockCount { return .nan }
    let blocks = (0..<blockCount).map { block in
      Moments(
        values.span.extracting(block * values.count / blockCount..<(block + 1) * values.count / blockCount))
    }
    let without = blocks.indices.map { left in
      blocks.indices.reduce(Moments([])) { $1 == left ? $0 : $0.merged(with: blocks[$1]) }.excessKurtosis
    }
    let mean = without.reduce(0, +) / Double(blockCount)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (Double(blockCount - 1) / Double(blockCount) * squares).squareRoot()
  }
}

extension LayerSample.Fit {
  /// The member of a family with the greatest likelihood; nil where there is none, as of constants.
  fileprivate init?(
    _ family: LawFamily, to values: [Float], sorted: SortedSample, nullRepetitions: Int,
    using rng: inout some RandomNumberGenerator
  ) {
    guard let fit = try? LawFit(family, to: values) else { return nil }
    let null = nullRepetitions > 0 ? try? fit.wassersteinNullFloor(repetitions: nullRepetitions, using: &rng).mean : nil
    self.init(
      family: .init(family), location: fit.law.location, scale: fit.law.scale, shape: fit.law.shape,
      distance: sorted.wassersteinDistance(to: fit.law),
      printedDistance: sorted.printedWassersteinDistance(to: fit.law), nullDistance: null)
  }
}

extension LayerSample.Family {
  fileprivate init(_ family: LawFamily) {
    switch family {
    case .generalizedNormal: self = .genNorm
    case .laplace: self = .laplace
    case .normal: self = .normal
    }
  }
}
