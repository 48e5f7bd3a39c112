import RealModule

extension Double {
  /// The digamma function ψ(x) = d ln Γ(x)/dx, for positive x.
  ///
  /// The asymptotic series (Abramowitz and Stegun, Equation 6.3.18) from 10 on, where its next term is below 2⁻⁵³, and
  /// ψ(x) = ψ(x + 1) − 1/x below.
  static func digamma(_ x: Double) -> Double {
    var x = x, shift = 0.0
    while x < 10 {
      shift -= 1 / x
      x += 1
    }
    let z = 1 / (x * x)
    var series = 691 / 32_760.0 - z / 12
    for coefficient in [1 / 132, 1 / 240, 1 / 252, 1 / 120, 1 / 12] as [Double] { series = coefficient - z * series }
    return shift + .log(x) - 0.5 / x - z * series
  }

  /// The trigamma function ψ′(x), for positive x, in the same way (Equation 6.4.12).
  static func trigamma(_ x: Double) -> Double {
    var x = x, shift = 0.0
    while x < 10 {
      shift += 1 / (x * x)
      x += 1
    }
    let z = 1 / (x * x)
    var series = 691 / 2_730.0 - z * 7 / 6
    for coefficient in [5 / 66, 1 / 30, 1 / 42, 1 / 30, 1 / 6] as [Double] { series = coefficient - z * series }
    return shift + (1 + 0.5 / x + z * series) / x
  }
}
