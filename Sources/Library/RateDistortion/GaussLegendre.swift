import RealModule

/// The nodes and weights of Gauss and Legendre's rule on [−1, 1], exact for polynomials of degree 2n − 1.
struct GaussLegendre: Sendable {
  /// The zeros of the Legendre polynomial Pₙ, ascending.
  let nodes: [Double]
  /// 2 / ((1 − z²) Pₙ′(z)²) at each node z.
  let weights: [Double]

  /// The rule of n = `count` nodes, by Newton's iteration from cos(π(i + ¾)/(n + ½)).
  ///
  /// - Precondition: `count` is positive.
  /// - Complexity: O(n²).
  init(count: Int) {
    precondition(count > 0, "a node at least")
    var rule = (0..<count).map { index in
      var z = Double.cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 0.0
      for _ in 0..<6 {
        let (value, before) = Self.legendre(count, z)
        slope = Double(count) * (z * value - before) / (z * z - 1)
        z -= value / slope
      }
      return (node: z, weight: 2 / ((1 - z * z) * slope * slope))
    }
    rule.reverse()
    nodes = rule.map(\.node)
    weights = rule.map(\.weight)
  }

  /// Pₙ(z) and Pₙ₋₁(z).
  private static func legendre(_ count: Int, _ z: Double) -> (Double, Double) {
    var (value, before) = (z, 1.0)
    for degree in 1..<max(count, 1) {
      let n = Double(degree)
      (value, before) = (((2 * n + 1) * z * value - n * before) / (n + 1), value)
    }
    return (value, before)
  }
}
