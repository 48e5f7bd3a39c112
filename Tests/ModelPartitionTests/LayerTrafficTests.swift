import ModelPartition
import Randomness
import Testing

@Suite struct LayerTrafficTests {
  /// (1 − s) N (P − 1)/P: half of N on two nodes and at most twice that on many.
  @Test func prunedValuesFollowTheText() throws {
    let two = try LayerTraffic(neuronCount: 8_192, nodeCount: 2, sparsity: 0).valuesSent(pruning: .values)
    let many = try LayerTraffic(neuronCount: 8_192, nodeCount: 8_192, sparsity: 0).valuesSent(pruning: .values)
    #expect(two == 4_096 && many == 8_191)
    let sparse = try LayerTraffic(neuronCount: 8_192, nodeCount: 4, sparsity: 0.75)
    #expect(sparse.valuesSent(pruning: .values) == 1_536)
  }

  /// Nothing leaves a single node, all goes everywhere without pruning, and nothing is left of a wholly pruned layer.
  @Test(arguments: LayerTraffic.Pruning.allCases)
  func extremesAgree(pruning: LayerTraffic.Pruning) throws {
    func sent(_ nodes: Int, _ sparsity: Double) throws -> Double {
      try LayerTraffic(neuronCount: 12, nodeCount: nodes, sparsity: sparsity).valuesSent(pruning: pruning)
    }
    #expect(try sent(1, 0.5) == 0)
    #expect(try sent(3, 0) == 8)
    #expect(try sent(3, 1) == 0)
  }

  /// The count of distinct values over random matrices. With R repetitions a node's mean lies within 5 standard errors,
  /// 5 √(values / 4R): values that share a sender and receiver are independent.
  @Test(arguments: 1...3 as ClosedRange<UInt64>, [0.5, 0.9])
  func prunedEdgesMatchACount(seed: UInt64, sparsity: Double) throws {
    var rng = Streams(seed: seed).generator("edges")
    let (neurons, nodes, repetitions) = (12, 3, 400)
    let block = neurons / nodes
    let uniform = Uniform(low: 0, high: 1)
    var sent = 0
    for _ in 0..<repetitions {
      for input in 0..<neurons {
        for node in 0..<nodes where node != input / block {
          var isNeeded = false
          for _ in 0..<block where Double(uniform.sample(using: &rng)) >= sparsity { isNeeded = true }
          sent += isNeeded ? 1 : 0
        }
      }
    }
    let mean = Double(sent) / Double(repetitions * nodes)
    let traffic = try LayerTraffic(neuronCount: neurons, nodeCount: nodes, sparsity: sparsity)
    let values = Double(block * (nodes - 1))
    let error = (values / Double(4 * repetitions * nodes)).squareRoot()
    #expect(abs(mean - traffic.valuesSent(pruning: .edges)) < 5 * error)
  }

  @Test func inadmissibleLayersAreRejected() {
    #expect(throws: ModelPartitionError.unequalBlocks(neurons: 10, nodes: 3)) {
      try LayerTraffic(neuronCount: 10, nodeCount: 3, sparsity: 0.5)
    }
    #expect(throws: ModelPartitionError.unequalBlocks(neurons: 0, nodes: 1)) {
      try LayerTraffic(neuronCount: 0, nodeCount: 1, sparsity: 0.5)
    }
    #expect(throws: ModelPartitionError.invalidSparsity(1.5)) {
      try LayerTraffic(neuronCount: 4, nodeCount: 2, sparsity: 1.5)
    }
  }
}
