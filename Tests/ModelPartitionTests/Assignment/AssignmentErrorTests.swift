import ModelPartition
import Testing

@Suite struct AssignmentErrorTests {
  private func error<Cost>(_ costs: [Cost], _ capacities: [Int], _ itemCount: Int) -> AssignmentError?
  where Cost: AssignmentCost {
    do throws(AssignmentError) {
      _ = try CapacitatedAssignment(costs: costs, capacities: capacities, itemCount: itemCount)
      return nil
    } catch { return error }
  }

  private func error<Cost>(_ costs: [Cost], rows: Int, columns: Int) -> AssignmentError? where Cost: AssignmentCost {
    do throws(AssignmentError) {
      _ = try LinearAssignment(costs: costs, rowCount: rows, columnCount: columns)
      return nil
    } catch { return error }
  }

  @Test func wrongCountsAreRejected() {
    #expect(error([1, 2, 3], [1, 1], 2) == .invalidCostCount(3, expected: 4))
    #expect(error([Int](), [1], -1) == .invalidCount(-1))
    #expect(error([Int](), [1, 1], .max) == .invalidCount(.max))
    #expect(error([1, 2], [3, -1], 1) == .invalidCapacity(-1, group: 1))
    #expect(error([1.0], rows: 1, columns: 2) == .invalidCostCount(1, expected: 2))
    #expect(error([1.0], rows: -1, columns: 2) == .invalidCount(-1))
    #expect(error([Int](), rows: 1 << 40, columns: 1 << 40) == .invalidCostCount(0, expected: .max))
  }

  @Test func whatIsNoCostIsRejected() {
    #expect(error([1, 2, .nan, 4], [1, 1], 2) == .invalidCost(index: 2))
    #expect(error([1, -Float.infinity, 3, 4], [1, 1], 2) == .invalidCost(index: 1))
    #expect(error([-Double.infinity, 1], rows: 1, columns: 2) == .invalidCost(index: 0))
  }

  @Test func itemsWithoutAPlaceAreCounted() {
    let none = Double.infinity
    #expect(error([1.0, 2, 3], [2], 3) == .noPlace(itemCount: 1))
    #expect(error([Int](), [], 0) == nil)
    #expect(error([1, .max, 1, .max], [1, 1], 2) == .noPlace(itemCount: 1))
    #expect(error([none, none], [1, 1], 1) == .noPlace(itemCount: 1))
    // Items 0, 1 and 2 want the one place of group 0 and may go nowhere else.
    #expect(error([1, 1, 1, 1, none, none, none, 1], [1, 5], 4) == .noPlace(itemCount: 2))
    #expect(error([.max, 1, .max, 1], rows: 2, columns: 2) == .noPlace(itemCount: 1))
    #expect(error([.max, .max, 1], rows: 3, columns: 1) == nil)
    #expect(error([Int.max, .max, .max], rows: 1, columns: 3) == .noPlace(itemCount: 1))
  }

  /// Only the total can be too great, for what is in between has 128 bits.
  @Test func totalsThatDoNotFitAreErrors() throws {
    let most = Int.max - 1
    #expect(error([most, most], [2], 2) == .totalOverflows)
    #expect(error([Int.min, .min], [2], 2) == .totalOverflows)
    #expect(error([Double.greatestFiniteMagnitude, .greatestFiniteMagnitude], [2], 2) == .totalOverflows)
    #expect(error([Float.greatestFiniteMagnitude, .greatestFiniteMagnitude], [2], 2) == .totalOverflows)
    #expect(error([most, 0, 0, most], rows: 2, columns: 2) == nil)
    // Differences of these overflow 64 bits, the total does not.
    let found = try CapacitatedAssignment(costs: [.min, .min, most, most - 1], capacities: [1, 1], itemCount: 2)
    #expect(found.groups == [0, 1])
    #expect(found.cost == -3)
    let matched = try LinearAssignment(costs: [.min, .min, most, most - 1], rowCount: 2, columnCount: 2)
    #expect(matched.columns == [0, 1])
    #expect(matched.cost == -3)
  }
}
