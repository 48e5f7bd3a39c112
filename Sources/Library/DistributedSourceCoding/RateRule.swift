public import SlepianWolf

/// How the rate of a layer follows from what its signs are expected to hold.
public enum RateRule: Sendable {
  /// That of least expected cost, repairs included.
  case leastCost
  /// Each block once, with a syndrome that fails with at most `failureRate`.
  case single(blockLength: Int, failureRate: Double)
  /// One of a few encoders.
  case fixed(FixedRateSet)

  /// The length of block that it names.
  var blockLength: Int? {
    switch self {
    case .leastCost: nil
    case .single(let length, _): length
    case .fixed(let set): set.blockLength
    }
  }

  func plan(for information: PlaneInformation, code: PlaneCode, count: Int) -> PlanePlan {
    switch self {
    case .leastCost: code.plan(for: information, count: count)
    case .single(let length, let rate):
      code.singlePlan(for: information, count: count, blockLength: length, failureRate: rate)
    case .fixed(let set): count < PlaneCode.leastCodedCount ? .raw : set.plan(for: information, code: code)
    }
  }
}
