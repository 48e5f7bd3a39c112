import ModelPartition
import Testing

@Suite struct InferenceStackTests {
  /// (1/P) / (1/P² + (1 − s)(P − 1)/P²) averaged over P = 2, 4, 8, 16, 32, by hand to four decimals; THESIS states 1.7, 2.76,
  /// 4.77 and 10.47 for the data centre. Neither efficiency, size nor memory changes them where whole values are pruned.
  @Test(arguments: zip([0.5, 0.75, 0.9, 0.99], [1.7066, 2.7641, 4.7612, 10.3362]))
  func computationSpeedUpsAreAnalytic(sparsity: Double, expected: Double) throws {
    for platform in [Platform.dataCentre, .edge] {
      for limit in Platform.Limit.allCases {
        let stack = InferenceStack(platform: platform, limit: limit)
        for neurons in [1_024, 8_192] {
          #expect(abs(try stack.meanSpeedUps(neurons: neurons, sparsity: sparsity).compute - expected) < 1e-4)
        }
      }
    }
  }

  /// Σ 1/P = 31/32 over Σ (1/P² + 0.215 (P − 1)/P²) = 0.4697 is 2.0625, what THESIS states for N = 1M.
  @Test func largeLayersComputeTwiceAsFast() throws {
    let speedUps = try InferenceStack(platform: .dataCentre).speedUpsOfMeanTimes(neurons: 1 << 20)
    #expect(abs(speedUps.compute - 2.0625) < 1e-4)
    #expect(abs(speedUps.total - 2.06) < 0.005)
  }

  /// Bound by latency nothing is gained, bound by bandwidth 1/(1 − s), and of average times 1/0.215. The rounding of a few
  /// operations is below 1e-12.
  @Test(arguments: SwitchedNetwork.Congestion.allCases)
  func theNetworksLimitsAreKnown(congested: SwitchedNetwork.Congestion) throws {
    var stack = InferenceStack(platform: .edge)
    stack.platform.network = SwitchedNetwork(latency: 1, bandwidth: .infinity, congestion: 0.5, of: congested)
    #expect(try stack.meanSpeedUps(neurons: 8_192, sparsity: 0.99).communicate == 1)
    stack.platform.network = SwitchedNetwork(latency: 0, bandwidth: 1e8, congestion: 0.5, of: congested)
    #expect(abs(try stack.meanSpeedUps(neurons: 8_192, sparsity: 0.75).communicate - 4) < 1e-12)
    #expect(abs(try stack.speedUpsOfMeanTimes(neurons: 8_192).communicate - 1 / 0.215) < 1e-12)
  }

  /// Five layers, one node: 10 N² operations and no communication; 5 N² weights of two bytes.
  @Test func oneNodeOnlyComputes() throws {
    let stack = InferenceStack(platform: .edge)
    let one = try stack.seconds(neurons: 1_000, nodes: 1, sparsity: 0.5)
    #expect(one.communicate == 0 && one.total == one.compute)
    #expect(abs(one.compute - 1e7 / (0.5e12 * stack.platform.efficiency)) < 1e-18)
    #expect(try stack.weightBytes(neurons: 1_000, nodes: 1, sparsity: 0.5) == 1e7)
  }

  /// Pruning more takes no longer, and more latency no less.
  @Test(arguments: LayerTraffic.Pruning.allCases, Platform.Limit.allCases)
  func timesAreMonotonic(pruning: LayerTraffic.Pruning, limit: Platform.Limit) throws {
    let stack = InferenceStack(platform: .edge, pruning: pruning, limit: limit)
    var slower = stack
    slower.platform.network.latency *= 2
    for nodes in stack.nodeCounts {
      let times = try [0, 0.25, 0.5, 0.9, 1].map { try stack.seconds(neurons: 1_024, nodes: nodes, sparsity: $0) }
      #expect(zip(times, times.dropFirst()).allSatisfy { $0.compute >= $1.compute && $0.communicate >= $1.communicate })
      let late = try slower.seconds(neurons: 1_024, nodes: nodes, sparsity: 0.5)
      #expect(late.communicate > times[2].communicate && late.compute == times[2].compute)
    }
  }

  /// Five layers of N = 1M take 11 TB, 344 GB on each of 32 nodes; 8K takes 0.67 GB, which one node of the edge holds, and 32K
  /// takes 10.7 GB, which eight do not.
  @Test func memoryDecidesWhatFits() throws {
    let (dataCentre, edge) = (InferenceStack(platform: .dataCentre), InferenceStack(platform: .edge))
    #expect(abs(try dataCentre.weightBytes(neurons: 1 << 20, nodes: 32, sparsity: 0) - 343.6e9) < 0.1e9)
    #expect(try !dataCentre.fits(neurons: 1 << 20, nodes: 32, sparsity: 0.99))
    #expect(try edge.fits(neurons: 8_192, nodes: 1, sparsity: 0))
    #expect(try !edge.fits(neurons: 32_768, nodes: 8, sparsity: 0))
    #expect(try edge.fits(neurons: 32_768, nodes: 16, sparsity: 0))
  }

  @Test func inadmissibleStacksAreRejected() {
    #expect(throws: ModelPartitionError.unequalBlocks(neurons: 10, nodes: 4)) {
      try InferenceStack(platform: .edge).speedUpsOfMeanTimes(neurons: 10)
    }
    #expect(throws: ModelPartitionError.invalidSparsity(2)) {
      try InferenceStack(platform: .edge).seconds(neurons: 4, nodes: 2, sparsity: 2)
    }
  }
}
