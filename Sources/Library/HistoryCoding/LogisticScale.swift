/// Probabilities of a zero as integers, in two scales: q in units of 2⁻¹⁶, and x = 256 ln(q / (1 − q)).
///
/// The tables come from multiplications and divisions of doubles in a fixed order, so that they are the same on every
/// machine.
struct LogisticScale: Sendable {
  /// 65,536 / (1 + e^(−x/256)), rounded, for x in `-2048...2047`, from the first on; it lies in `22...65_514`.
  let frequencies: [UInt32]
  /// x for the middle of each of the 4,096 ranges of 16 frequencies, within ±2047.
  let logits: [Int32]

  static let shared = LogisticScale()

  private init() {
    let ratio = 1.0039138893383475  // e^(1/256)
    var power = 1.0
    var powers: [Double] = []
    for _ in 0...2048 {
      powers.append(power)
      power *= ratio
    }
    let frequencies = (-2048...2047).map { x in
      UInt32((x < 0 ? 65_536 / (1 + powers[-x]) : 65_536 - 65_536 / (1 + powers[x])).rounded())
    }
    var x = 0
    logits = (0..<4096).map { range in
      while x < 4095, frequencies[x] < 16 * range + 8 { x += 1 }
      return max(-2047, Int32(x) - 2048)
    }
    self.frequencies = frequencies
  }
}
