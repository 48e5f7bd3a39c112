/// The update of one check on sixteen blocks at once, the innermost part of belief propagation.
///
/// All log-likelihood ratios are to base 2. The sum-product rule works on weights: bit i is its more likely value with
/// weight 1 and the other one with weight xᵢ = 2^−|qᵢ|, and the sum of some bits has weights
///
///     (e, o) ⊕ (1, x) = (e + ox, o + ex)
///
/// for an even and an odd number of other values. Nothing is subtracted, so that small weights keep their relative
/// accuracy, and the message to bit i is log₂(e / o) of what the bits before and those after it give: nothing is divided
/// by the bit's own share. Where a bit is undecided, e = o exactly.
struct CheckUpdate: ~Copyable {
  /// The greatest magnitude of a message from a check, to base 2; a bit with a greater one counts as certain.
  static var greatestMessage: Float { 62 }

  /// Ratios from the bits, q.
  private let inputs: UnsafeMutablePointer<Lanes>
  /// Weights xᵢ.
  private let weights: UnsafeMutablePointer<Lanes>
  /// Weights e and o of the bits before each.
  private let before: UnsafeMutablePointer<(even: Lanes, odd: Lanes)>

  /// Creates the buffers for checks of at most so many bits.
  init(greatestDegree: Int) {
    inputs = .allocate(capacity: greatestDegree)
    weights = .allocate(capacity: greatestDegree)
    before = .allocate(capacity: greatestDegree)
  }

  deinit {
    inputs.deallocate()
    weights.deallocate()
    before.deallocate()
  }

  /// Updates the messages of one check and the ratios of its bits by the sum-product rule.
  ///
  /// - Parameters:
  ///   - columns: The bits of the check, `degree` of them.
  ///   - beliefs: The ratios of all bits.
  ///   - messages: The check's messages to its bits.
  ///   - sign: 0x8000_0000 in the lanes whose syndrome bit is 1, else 0.
  ///   - old: All ones in the lanes whose messages count, 0 in those that begin.
  @inline(__always)
  func sumProduct(
    columns: UnsafePointer<Int32>, degree: Int, beliefs: UnsafeMutablePointer<Lanes>,
    messages: UnsafeMutablePointer<Lanes>, sign: LaneWords, old: LaneWords
  ) {
    var sign = sign
    var even = Lanes(repeating: 1), odd = Lanes.zero
    for i in 0..<degree {
      let q = beliefs[Int(columns[i])] - Lanes(bitPattern: messages[i].bitPattern & old)
      sign ^= q.bitPattern & 0x8000_0000
      let x = Lanes(bitPattern: q.bitPattern & 0x7FFF_FFFF).powerOfHalf
      inputs[i] = q
      weights[i] = x
      before[i] = (even, odd)
      (even, odd) = (even + odd * x, odd + even * x)
      if i & 31 == 31 { Self.rescale(&even, &odd) }  // each bit may double the weights
    }
    (even, odd) = (Lanes(repeating: 1), .zero)
    var i = degree  // a stride's iterator is called, and costs as much as the loop
    while i > 0 {
      i &-= 1
      let q = inputs[i], x = weights[i], (evenBefore, oddBefore) = before[i]
      let a = evenBefore * even + oddBefore * odd
      let b = evenBefore * odd + oddBefore * even
      (even, odd) = (even + odd * x, odd + even * x)
      if i & 31 == 0 { Self.rescale(&even, &odd) }
      let magnitude = Lanes.binaryLogarithm(a, over: b.greater(a * 0x1p-62))  // at most greatestMessage
      let message = Lanes(bitPattern: magnitude.bitPattern ^ sign ^ (q.bitPattern & 0x8000_0000))
      messages[i] = message
      beliefs[Int(columns[i])] = q + message
    }
  }

  /// Divides weights by the power of two below the greater one, exactly.
  @inline(__always)
  private static func rescale(_ even: inout Lanes, _ odd: inout Lanes) {
    let scale = Lanes(bitPattern: 0x7F00_0000 &- (even.bitPattern & 0x7F80_0000))
    even *= scale
    odd *= scale
  }

  /// As ``sumProduct(columns:degree:beliefs:messages:sign:old:)``, by the min-sum rule.
  @inline(__always)
  func minSum(
    columns: UnsafePointer<Int32>, degree: Int, beliefs: UnsafeMutablePointer<Lanes>,
    messages: UnsafeMutablePointer<Lanes>, sign: LaneWords, old: LaneWords, factor: Float
  ) {
    var sign = sign
    var least = Lanes(repeating: Self.greatestMessage), second = least
    for i in 0..<degree {
      let q = beliefs[Int(columns[i])] - Lanes(bitPattern: messages[i].bitPattern & old)
      sign ^= q.bitPattern & 0x8000_0000
      let magnitude = Lanes(bitPattern: q.bitPattern & 0x7FFF_FFFF)
      inputs[i] = q
      second = second.lesser(least.greater(magnitude))
      least = least.lesser(magnitude)
    }
    let scaledLeast = least * factor, scaledSecond = second * factor
    for i in 0..<degree {
      let q = inputs[i]
      let magnitude = Lanes(bitPattern: q.bitPattern & 0x7FFF_FFFF)
      let others = scaledLeast.replacing(with: scaledSecond, where: magnitude .== least)
      let message = Lanes(bitPattern: others.bitPattern ^ sign ^ (q.bitPattern & 0x8000_0000))
      messages[i] = message
      beliefs[Int(columns[i])] = q + message
    }
  }
}
