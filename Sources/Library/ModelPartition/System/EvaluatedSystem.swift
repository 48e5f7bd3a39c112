/// A system of THESIS, Section 6.5.2: a platform of Table 6.1 and the speed-ups that are stated of it.
///
/// The thesis simulates its systems. Of the networks it gives the bandwidth, and of the results these numbers. Two
/// accounts of a system fit the network to some of them, so that the others are predictions; two take latencies as
/// published.
public struct EvaluatedSystem: Sendable {
  /// What a system's network and nodes are taken to be.
  public enum Account: String, Sendable, CaseIterable {
    /// The network is fitted to the communication of Figure 6.9; where congestion is fitted too, messages wait.
    case breakdown = "fitted to Fig. 6.9"
    /// The network is fitted to the totals of Figure 6.10; where congestion is fitted too, bytes wait.
    case scaling = "fitted to Fig. 6.10"
    /// Published latencies, and weights that are read from memory.
    case roofline
    /// The same where single weights are pruned in place of whole values.
    case rooflineOfWeights = "roofline, single weights"
  }

  public let platform: Platform
  /// The sizes N of Figure 6.10.
  public let neuronCounts: [Int]
  /// Speed-ups of computation and of communication, Figure 6.9, at sparsities 0.5, 0.75, 0.9, 0.99 and N = 8K.
  public let computation: [SpeedUp], communication: [SpeedUp]
  /// Total speed-ups at the least and the greatest N, Figure 6.10.
  public let total: [SpeedUp]
  /// Whether fits take the switch to be busy; in the data centre that improves nothing.
  public let isCongested: Bool

  public static let dataCentre = EvaluatedSystem(
    .dataCentre, powers: 10...20, computation: [1.7, 2.76, 4.77, 10.47], communication: [1.2, 1.45, 1.74, 1.75],
    total: [1.01, 2.06], isCongested: false)
  public static let edge = EvaluatedSystem(
    .edge, powers: 10...15, computation: [1.7, 2.77, 4.78, 11.01], communication: [1.2, 1.38, 1.82, 3.04],
    total: [1.55, 3.8], isCongested: true)

  private init(
    _ platform: Platform, powers: ClosedRange<Int>, computation: [Double], communication: [Double], total: [Double],
    isCongested: Bool
  ) {
    let sparsities = [0.5, 0.75, 0.9, 0.99]
    self.platform = platform
    neuronCounts = powers.map { 1 << $0 }
    self.computation = zip(sparsities, computation).map {
      SpeedUp(.computation(neurons: 8_192, sparsity: $0), $1)
    }
    self.communication = zip(sparsities, communication).map {
      SpeedUp(.communication(neurons: 8_192, sparsity: $0), $1)
    }
    self.total = zip([powers.lowerBound, powers.upperBound], total).map { SpeedUp(.total(neurons: 1 << $0), $1) }
    self.isCongested = isCongested
  }

  /// The stack of layers on this system.
  ///
  /// - Throws: As ``InferenceStack/fitted(to:congestion:)``; nothing in fact, since the sizes are powers of 2.
  public func stack(_ account: Account) throws(ModelPartitionError) -> InferenceStack {
    let stack = InferenceStack(platform: platform)
    switch account {
    case .breakdown: return try stack.fitted(to: communication, congestion: isCongested ? .messages : nil)
    case .scaling: return try stack.fitted(to: total, congestion: isCongested ? .bytes : nil)
    case .roofline: return InferenceStack(platform: platform, limit: .roofline)
    case .rooflineOfWeights: return InferenceStack(platform: platform, pruning: .edges, limit: .roofline)
    }
  }
}
