import RealModule

/// The regularized incomplete gamma functions P(a, t) and Q(a, t) = 1 − P(a, t) of one shape a.
///
/// With g(t) = tᵃ e⁻ᵗ / Γ(a), they are the series and the continued fraction of Abramowitz and Stegun, Equations 6.5.29
/// and 6.5.31,
///
///     P(a, t) = g(t) Σ_n tⁿ / (a(a+1)⋯(a+n)),   Q(a, t) = g(t) / (t + 1 − a − 1(1−a)/(t + 3 − a − 2(2−a)/(t + 5 − a − …
///
/// of which the one that converges faster is taken. Arguments are given by their logarithm s = ln t, so that powers of
/// them neither overflow nor underflow.
struct RegularizedGamma {
  /// The shape a, positive.
  let shape: Double

  /// P(a, eˢ).
  func lower(logarithm s: Double) -> Double {
    let t = Double.exp(s)
    return t < shape + 1 ? series(t) * .exp(logFactor(s)) : 1 - continuedFraction(t) * .exp(logFactor(s))
  }

  /// Q(a, eˢ).
  func upper(logarithm s: Double) -> Double {
    let t = Double.exp(s)
    return t < shape + 1 ? 1 - series(t) * .exp(logFactor(s)) : continuedFraction(t) * .exp(logFactor(s))
  }

  /// P(a, eᵗ) − P(a, eˢ) for s ≤ t, taken from the smaller functions.
  func probability(logarithms s: Double, _ t: Double) -> Double {
    let below = lower(logarithm: s)
    return below < 0.5 ? lower(logarithm: t) - below : upper(logarithm: s) - upper(logarithm: t)
  }

  /// The logarithm s of the argument with Q(a, eˢ) = `probability`, which lies in 0...1.
  ///
  /// Newton's iteration on the logarithm of the smaller of P and Q. Since both logarithms are concave in s, it runs one
  /// way from a start on the side of the smaller value, and ends where rounding stops it.
  func inverseUpper(_ probability: Double) -> Double {
    if probability == 0 { return .infinity }
    if probability == 1 { return -.infinity }
    return probability < 0.5 ? inverseOfSmallUpper(.log(probability)) : inverseOfSmallLower(.log(1 - probability))
  }

  private func inverseOfSmallUpper(_ logProbability: Double) -> Double {
    var s = Double.log(shape + 1)
    while upperOverFactor(s).logarithm > logProbability { s += 0.5 }
    while true {
      let (ratio, logarithm) = upperOverFactor(s)
      let next = s + ratio * (logarithm - logProbability)
      guard next < s else { return s }
      s = next
    }
  }

  private func inverseOfSmallLower(_ logProbability: Double) -> Double {
    // P(a, t) is at most tᵃ/Γ(a + 1).
    var s = (logProbability + .logGamma(shape + 1)) / shape
    while true {
      let ratio = series(.exp(s))
      let next = s + ratio * (logProbability - .log(ratio) - logFactor(s))
      guard next > s else { return s }
      s = next
    }
  }

  /// Q/g and ln Q.
  private func upperOverFactor(_ s: Double) -> (ratio: Double, logarithm: Double) {
    let t = Double.exp(s)
    if t < shape + 1 {
      let value = upper(logarithm: s)
      return (value * .exp(-logFactor(s)), .log(value))
    }
    let ratio = continuedFraction(t)
    return (ratio, .log(ratio) + logFactor(s))
  }

  /// ln g(eˢ).
  private func logFactor(_ s: Double) -> Double {
    s == .infinity ? -.infinity : shape * s - .exp(s) - .logGamma(shape)
  }

  /// P/g.
  private func series(_ t: Double) -> Double {
    var term = 1 / shape
    var sum = term
    var n = 1.0
    while term > sum * 0x1p-54 {
      term *= t / (shape + n)
      sum += term
      n += 1
    }
    return sum
  }

  /// Q/g, evaluated forwards (Lentz's method as modified by Thompson and Barnett, 1986).
  private func continuedFraction(_ t: Double) -> Double {
    guard t.isFinite else { return t.isNaN ? .nan : 0 }
    var b = t + 1 - shape
    var c = Double.infinity
    var d = 1 / b
    var result = d
    var n = 1.0
    while true {
      let a = n * (shape - n)
      b += 2
      d = 1 / Self.nonzero(a * d + b)
      c = Self.nonzero(b + a / c)
      result *= c * d
      if abs(c * d - 1) < 0x1p-51 { return result }
      n += 1
    }
  }

  /// `value`, or a tiny number in place of zero.
  private static func nonzero(_ value: Double) -> Double {
    value == 0 ? 1e-300 : value
  }
}
