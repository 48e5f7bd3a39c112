import RealModule

/// The cost c of moving from a value to another at some difference.
protocol TransportCost {
  /// E[c(x − Y); lower < Y ≤ upper] for Y of the law, from the upper tail's side: 0 ≤ lower.
  func exactIntegral(_ x: Double, _ law: GeneralizedNormal, from lower: Double, to upper: Double) -> Double
  /// The mean of c(x − y) over −1 < θ < 1, with y a smooth function of θ that falls, and hardly bent.
  func mean(_ x: Double, _ quantile: (_ positions: SIMD4<Double>) -> SIMD4<Double>) -> Double
}

/// c(d) = d².
struct SquaredDifference: TransportCost {
  func exactIntegral(_ x: Double, _ law: GeneralizedNormal, from lower: Double, to upper: Double) -> Double {
    law.partialMoments(from: lower, to: upper).squaredError(about: x)
  }

  /// By the rule of Gauss and Legendre with four points.
  func mean(_ x: Double, _ quantile: (_ positions: SIMD4<Double>) -> SIMD4<Double>) -> Double {
    let differences = x - quantile(.gaussPoints)
    return (.gaussWeights * differences * differences).sum()
  }
}

/// c(d) = |d|.
struct AbsoluteDifference: TransportCost {
  func exactIntegral(_ x: Double, _ law: GeneralizedNormal, from lower: Double, to upper: Double) -> Double {
    let middle = min(max(x, lower), upper)
    let (below, above) = (law.partialMoments(from: lower, to: middle), law.partialMoments(from: middle, to: upper))
    return x * (below.probability - above.probability) - (below.first - above.first)
  }

  /// By the same rule, on either side of the place where y passes x.
  func mean(_ x: Double, _ quantile: (_ positions: SIMD4<Double>) -> SIMD4<Double>) -> Double {
    var (low, high) = (-1.0, 1.0)
    let ends = x - quantile(SIMD4(low, high, low, high))
    var (atLow, atHigh) = (ends[0], ends[1])
    guard atLow < 0, atHigh > 0 else { return abs((.gaussWeights * (x - quantile(.gaussPoints))).sum()) }
    // False position; what is left of an error e of the place changes the integral by e².
    var place = 0.0
    for _ in 0..<6 {
      place = low - atLow * (high - low) / (atHigh - atLow)
      let difference = x - quantile(SIMD4(repeating: place))[0]
      if difference < 0 { (low, atLow) = (place, difference) } else { (high, atHigh) = (place, difference) }
    }
    let (before, after) = ((1 + place) / 2, (1 - place) / 2)
    let left = (.gaussWeights * (x - quantile(before * (.gaussPoints + 1) - 1))).sum()
    let right = (.gaussWeights * (x - quantile(after * (.gaussPoints - 1) + 1))).sum()
    return before * abs(left) + after * abs(right)
  }
}

extension SIMD4<Double> {
  /// The points of the rule of Gauss and Legendre on −1...1.
  static var gaussPoints: SIMD4<Double> {
    SIMD4(-0.8611363115940526, -0.33998104358485626, 0.33998104358485626, 0.8611363115940526)
  }

  /// Their weights, of sum 1.
  static var gaussWeights: SIMD4<Double> {
    SIMD4(0.17392742256872692, 0.32607257743127307, 0.32607257743127307, 0.17392742256872692)
  }
}
