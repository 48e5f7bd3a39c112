import ModelPartition
import Randomness
import Testing

@Suite struct AssignmentRoundingTests {
  /// All assignments of five items to groups of 2, 2 and 1.
  private static let assignments: [[Int]] = (0..<243).map { (code: Int) -> [Int] in
    [code % 3, code / 3 % 3, code / 9 % 3, code / 27 % 3, code / 81]
  }.filter { groups in
    groups.count { $0 == 0 } == 2 && groups.count { $0 == 1 } == 2
  }

  private func groups<Cost: AssignmentCost>(_ costs: [Cost], _ capacities: [Int]) throws -> [Int] {
    let itemCount = costs.count / capacities.count
    return try CapacitatedAssignment(costs: costs, capacities: capacities, itemCount: itemCount).groups
  }

  /// One place in each group: the totals 2³⁰ + 1 and 2³⁰ + 1 + 2⁻⁵² are the same in double precision.
  @Test func theLastDigitDecides() throws {
    let big = 0x1p30, more = 1 + 0x1p-52
    #expect(big + more == big + 1)
    #expect(try groups([big, big, more, 1], [1, 1]) == [0, 1])
    #expect(try groups([big, big, 1, more], [1, 1]) == [1, 0])
  }

  /// Costs from 2⁻⁵² to 1, with all their digits: as exact as whole numbers, which the same costs times 2¹⁰⁴ are.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func doublesAreOptimalToTheLastDigit(seed: UInt64) throws {
    var rng = Philox(key: seed)
    for _ in 0..<300 {
      let costs = (0..<3 * 5).map { _ in
        Double(
          sign: .plus, exponent: -Int(rng.next() % 52) - 1, significand: 1 + Double(rng.next() >> 12) * 0x1p-52)
      }
      let found = try groups(costs, [2, 2, 1])
      let whole = costs.map { Int128($0 * 0x1p104) }
      func total(_ groups: [Int]) -> Int128 { zip(groups, 0...).reduce(0) { $0 + whole[$1.0 * 5 + $1.1] } }
      let least = try #require(Self.assignments.map(total).min())
      #expect(total(found) == least)
      let cost = try CapacitatedAssignment(costs: costs, capacities: [2, 2, 1], itemCount: 5).cost
      #expect(cost == Double(least) * 0x1p-104, "the sum is rounded once")
    }
  }

  /// Powers of two leave every choice as it is, also where costs are subnormal or their squares would overflow.
  @Test(arguments: [-1_060, -600, 0, 600, 1_010])
  func scalesDoNotMatter(exponent: Int) throws {
    var rng = Philox(key: 9)
    let costs = (0..<4 * 40).map { _ in Double(Int(rng.next() % 64) - 32) }
    let scaled = costs.map { Double(sign: .plus, exponent: exponent, significand: $0) }
    #expect(try groups(scaled, [10, 11, 12, 9]) == groups(costs, [10, 11, 12, 9]))
  }

  /// Floats are optimal as floats: the doubles and the wide whole numbers that they are give the same groups.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func floatsAreTheirDoubles(seed: UInt64) throws {
    var rng = Philox(key: seed)
    let floats = (0..<6 * 90).map { _ in Float(rng.next() >> 40) * 0x1p-24 - 0.5 }
    let capacities = [20, 10, 16, 15, 15, 16]
    let found = try CapacitatedAssignment(costs: floats, capacities: capacities, itemCount: 90)
    let doubles = try CapacitatedAssignment(costs: floats.map { Double($0) }, capacities: capacities, itemCount: 90)
    // With a last digit these take 56 bits, and sums of them more than 64.
    let whole = try CapacitatedAssignment(
      costs: floats.map { Int($0 * 0x1p24) << 32 + 1 }, capacities: capacities, itemCount: 90)
    #expect(found.groups == doubles.groups)
    #expect(found.groups == whole.groups)
    #expect(found.cost == Float(doubles.cost))
    #expect(doubles.cost == Double(whole.cost - 90) * 0x1p-56)
  }

  /// Costs of 2⁻¹⁵⁰ to 1 lose digits: the total is above the least by at most 2N of 2⁻¹⁰⁵ of the greatest, and sums of five
  /// doubles add an error of four units in the last place each.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func lostDigitsCostLittle(seed: UInt64) throws {
    var rng = Philox(key: seed)
    for _ in 0..<300 {
      let costs = (0..<3 * 5).map { _ in
        Double(sign: .plus, exponent: -Int(rng.next() % 150), significand: 1 + Double(rng.next() >> 12) * 0x1p-52)
      }
      func total(_ groups: [Int]) -> Double { zip(groups, 0...).reduce(0) { $0 + costs[$1.0 * 5 + $1.1] } }
      let least = try #require(Self.assignments.map(total).min()), greatest = try #require(costs.max())
      #expect(total(try groups(costs, [2, 2, 1])) <= least * (1 + 8 * 0x1p-52) + 10 * 0x1p-105 * greatest)
    }
  }
}
