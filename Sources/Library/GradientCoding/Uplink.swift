/// A way for nodes to have a weighted sum of their gradients known, Σᵢ wᵢ gᵢ, where they share a channel (THESIS, Section 5.2).
///
/// Unlike a ``GradientCodec`` it has no messages of single workers: what crosses may be a sum already.
public protocol Uplink: Resumable, Sendable {
  /// Carries the gradients of the nodes that are active in a round.
  ///
  /// What nodes keep of the round, such as error feedback, is kept in the uplink under their indices; nodes that sit a round out keep
  /// what they had.
  ///
  /// - Parameters:
  ///   - gradients: One for each active node, in ascending order of nodes; none where all sit out.
  ///   - round: The round, from 0; it names random streams.
  ///   - jobs: The number of threads; results do not depend on it.
  /// - Throws: ``CodecError``.
  mutating func carry(_ gradients: [NodeGradient], round: Int, jobs: Int) async throws -> Delivery
}

/// What a node adds to the sum.
public struct NodeGradient: Sendable {
  /// The node's index.
  public let node: Int
  /// w: its share αᵢ of all pictures over the probability πᵢ of its being active, so that the sum has no bias.
  public let weight: Float
  /// g: the mean gradient of its batch, flat as the layout.
  public let values: [Float]

  public init(node: Int, weight: Float, values: [Float]) {
    self.node = node
    self.weight = weight
    self.values = values
  }
}

/// What the nodes read of a sum, and what it took.
public struct Delivery: Sendable, Equatable {
  /// The estimate of Σᵢ wᵢ gᵢ, flat as the layout.
  public var estimate: [Float]
  /// The real dimensions of the channel that were used from nodes to server, one node's after another's where they take turns; a
  /// complex symbol counts as two. None where the channel is not modelled.
  public var channelUses: Double?

  public init(estimate: [Float], channelUses: Double?) {
    self.estimate = estimate
    self.channelUses = channelUses
  }
}
