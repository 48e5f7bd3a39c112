/// A kind of node and the network that joins nodes.
///
/// A node multiplies and adds at a share, `efficiency`, of its peak rate. With one input sample every weight serves
/// one multiplication, so that a node cannot be faster than its memory gives weights: the roofline
///
///     t = max(2 · multiplications / (efficiency · peak), bytes of the weights / memory bandwidth)
///
/// > Note: THESIS, Table 6.1, has no memory bandwidth, and its speed-ups come out from operations alone.
public struct Platform: Sendable, Equatable {
  /// What the time to compute is taken from.
  public enum Limit: String, Sendable, CaseIterable {
    /// Operations alone, as if weights were at hand.
    case operations
    /// Operations or the reading of weights, whichever takes longer.
    case roofline
  }

  public let name: String
  /// The peak rate of a node; a multiplication and an addition are two operations.
  public var operationsPerSecond: Double
  /// The share of the peak that products of matrices reach, in (0, 1].
  public var efficiency: Double
  /// Bytes that a node reads from memory in a second.
  public var memoryBandwidth: Double
  /// Bytes that fit a node's memory.
  public var memory: Double
  /// The bytes of a weight, and of a value that is sent.
  public var bytesPerValue: Double
  public var network: SwitchedNetwork

  /// Creates a platform.
  ///
  /// - Precondition: All numbers are positive, the efficiency at most 1.
  public init(
    name: String, operationsPerSecond: Double, efficiency: Double, memoryBandwidth: Double, memory: Double,
    bytesPerValue: Double, network: SwitchedNetwork
  ) {
    precondition(operationsPerSecond > 0 && memoryBandwidth > 0, "positive rates")
    precondition(efficiency > 0 && efficiency <= 1, "a share of the peak")
    precondition(memory > 0 && bytesPerValue > 0, "positive sizes")
    self.name = name
    self.operationsPerSecond = operationsPerSecond
    self.efficiency = efficiency
    self.memoryBandwidth = memoryBandwidth
    self.memory = memory
    self.bytesPerValue = bytesPerValue
    self.network = network
  }

  /// The time of a node to compute its neurons of a layer, seconds.
  ///
  /// - Complexity: O(1).
  public func computeSeconds(_ layer: LayerTraffic, pruning: LayerTraffic.Pruning, limit: Limit) -> Double {
    let operations = 2 * layer.multiplications / (efficiency * operationsPerSecond)
    guard limit == .roofline else { return operations }
    return max(operations, layer.weightBytes(pruning: pruning, bytesPerValue: bytesPerValue) / memoryBandwidth)
  }

  /// The time in which the nodes send each other the values of a layer, seconds. Both ends know what is pruned, so
  /// that values are sent without an index.
  ///
  /// - Complexity: O(1).
  public func communicateSeconds(_ layer: LayerTraffic, pruning: LayerTraffic.Pruning) -> Double {
    network.seconds(nodeCount: layer.nodeCount, bytes: layer.valuesSent(pruning: pruning) * bytesPerValue)
  }
}

/// The platforms of THESIS, Table 6.1; data/reference/thesis-system.tsv says where each number is from.
extension Platform {
  /// Nodes with a V100 each, joined by NVLink.
  public static let dataCentre = Platform(
    name: "data centre", operationsPerSecond: 125e12, efficiency: 0.67, memoryBandwidth: 900e9, memory: 4e9,
    bytesPerValue: 2, network: SwitchedNetwork(latency: 0.6e-6, bandwidth: 150e9))

  /// Small devices on a local network.
  public static let edge = Platform(
    name: "edge", operationsPerSecond: 0.5e12, efficiency: 0.67, memoryBandwidth: 12.8e9, memory: 1e9,
    bytesPerValue: 2, network: SwitchedNetwork(latency: 30e-6, bandwidth: 100e6))
}
