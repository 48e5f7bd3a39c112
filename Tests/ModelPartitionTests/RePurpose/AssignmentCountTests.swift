import ModelPartition
import RealModule
import Testing

@Suite struct AssignmentCountTests {
  /// Against all assignments.
  @Test(arguments: [[2, 2], [3, 1, 2], [4, 0, 3], [5], []])
  func itCountsAllAssignments(blocks: [Int]) throws {
    let count = allOwners(blocks.reduce(0, +), blocks).count
    #expect(abs(try AssignmentCount(blocks: blocks).logarithm - .log(Double(count))) < 1e-12)
  }

  /// Stirling's formula for equal blocks is off by (P² − 1)/(12 N) in the logarithm, but for terms of order (P/N)³.
  @Test(arguments: [(64, 2), (1_024, 4), (8_192, 32)])
  func equalBlocksFollowStirling(neurons: Int, workers: Int) throws {
    let exact = try AssignmentCount(blocks: Array(repeating: neurons / workers, count: workers)).logarithm
    let formula = AssignmentCount.logarithmOfEqualBlocks(neuronCount: neurons, workerCount: workers)
    let next = Double(workers * workers - 1) / (12 * Double(neurons))
    #expect(abs(formula - exact - next) < 0.02 * next)
  }

  /// ln of THESIS' Θ, which lies further and further above: by ½ ln N for equal blocks, linearly for shares ¾ and ¼.
  @Test func theOrderOfAppendixC1IsTooLarge() throws {
    func excess(_ neurons: Int, _ blocks: [Int]) throws -> Double {
      let (n, p) = (Double(neurons), Double(blocks.count))
      return try (n + 0.5) * .log(p) + (1 - p / 2) * .log(n) - AssignmentCount(blocks: blocks).logarithm
    }
    // From N to 4 N, ½ ln N grows by ln 2; Stirling's next term is below 1/(4 N).
    for workers in [2, 4] {
      let growth =
        try excess(4_096, Array(repeating: 4_096 / workers, count: workers))
        - excess(1_024, Array(repeating: 1_024 / workers, count: workers))
      #expect(abs(growth - .log(2)) < 2e-3)
    }
    // ln 2 − H(¾) = 0.1308 for each neuron.
    let growth = try excess(4_096, [3_072, 1_024]) - excess(1_024, [768, 256])
    let entropy = -0.75 * Double.log(0.75) - 0.25 * .log(0.25)
    #expect(abs(growth - (3_072 * (.log(2) - entropy) + .log(2))) < 2e-3)
  }

  @Test func negativeBlocksAreRefused() {
    #expect(throws: ModelPartitionError.invalidCapacities([2, -1], units: 1)) { try AssignmentCount(blocks: [2, -1]) }
  }
}
