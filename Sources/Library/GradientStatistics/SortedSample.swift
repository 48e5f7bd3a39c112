/// The values of a sample in ascending order, whose distances to laws are computed exactly.
public struct SortedSample: Sendable {
  /// The values, ascending.
  public let values: [Float]

  /// Sorts values.
  ///
  /// - Complexity: O(n).
  public init(_ values: Span<Float>) { self.values = values.sorted() }

  /// Sorts values.
  public init(_ values: [Float]) { self.init(values.span) }

  /// The 2-Wasserstein distance between the sample and a law, in the units of the values: with F⁻¹ the quantile function
  /// of the sample, which is x_i between i/n and (i + 1)/n, and G⁻¹ that of the law,
  ///
  ///     W₂ = (∫₀¹ (F⁻¹(z) − G⁻¹(z))² dz)^½
  ///
  /// It is nan without values, or with one that is not finite. Its relative error is below 10⁻⁹.
  ///
  /// > Note: [CO3, Equation (11)] integrates |F⁻¹ − G⁻¹| without the square; see ``printedWassersteinDistance(to:)``.
  ///
  /// - Complexity: O(n), and some thousand quantiles of the law.
  public func wassersteinDistance(to law: GeneralizedNormal) -> Double {
    law.scale * integral(SquaredDifference(), law).squareRoot()
  }

  /// [CO3, Equation (11)] as it is printed, (∫₀¹ |F⁻¹(z) − G⁻¹(z)| dz)^½: the root of the 1-Wasserstein distance, in the
  /// root of the units of the values.
  ///
  /// - Complexity: as for ``wassersteinDistance(to:)``.
  public func printedWassersteinDistance(to law: GeneralizedNormal) -> Double {
    (law.scale * integral(AbsoluteDifference(), law)).squareRoot()
  }

  /// ∫₀¹ c(F⁻¹(z) − G⁻¹(z)) dz for a cost c, in units of the scale of the law.
  private func integral(_ cost: some TransportCost, _ law: GeneralizedNormal) -> Double {
    guard let first = values.first, let last = values.last, first.isFinite, last.isFinite else { return .nan }
    // In units of the law, so that squares neither overflow nor vanish.
    let unit = GeneralizedNormal(shape: law.shape)
    func distance(_ index: Int) -> Double { (Double(values[index]) - law.location) / law.scale }
    var sum = 0.0
    for panel in QuantilePanel.panels(of: unit, count: values.count) {
      var part = 0.0
      for interval in panel.intervals {
        // By symmetry, interval i from below is interval i from above with the sign changed.
        part += panel.integral(cost, distance(values.count - 1 - interval), interval)
        if 2 * interval + 1 < values.count { part += panel.integral(cost, -distance(interval), interval) }
      }
      sum += part
    }
    return sum
  }
}
