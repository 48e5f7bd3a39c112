/// Nodes joined by a switch, over which each sends values of its own to all others: an all-gather.
///
/// Of P nodes each sends P − 1 messages one after the other, V bytes in all, while the others do the same:
///
///     t = (P − 1) a · g + V / B      or      t = (P − 1) a + V / B · g,      g = 1 + c (P − 2)
///
/// seconds, with the latency a of a message, the bandwidth B of a node and the congestion g of the switch, which slows
/// messages or bytes; two nodes have the switch to themselves. A single node sends nothing.
///
/// > Note: THESIS, Section 6.5.2, simulates the network and gives of it only B. That congestion "decreases the effect
/// of benefits gained" holds where messages are slowed; slowed bytes increase it.
public struct SwitchedNetwork: Sendable, Equatable {
  /// What waits at a busy switch.
  public enum Congestion: String, Sendable, CaseIterable {
    /// Each message, whatever its size.
    case messages
    /// Each byte, as where nodes share one bandwidth.
    case bytes
  }

  /// The time a of one message, seconds.
  public var latency: Double
  /// The bytes B that a node sends in a second.
  public var bandwidth: Double
  /// The slowing c for each node beyond the second; 0 for a switch that is never busy.
  public var congestion: Double
  /// What it slows.
  public var congested: Congestion

  /// Creates a network.
  ///
  /// - Precondition: B is positive and the others are finite and not negative.
  public init(latency: Double, bandwidth: Double, congestion: Double = 0, of congested: Congestion = .messages) {
    precondition(latency >= 0 && latency.isFinite && bandwidth > 0, "a latency and a bandwidth")
    precondition(congestion >= 0 && congestion.isFinite, "a congestion")
    self.latency = latency
    self.bandwidth = bandwidth
    self.congestion = congestion
    self.congested = congested
  }

  /// The time in which each of `nodeCount` nodes sends `bytes` to the others, seconds.
  ///
  /// - Complexity: O(1).
  public func seconds(nodeCount: Int, bytes: Double) -> Double {
    guard nodeCount > 1 else { return 0 }
    let slowing = 1 + congestion * Double(nodeCount - 2)
    let messages = Double(nodeCount - 1) * latency
    let transfer = bytes / bandwidth
    return switch congested {
    case .messages: messages * slowing + transfer
    case .bytes: messages + transfer * slowing
    }
  }
}
