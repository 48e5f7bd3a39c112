import Foundation
import ModelPartition
import Testing

/// The totals of SciPy's `linear_sum_assignment` on rows repeated as often as their group has places
/// (Benchmarks/peers/assignment.py --reference).
@Suite struct AssignmentReferenceTests {
  struct Reference {
    let seed: UInt64
    let rows: Int, columns: Int
    let costs: [Int]
    /// Of the rows, nil for problems of one to one.
    let capacities: [Int]?
    /// Nil where there is no assignment.
    let total: Int?
  }

  /// SplitMix64's output function at seed · 2³² + (i + 1) · 0x9E3779B97F4A7C15, without its lowest 11 bits.
  private static func draw(_ seed: UInt64, _ index: Int) -> UInt64 {
    var z = seed << 32 &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return (z ^ z >> 31) >> 11
  }

  private static func references() throws -> [Reference] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "data/reference/assignment.tsv"), encoding: .utf8)
    return try text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t"), numbers = cells.prefix(5).compactMap { Int($0) }
      try #require(cells.count == 7 && numbers.count == 5)
      let (seed, rows, columns) = (UInt64(numbers[0]), numbers[1], numbers[2])
      let (span, forbidden) = (UInt64(numbers[3]), UInt64(numbers[4]))
      let costs = (0..<rows * columns).map { index in
        forbidden > 0 && draw(seed, 2 * index + 1) % forbidden == 0
          ? Int.max : Int(draw(seed, 2 * index) % span) - Int(span / 2)
      }
      let capacities = cells[5] == "-" ? nil : cells[5].split(separator: ",").compactMap { Int($0) }
      return Reference(
        seed: seed, rows: rows, columns: columns, costs: costs, capacities: capacities, total: Int(cells[6]))
    }
  }

  @Test func totalsAreThoseOfSciPy() throws {
    let references = try Self.references()
    #expect(references.count == 156)
    #expect(references.count { $0.total == nil } == 2)
    for reference in references {
      #expect(total(reference, reference.costs) == reference.total, "seed \(reference.seed)")
    }
  }

  /// Whole numbers below 2²⁴ in magnitude are exact in single precision too, and so is every total as a double.
  @Test func floatingPointCostsGiveTheSame() throws {
    for reference in try Self.references() {
      let doubles = reference.costs.map { $0 == .max ? Double.infinity : Double($0) }
      #expect(total(reference, doubles) == reference.total.map { Double($0) }, "seed \(reference.seed)")
      if reference.costs.allSatisfy({ $0 == .max || abs($0) < 1 << 24 }) {
        #expect(
          total(reference, doubles.map { Float($0) }) == reference.total.map { Float($0) }, "seed \(reference.seed)")
      }
    }
  }

  private func total<Cost: AssignmentCost>(_ reference: Reference, _ costs: [Cost]) -> Cost? {
    guard let capacities = reference.capacities else {
      return try? LinearAssignment(costs: costs, rowCount: reference.rows, columnCount: reference.columns).cost
    }
    return try? CapacitatedAssignment(costs: costs, capacities: capacities, itemCount: reference.columns).cost
  }
}
