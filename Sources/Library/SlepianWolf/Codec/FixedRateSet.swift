/// A few encoders of fixed rates, of which the server chooses one (THESIS, Section 2.3.2, after DISCUS).
///
/// An encoder is a code of one length of syndrome; "few encoders of various rates are pre-designed and deployed at the
/// workers", and the server finds the one to use from the statistics of what other workers sent, as it does here with
/// the shortest syndrome of the set that fails with at most `failureRate`.
///
/// > Note: The thesis works at 1.1 times the conditional entropy, whatever the block length, and does not notice a block that
/// > fails. With a ``PlaneCode`` that is exact, failed blocks are repaired all the same.
public struct FixedRateSet: Sendable {
  /// The length n of a block.
  public let blockLength: Int
  /// The probability that a block fails, of which an encoder is chosen.
  public let failureRate: Double
  /// The mothers of the encoders, ascending; each is used at its shortest syndrome.
  public let mothers: [Int]

  /// Creates a set of encoders whose rates are spread evenly between the least and the greatest.
  ///
  /// - Precondition: There are 1 to 54 encoders, and `failureRate` lies in (0, 1).
  public init(blockLength: Int, count: Int = 8, failureRate: Double = 0.01) {
    precondition(1...RateAdaptiveCode.motherCount ~= count, "\(count) encoders")
    precondition(failureRate > 0 && failureRate < 1, "a failure rate of \(failureRate)")
    self.blockLength = blockLength
    self.failureRate = failureRate
    let least = RateAdaptiveCode.rate(ofMother: 0)
    let span = RateAdaptiveCode.rate(ofMother: RateAdaptiveCode.motherCount - 1) - least
    mothers = (1...count).map { place in
      let rate = least + span * Double(place) / Double(count)
      return (0..<RateAdaptiveCode.motherCount).last { RateAdaptiveCode.rate(ofMother: $0) <= rate * 1.0001 } ?? 0
    }
  }

  /// The rates of the encoders, bits for each source bit.
  public var rates: [Double] { mothers.map { RateAdaptiveCode.rate(ofMother: $0) } }

  /// The index of the encoder to use; nil where none suffices, and bits are sent as they are.
  public func choice(for information: PlaneInformation) -> Int? {
    let needed = information.need(bitCount: blockLength).bits(failureRate: failureRate)
    return mothers.firstIndex { RateLadder(blockLength: blockLength, mother: $0).lengths[0] >= needed }
  }

  /// The plan of a plane with the chosen encoder.
  ///
  /// - Precondition: The code has blocks of this length.
  public func plan(for information: PlaneInformation, code: PlaneCode) -> PlanePlan {
    guard let length = code.blockLengths.firstIndex(of: blockLength) else {
      preconditionFailure("no blocks of \(blockLength) bits among \(code.blockLengths)")
    }
    guard let choice = choice(for: information) else { return .raw }
    let start = BlockStart(mother: mothers[choice], step: 0)
    return .coded(length: length, full: start, tail: start)
  }
}
