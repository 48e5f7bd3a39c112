import RealModule

/// The normal law fitted to a sample, and how far the sample is from it ([LIMITS, Figures 3 and 4]).
///
/// Mean and deviation are those of the sample. Two measures say how well the law fits, each beside what a normal sample of
/// the same size would give: the squared correlation of histogram and density, which the paper states, and the largest
/// distance between the distribution functions.
public struct NormalFit: Sendable {
  /// The number of values, n.
  public let count: Int
  /// The mean and the standard deviation of the sample.
  public let mean: Double, deviation: Double
  /// 2 n^⅓ bins within four deviations of the mean (the Rice rule).
  public let histogram: Histogram
  /// The largest distance between the sample's distribution function and the fitted one (Kolmogorov and Smirnov).
  public let kolmogorovDistance: Double

  /// Fits a normal law.
  ///
  /// - Precondition: The values are finite and not all the same.
  /// - Complexity: O(n log n).
  public init(_ values: [Float]) {
    let moments = Moments(values)
    let (mean, deviation) = (moments.mean, moments.sampleVariance.squareRoot())
    precondition(deviation > 0 && deviation.isFinite, "no normal law has the deviation \(deviation)")
    count = values.count
    self.mean = mean
    self.deviation = deviation
    let bins = Int((2 * Double.root(Double(values.count), 3)).rounded(.up))
    histogram = Histogram(values, range: mean - 4 * deviation...mean + 4 * deviation, binCount: bins)
    let n = Double(values.count)
    kolmogorovDistance = values.sorted().enumerated().reduce(0) { largest, value in
      let share = Self.distribution((Double(value.element) - mean) / deviation)
      return max(largest, Double(value.offset + 1) / n - share, share - Double(value.offset) / n)
    }
  }

  /// The fitted density.
  public func density(_ x: Double) -> Double {
    let z = (x - mean) / deviation
    return Double.exp(-z * z / 2) / ((2 * Double.pi).squareRoot() * deviation)
  }

  /// The squared Pearson correlation, over the bins, of the histogram's densities and the fitted density at their middles.
  public var squaredCorrelation: Double {
    let (x, y) = (histogram.densities, histogram.centres.map(density))
    let (a, b) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let (xx, yy) = (x.reduce(0) { $0 + ($1 - a) * ($1 - a) }, y.reduce(0) { $0 + ($1 - b) * ($1 - b) })
    let xy = zip(x, y).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
    return xy * xy / (xx * yy)
  }

  /// What ``kolmogorovDistance`` exceeds for one normal sample in twenty (Lilliefors' test; Stephens 1974, Table 1A, Case 3):
  /// 0.895/(√n − 0.01 + 0.85/√n).
  public var kolmogorovLevel: Double {
    let root = Double(count).squareRoot()
    return 0.895 / (root - 0.01 + 0.85 / root)
  }

  /// Φ(z).
  private static func distribution(_ z: Double) -> Double { Double.erfc(-z * 0.5.squareRoot()) / 2 }
}
