/// A number of about 106 bits as the unevaluated sum of two, the second at most half a unit in the last place of the
/// first (Dekker 1971; Knuth, TAOCP 2, 4.2.2).
struct DoubleDouble {
  let high: Double, low: Double

  /// high + low, for |low| at most |high|.
  init(_ high: Double, _ low: Double = 0) {
    self.high = high + low
    self.low = low - (self.high - high)
  }

  static func + (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let sum = left.high + right.high, part = sum - left.high
    let error = (left.high - (sum - part)) + (right.high - part)
    return DoubleDouble(sum, error + (left.low + right.low))
  }

  static func - (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    left + DoubleDouble(-right.high, -right.low)
  }

  static func * (left: DoubleDouble, right: Double) -> DoubleDouble {
    let product = left.high * right
    return DoubleDouble(product, (-product).addingProduct(left.high, right) + left.low * right)
  }

  static func / (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
    let quotient = left.high / right.high
    let rest = left - right * quotient
    return DoubleDouble(quotient, rest.high / right.high)
  }
}
