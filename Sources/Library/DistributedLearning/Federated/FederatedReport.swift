import GradientCoding

/// What a round of federated training gave.
public struct FederatedReport: Sendable {
  /// What came of the model.
  public enum Outcome: Sendable, Equatable {
    /// It took a step.
    case step
    /// Nobody was active: it stays as it was.
    case idle
    /// A gradient or the estimate was not finite: it stays as it was.
    case diverged
  }

  /// The round's index, from 0.
  public let round: Int
  /// The nodes that were active, ascending.
  public let nodes: [Int]
  /// The mean of their batches' losses, weighted as the gradients are; nil where nobody was active.
  public let loss: Double?
  /// What the link gave; nil where a gradient was not finite, so that nothing was sent.
  public let delivery: Delivery?
  public let outcome: Outcome
}
