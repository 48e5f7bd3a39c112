/// What a federated training gave.
///
/// A training whose gradients or whose estimate are not finite has diverged. It ends there: at its later points it has the accuracy
/// of a guess, one over the number of classes, and uses no more of the channel.
public struct FederatedResult: AccuracyResult, Codable, Equatable {
  /// The model after some rounds.
  public struct Point: Sendable, Codable, Equatable {
    /// Rounds since the beginning.
    public var iteration = 0
    /// The share of test pictures that are recognised.
    public var accuracy = 0.0
    /// Real dimensions of the channel used since the beginning; 0 without a channel.
    public var channelUses = 0.0
    /// Nodes that were active, summed over all rounds since the beginning.
    public var activeNodes = 0
    public var hasDiverged = false

    public init() {}
  }

  /// In the order of iterations.
  public var points: [Point] = []

  public init() {}

  public var accuracies: [Double] { points.map(\.accuracy) }
}
