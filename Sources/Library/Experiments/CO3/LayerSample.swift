/// The distribution of a layer's numbers: moments, a histogram, and how far the laws fitted to it are from it (CO3, Section III).
public struct LayerSample: Sendable, Codable, Equatable {
  /// The families that are fitted.
  public enum Family: String, Sendable, Codable, CaseIterable {
    case genNorm = "GenNorm", laplace = "Laplace", normal = "Normal"
  }

  /// The member of a family with the greatest likelihood.
  public struct Fit: Sendable, Codable, Equatable {
    public var family: Family
    /// μ, α and β of the density β/(2αΓ(1/β)) exp(−(|x − μ|/α)^β); β is 1 of a Laplace law and 2 of a normal one.
    public var location: Double, scale: Double, shape: Double
    /// The 2-Wasserstein distance between the sample and the law, in the gradient's unit.
    public var distance: Double
    /// What CO3, Equation (11) prints under that name, (∫ |F⁻¹ − G⁻¹|)^½.
    public var printedDistance: Double
    /// The mean of ``distance`` for samples of as many numbers that the law itself gives; nil where it was not drawn.
    public var nullDistance: Double?

    public init(
      family: Family, location: Double, scale: Double, shape: Double, distance: Double, printedDistance: Double,
      nullDistance: Double?
    ) {
      self.family = family
      self.location = location
      self.scale = scale
      self.shape = shape
      self.distance = distance
      self.printedDistance = printedDistance
      self.nullDistance = nullDistance
    }
  }

  /// A number with the half width of its 95 % interval.
  public struct Estimate: Sendable, Codable, Equatable {
    public var value: Double, halfWidth: Double

    public init(value: Double, halfWidth: Double) {
      self.value = value
      self.halfWidth = halfWidth
    }
  }

  /// The layer's name in the network.
  public var layer: String
  /// The number of numbers, and of those that are exactly 0.
  public var count: Int, zeros: Int
  /// Mean and variance with intervals that take the numbers as independent.
  public var mean: Estimate, variance: Estimate
  /// The excess kurtosis; its interval is that of a jackknife over blocks of the layer.
  public var excessKurtosis: Estimate
  /// One for each family in the order of `Family.allCases`; empty where a law cannot be fitted, as to constants.
  public var fits: [Fit]
  /// An estimate of the density in bins of equal width, all of them within ``histogramRange``.
  public var densities: [Double]
  /// Lower end of the first bin and upper end of the last: five deviations about the mean.
  public var histogramRange: ClosedRange<Double>

  /// The fit of a family.
  public subscript(family: Family) -> Fit? { fits.first { $0.family == family } }
}
