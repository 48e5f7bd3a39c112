import RealModule

/// The lengths of syndrome that one rate-adaptive code is used at.
///
/// From the mother's m bits on, steps are m / (1.6 √n) bits high, about a third of the standard deviation of what blocks of
/// n bits need at H = ½, until all rows are split; then four times as high, while source bits follow, until half of
/// those are sent.
public struct RateLadder: Sendable, Equatable {
  /// The length n of a block.
  public let blockLength: Int
  /// Which of the mothers.
  public let mother: Int
  /// The lengths, ascending.
  public let lengths: [Int]

  /// Creates the ladder of a mother.
  ///
  /// - Precondition: There is such a mother.
  /// - Complexity: O(*steps*).
  public init(blockLength: Int, mother: Int) {
    self.blockLength = blockLength
    self.mother = mother
    let m = RateAdaptiveCode.shortestSyndrome(blockLength, mother: mother)
    let height = max(1, Int(Double(m) / (1.6 * Double(blockLength).squareRoot())))
    lengths =
      Array(stride(from: m, to: 2 * m, by: height))
      + Array(stride(from: 2 * m, to: 2 * m + blockLength / 2, by: 4 * height))
  }

  /// Ladders of the same code are the same.
  public static func == (left: RateLadder, right: RateLadder) -> Bool {
    left.blockLength == right.blockLength && left.mother == right.mother
  }
}
