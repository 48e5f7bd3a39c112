import RealModule

/// Some of the n intervals of probability 1/n of a law about zero, counted from above: interval i holds the upper tail
/// probabilities i/n to (i + 1)/n.
///
/// Near the ends and the middle of the law each interval is integrated through its partial moments. Between, a panel's
/// intervals share a polynomial for the quantile in terms of the probability, interpolated in Chebyshev's points. A
/// panel is half as long as it is far from the end and from the middle, where the quantile has its singularities, so
/// that a degree of 13 gives more than eleven digits (its ellipse of convergence has the axes' sum 9.9).
struct QuantilePanel {
  /// The intervals.
  let intervals: Range<Int>
  /// The number of all intervals n.
  private let count: Int
  private let law: GeneralizedNormal
  /// The coefficients of Chebyshev's polynomials, or the quantiles at the intervals' ends.
  private let content: Content

  private enum Content {
    case polynomial([Double])
    case ends([Double])
  }

  /// The panels of the upper half of a law, with the interval in the middle if n is odd.
  static func panels(of law: GeneralizedNormal, count: Int) -> [QuantilePanel] {
    let quarter = count / 4, half = count / 2
    let steps = sequence(first: shortest) { $0 + $0 / 2 }.prefix { $0 < quarter }
    let bounds = [0] + steps + [quarter] + steps.reversed().map { half - $0 } + [(count + 1) / 2]
    return zip(bounds, bounds.dropFirst()).filter { $0 < $1 }.map { low, high in
      let isExact = low < shortest || high > half - shortest
      return QuantilePanel(low..<high, count, law, isExact: isExact)
    }
  }

  /// So many intervals are integrated through partial moments, at the end and at the middle.
  private static var shortest: Int { 24 }

  private init(_ intervals: Range<Int>, _ count: Int, _ law: GeneralizedNormal, isExact: Bool) {
    self.intervals = intervals
    self.count = count
    self.law = law
    let n = Double(count)
    if isExact {
      content = .ends((intervals.lowerBound...intervals.upperBound).map { law.upperQuantile(Double($0) / n) })
      return
    }
    let nodes = 14
    let values = (0..<nodes).map { node in
      let position = Double.cos((Double(node) + 0.5) * .pi / Double(nodes))
      let end = Double(intervals.lowerBound) + (1 + position) / 2 * Double(intervals.count)
      return law.upperQuantile(end / n)
    }
    content = .polynomial(
      (0..<nodes).map { order in
        let sum = values.enumerated().reduce(0) { sum, value in
          sum + value.element * .cos(Double(order) * (Double(value.offset) + 0.5) * .pi / Double(nodes))
        }
        return sum * (order == 0 ? 1 : 2) / Double(nodes)
      })
  }

  /// ∫ c(x − G⁻¹(z)) dz over an interval.
  @inline(__always)
  func integral(_ cost: some TransportCost, _ x: Double, _ interval: Int) -> Double {
    switch content {
    case .ends(let ends):
      let index = interval - intervals.lowerBound
      return cost.exactIntegral(x, law, from: ends[index + 1], to: ends[index])
    case .polynomial(let coefficients):
      let width = 1 / Double(intervals.count)
      let middle = (2 * Double(interval - intervals.lowerBound) + 1) * width - 1
      return cost.mean(x) { Self.clenshaw(coefficients, middle + width * $0) } / Double(count)
    }
  }

  /// The sum of Chebyshev's polynomials with the given coefficients.
  @inline(__always)
  private static func clenshaw(_ coefficients: [Double], _ x: SIMD4<Double>) -> SIMD4<Double> {
    var (b, last) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    for index in stride(from: coefficients.count - 1, to: 0, by: -1) {
      (b, last) = (coefficients[index] + 2 * x * b - last, b)
    }
    return coefficients[0] + x * b - last
  }
}
