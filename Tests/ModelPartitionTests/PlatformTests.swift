import ModelPartition
import Testing

@Suite struct PlatformTests {
  /// (P − 1) a g + V / B by hand, with a = 2, B = 10, V = 40 and c = 0.5: of messages at four nodes g = 2.
  @Test func theTimeOfTheNetworkFollowsTheFormula() {
    let quiet = SwitchedNetwork(latency: 2, bandwidth: 10)
    #expect(quiet.seconds(nodeCount: 4, bytes: 40) == 3 * 2 + 4)
    let messages = SwitchedNetwork(latency: 2, bandwidth: 10, congestion: 0.5, of: .messages)
    #expect(messages.seconds(nodeCount: 4, bytes: 40) == 3 * 2 * 2 + 4)
    let bytes = SwitchedNetwork(latency: 2, bandwidth: 10, congestion: 0.5, of: .bytes)
    #expect(bytes.seconds(nodeCount: 4, bytes: 40) == 3 * 2 + 4 * 2)
  }

  /// A single node sends nothing, and two have the switch to themselves.
  @Test(arguments: SwitchedNetwork.Congestion.allCases)
  func fewNodesDoNotWait(congested: SwitchedNetwork.Congestion) {
    let network = SwitchedNetwork(latency: 2, bandwidth: 10, congestion: 7, of: congested)
    #expect(network.seconds(nodeCount: 1, bytes: 0) == 0)
    #expect(network.seconds(nodeCount: 2, bytes: 40) == 6)
  }

  /// Two nodes of four neurons: 16 weights within and 16 across, of which half are left.
  @Test func weightsAndMultiplicationsAreCounted() throws {
    let layer = try LayerTraffic(neuronCount: 8, nodeCount: 2, sparsity: 0.5)
    #expect(layer.multiplications == 24)
    #expect(layer.weightBytes(pruning: .values, bytesPerValue: 2) == 48)
    // Eight weights of two bytes and an index of two take as much as all sixteen.
    #expect(layer.weightBytes(pruning: .edges, bytesPerValue: 2) == 64)
    let sparser = try LayerTraffic(neuronCount: 8, nodeCount: 2, sparsity: 0.75)
    #expect(sparser.weightBytes(pruning: .edges, bytesPerValue: 2) == 32 + 16)
    let denser = try LayerTraffic(neuronCount: 8, nodeCount: 2, sparsity: 0.25)
    #expect(denser.weightBytes(pruning: .edges, bytesPerValue: 2) == 64)
  }

  /// An index of a block of more than 65,536 columns takes four bytes.
  @Test(arguments: [(65_536, 4.0), (131_072, 6.0)])
  func largeBlocksNeedLongerIndices(block: Int, bytes: Double) throws {
    let layer = try LayerTraffic(neuronCount: 2 * block, nodeCount: 2, sparsity: 0.75)
    let weights = Double(block) * Double(block)
    #expect(layer.weightBytes(pruning: .edges, bytesPerValue: 2) == weights * (2 + bytes / 4))
  }

  /// 24 multiplications at 6 operations a second in use, or 48 bytes at the memory's bandwidth.
  @Test(arguments: [(1.0, 8.0, 48.0), (6.0, 8.0, 8.0), (100.0, 8.0, 8.0)])
  func theRooflineTakesTheLongerTime(bandwidth: Double, operations: Double, roofline: Double) throws {
    let platform = Platform(
      name: "by hand", operationsPerSecond: 12, efficiency: 0.5, memoryBandwidth: bandwidth, memory: 1,
      bytesPerValue: 2, network: SwitchedNetwork(latency: 3, bandwidth: 4))
    let layer = try LayerTraffic(neuronCount: 8, nodeCount: 2, sparsity: 0.5)
    #expect(platform.computeSeconds(layer, pruning: .values, limit: .operations) == operations)
    #expect(platform.computeSeconds(layer, pruning: .values, limit: .roofline) == roofline)
    // Two values of two bytes.
    #expect(platform.communicateSeconds(layer, pruning: .values) == 3 + 1)
  }

  /// With one sample each weight of two bytes serves two operations: a V100's memory gives 0.9e12 a second of its 125e12.
  @Test(arguments: [(Platform.dataCentre, 0.9e12), (Platform.edge, 0.0128e12)])
  func oneSampleIsBoundByMemory(platform: Platform, operationsPerSecond: Double) throws {
    let layer = try LayerTraffic(neuronCount: 8_192, nodeCount: 4, sparsity: 0)
    let seconds = platform.computeSeconds(layer, pruning: .values, limit: .roofline)
    let rate = 2 * layer.multiplications / seconds
    #expect(abs(rate / operationsPerSecond - 1) < 1e-12)  // rounding of four operations
    #expect(seconds > 20 * platform.computeSeconds(layer, pruning: .values, limit: .operations))
  }
}
