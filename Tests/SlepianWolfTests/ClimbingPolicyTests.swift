import Testing

@testable import SlepianWolf

@Suite struct ClimbingPolicyTests {
  static let ladder = RateLadder(blockLength: 2_400, mother: 40)
  static let need = SyndromeLength(blockLength: 2_400, entropy: 0.45, dispersion: 0.9)

  func policy(price: Double) -> ClimbingPolicy {
    ClimbingPolicy(lengths: Self.ladder.lengths, need: Self.need, price: price)
  }

  /// Every climb is upwards, and ends with the bits themselves.
  @Test(arguments: [0, 2, 100, 1e6]) func climbingEnds(price: Double) {
    for (step, next) in policy(price: price).next.enumerated() {
      #expect(next > step && next <= Self.ladder.lengths.count)
    }
  }

  /// Dearer requests: a higher start, and a higher cost, but never more than the bits themselves.
  @Test func dearRequestsStartHigher() throws {
    let prices = [0, 2, 20, 200].map { policy(price: Double($0)) }
    let starts = try prices.map { try #require($0.start) }
    #expect(starts == starts.sorted() && starts[0] < starts[3])
    let costs = prices.map(\.expectedBits)
    #expect(costs == costs.sorted() && costs[3] < 2_400)
    #expect(costs[0] > Double(Self.need.bits(failureRate: 0.5)))
  }

  /// Where the need is the bits themselves, nothing is gained.
  @Test func fullEntropyIsSentAsItIs() {
    let need = SyndromeLength(blockLength: 2_400, entropy: 1, dispersion: 0)
    let policy = ClimbingPolicy(lengths: Self.ladder.lengths, need: need, price: 2)
    #expect(policy.start == nil && policy.expectedBits == 2_400)
  }

  /// By enumeration of all climbs on a ladder of five steps: the expected cost is the least.
  @Test func theCostIsTheLeastOfAllClimbs() throws {
    let need = SyndromeLength(blockLength: 1_200, entropy: 0.4, dispersion: 0.9)
    let lengths = [480, 520, 560, 600, 700]
    let policy = ClimbingPolicy(lengths: lengths, need: need, price: 5)
    var least = 1_200.0
    for climb in 1..<32 {
      let steps = (0..<5).filter { climb >> $0 & 1 == 1 }
      var cost = Double(lengths[steps[0]])
      for (step, next) in zip(steps, steps.dropFirst()) {
        cost += policy.failing[step] * (5 + Double(lengths[next] - lengths[step]))
      }
      cost += policy.failing[steps[steps.count - 1]] * (5 + 1_200)
      least = min(least, cost)
    }
    #expect(abs(policy.expectedBits - least) < 1e-9 * least)
  }

  /// Ladders ascend, and stay below what the code has.
  @Test(arguments: [256, 1_200, 2_400, 64_800]) func laddersAscend(blockLength: Int) {
    for mother in 0..<RateAdaptiveCode.motherCount {
      let lengths = RateLadder(blockLength: blockLength, mother: mother).lengths
      #expect(zip(lengths, lengths.dropFirst()).allSatisfy(<) && lengths.count > 8)
      #expect(lengths[0] > 0 && lengths[lengths.count - 1] <= 2 * lengths[0] + blockLength / 2)
    }
  }

  @Test(arguments: [300, 600]) func laddersStandOnTheirMothers(blockLength: Int) throws {
    for mother in [0, 20, 53] {
      let code = try RateAdaptiveCode(blockLength: blockLength, mother: mother)
      let lengths = RateLadder(blockLength: blockLength, mother: mother).lengths
      #expect(lengths[0] == code.shortestSyndrome && lengths[lengths.count - 1] <= code.ladder.rowCount)
    }
  }
}
