/// The minimizers of P1 in one layer, as a path of one number.
///
/// Workers stand in the order of their weights, α_1 ≥ … ≥ α_K. With c = 1/σ_X², T_k = c + Σ_{i≥k} z_i and q = Σ z_k = 1/D,
/// twice the objective (LIMITS, Equation (20a)) is
///
///     Σ −α_k ln(1 − σ_Nk² z_k) + α_1 ln T_1 − Σ_{k≥2} (α_{k−1} − α_k) ln T_k − α_K ln c,
///
/// which is convex in z at fixed q. It is least where, for some ν_1 and ν_k = ν_{k−1} + (α_{k−1} − α_k)/T_k,
///
///     z_k = max(0, 1/σ_Nk² − α_k/ν_k)
///
/// Going down from k = K, T_{K+1} = c, the number θ = ν_K gives everything, without cancellation in T, and every z_k grows
/// with it. So does the slope −dh/dD = q² (α_j/T_1 + ν_j)/2 of the least objective h(D), where j is the first worker that is
/// not silent: between changes of j it is that of workers j … K alone, whose ν_j > 0, and both ln(c + 1/D) and a growing
/// convex function of 1/D are convex in D; it is continuous where j changes.
struct LayerPath {
  let weights: [Double], variances: [Double], inverseSignalVariance: Double
  /// α_k σ_k², the ν_k at which a worker begins to speak.
  private let thresholds: [Double]
  /// α_{k−1} − α_k; 0 for the first worker.
  private let drops: [Double]

  /// - Parameter weights: above 0, in descending order, with the variances of the same workers.
  init(weights: [Double], variances: [Double], inverseSignalVariance: Double) {
    self.weights = weights
    self.variances = variances
    self.inverseSignalVariance = inverseSignalVariance
    thresholds = zip(weights, variances).map { $0 * $1 }
    // Without a signal the rates are the noise's alone, whatever the order.
    let isSilent = inverseSignalVariance == .infinity
    drops = [0] + zip(weights, weights.dropFirst()).map { isSilent ? 0 : $0 - $1 }
  }

  /// q = 1/D and −dh/dD.
  struct Totals {
    let precision: Double, slope: Double
  }

  /// A point of the path.
  struct Point {
    /// z_k, and 1 − σ_k² z_k with all its digits.
    var precisions: [Double], remainders: [Double]

    /// The point at a share of the way to another.
    func mixed(with other: Point, share: Double) -> Point {
      func mix(_ first: [Double], _ second: [Double]) -> [Double] {
        zip(first, second).map { $0 == $1 ? $0 : (1 - share) * $0 + share * $1 }
      }
      return Point(
        precisions: mix(precisions, other.precisions), remainders: mix(remainders, other.remainders))
    }
  }

  /// q and the slope at θ.
  ///
  /// - Complexity: O(K).
  func totals(at theta: Double) -> Totals {
    var nu = theta, sum = 0.0, leading = (nu: 0.0, weight: 0.0)
    for k in weights.indices.reversed() {
      if nu > thresholds[k] {
        sum += (nu - thresholds[k]) / (variances[k] * nu)
        leading = (nu, weights[k])
      }
      if drops[k] > 0 { nu -= drops[k] / (inverseSignalVariance + sum) }
    }
    return Totals(
      precision: sum, slope: 0.5 * sum * sum * (leading.nu + leading.weight / (inverseSignalVariance + sum)))
  }

  /// z at θ, with twice the digits: ν_1 can be a small difference of large numbers.
  ///
  /// - Complexity: O(K).
  func point(at theta: DoubleDouble) -> Point {
    var point = Point(
      precisions: Array(repeating: 0, count: weights.count), remainders: Array(repeating: 1, count: weights.count))
    var nu = theta, sum = DoubleDouble(0)
    for k in weights.indices.reversed() {
      let excess = nu - DoubleDouble(thresholds[k])
      if excess.high > 0 {
        let precision = excess / (nu * variances[k])
        point.precisions[k] = precision.high
        point.remainders[k] = thresholds[k] / nu.high
        sum = sum + precision
      }
      if drops[k] > 0 { nu = nu - DoubleDouble(drops[k]) / (DoubleDouble(inverseSignalVariance) + sum) }
    }
    return point
  }

  /// q and the slope at a point, from its first worker that is not silent.
  ///
  /// - Complexity: O(K).
  func totals(of point: Point) -> Totals {
    let total = point.precisions.reduce(0, +)
    let leader = point.precisions.firstIndex { $0 > 0 } ?? 0
    let noise = variances[leader] / point.remainders[leader]
    return Totals(
      precision: total, slope: 0.5 * total * total * weights[leader] * (noise + 1 / (inverseSignalVariance + total)))
  }

  /// Narrows the bracket of θ about where `value`, a growing function of the totals, is `target`, and widens it again by the
  /// rounding errors that may have gathered.
  ///
  /// - Complexity: O(K log(width of the bracket)).
  func bracket(where value: (Totals) -> Double, is target: Double, in bracket: Bracket) -> Bracket {
    var bracket = bracket
    bracket.narrow { value(totals(at: $0)) < target }
    let margin = 0x1p-45 * bracket.low
    return Bracket(low: bracket.low - margin, high: bracket.high + margin)
  }

  /// The point in a narrow bracket at which `value`, a growing function of the totals, is `target`.
  ///
  /// Where the path runs far within the bracket it is searched with twice the digits, and last on the line between neighbours:
  /// a worker with next to no noise may take any part of the description at the same ν.
  ///
  /// - Complexity: O(K).
  func point(where value: (Totals) -> Double, is target: Double, in bracket: Bracket) -> Point {
    func isFlat(_ low: Totals, _ high: Totals) -> Bool { value(high) <= value(low) * (1 + 1e-12) }
    let (first, last) = (bracket.low, bracket.high)
    if isFlat(totals(at: first), totals(at: last)) { return point(at: DoubleDouble(first + (last - first) / 2)) }
    func inner(_ share: Double) -> Point { point(at: DoubleDouble(first, share * (last - first))) }
    var share = Bracket(low: 0x1p-64, high: 1)
    share.narrow { value(totals(of: inner($0))) < target }
    let (low, high) = (inner(share.low), inner(share.high))
    if isFlat(totals(of: low), totals(of: high)) { return high }
    share = Bracket(low: 0x1p-900, high: 1)
    share.narrow { value(totals(of: low.mixed(with: high, share: $0))) < target }
    return low.mixed(with: high, share: share.high)
  }
}

/// Two positive numbers between which a growing function takes a value.
struct Bracket {
  var low = 0x1p-900, high = 0x1p900

  /// Halves the number of floating-point numbers between the ends until they are neighbours, in at most 62 steps.
  mutating func narrow(_ isBelow: (Double) -> Bool) {
    while true {
      let (first, last) = (low.bitPattern, high.bitPattern)
      if last - first <= 1 { return }
      let middle = Double(bitPattern: first + (last - first) / 2)
      if isBelow(middle) { low = middle } else { high = middle }
    }
  }
}
