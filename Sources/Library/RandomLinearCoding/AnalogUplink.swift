public import GradientCoding
public import Randomness

/// Random linear coding over a multiple access channel (THESIS, Chapter 5).
///
/// In each round all active nodes measure their gradients by the same random matrix A and send the measurements at the
/// same time, each through the inverse of its own gains; the channel adds them up, and what is received is read by the
/// transpose:
///
///     xᵢ = c (m/mᵢ) qᵢ ⊙ (A wᵢgᵢ)   (5.7), (5.10),   y = Σᵢ hᵢ ⊙ xᵢ + η   (5.1),   ĝ = (1/c) Aᵀ y
///
/// with w = α/π the `NodeGradient/weight`, which makes up for nodes that sit rounds out. Measurements 2l and 2l + 1 are
/// the parts I and Q of symbol l. c is the greatest with which no node spends more than m P; as the nodes know what they
/// send, this is by the real energies and not by the expected ones. ĝ has no bias whatever c is.
///
/// How nodes agree on c is not modelled; it takes a number from each. Of the gradients, c tells the router the greatest
/// energy of a node, beside their sum. Where nodes use different sub-channels, y depends on more than the sum of the
/// gradients: the privacy of THESIS, Lemma 12 needs all to use the same ones.
///
/// The router broadcasts y. What nodes read of it has noise η′ of its own, which is one and the same for all nodes here,
/// since all are kept at one model. So the error of any one node is what it is, but that of the nodes' mean model, over
/// which independent noise would be averaged, is overstated.
public struct AnalogUplink: Uplink {
  /// How the sum is estimated.
  public enum Estimator: Sendable, Equatable {
    /// Without bias.
    case unbiased
    /// With bias and error feedback (THESIS, Equation (5.11) and Remark 6).
    ///
    /// Node i has a memory rᵢ, at first 0, of what its part of the sum lacks, and sends
    ///
    ///     zᵢ = wᵢgᵢ + β rᵢ,   xᵢ = sᵢ qᵢ ⊙ (A zᵢ),   rᵢ ← (1 − β) rᵢ + zᵢ − (1/c) Aᵀ (hᵢ ⊙ xᵢ)
    ///
    /// with sᵢ = c m/d, where the error is least, or less if its power does not allow that. `limitedShare` of the active
    /// nodes are so limited: c is chosen for it; with 0 none is.
    ///
    /// A node that is limited sends the same energy however much it has to send. If its gradients keep their direction and
    /// are greater than that of nodes that are not limited, its memory grows without bound.
    ///
    /// > Note: THESIS prints (1/c) Aᵀ xᵢ in the memory; what arrives of node i is (1/c) Aᵀ (hᵢ ⊙ xᵢ). It has gᵢ without
    /// > weights; with wᵢ the memories make the sum whole also where weights change.
    case feedback(weight: Float = 1, limitedShare: Double = 0)
  }

  /// The code.
  public let encoder: RandomLinearEncoder
  /// The channel from the nodes to the router.
  public let channel: MultipleAccessChannel
  /// Which sub-channels nodes use.
  public let selection: SubchannelSelection
  /// How the sum is estimated.
  public let estimator: Estimator
  /// The variance, in each real dimension, of what is added to y on its way back.
  public let downlinkNoiseVariance: Double
  let layout: LayerLayout
  let streams: Streams
  /// r of each node, empty where it is 0.
  var residuals: [[Float]] = []

  /// Creates the uplink.
  ///
  /// - Parameters:
  ///   - gain: Elements for each measurement, in 1...n/2.
  ///   - blockLength: n, a power of 2; nil for one block.
  ///   - streams: All of "linear code", "fading", "channel noise" and "downlink noise" are used.
  /// - Throws: ``ChannelError/invalidParameter(_:quantity:expected:)`` where ``RandomLinearEncoder`` does, for a variance
  ///   that is negative, a share or a weight outside 0...1.
  public init(
    layout: LayerLayout, gain: Double, blockLength: Int? = 4_096, channel: MultipleAccessChannel,
    selection: SubchannelSelection = .all, estimator: Estimator = .unbiased, downlinkNoiseVariance: Double = 0,
    streams: Streams
  ) throws(ChannelError) {
    encoder = try RandomLinearEncoder(elementCount: layout.elementCount, gain: gain, blockLength: blockLength)
    try ChannelError.check(downlinkNoiseVariance, "downlink noise variance", "a number that is not negative") {
      $0 >= 0
    }
    if case .strongest(let share) = selection {
      try ChannelError.check(share, "share of sub-channels", "0...1") { 0...1 ~= $0 }
    }
    if case .feedback(let weight, let limitedShare) = estimator {
      try ChannelError.check(Double(weight), "weight of the memory", "0...1") { 0...1 ~= $0 }
      try ChannelError.check(limitedShare, "share of limited nodes", "0...1") { 0...1 ~= $0 }
    }
    self.channel = channel
    self.selection = selection
    self.estimator = estimator
    self.downlinkNoiseVariance = downlinkNoiseVariance
    self.layout = layout
    self.streams = streams
  }

  /// m P, the energy that a node may spend in a round.
  public var budget: Double { Double(encoder.measurementCount) * channel.power }

  /// Carries the sum; it takes m channel uses, or none where no node is active.
  ///
  /// - Precondition: Gradients are as long as the layout, weights finite.
  /// - Complexity: O(K d log n).
  /// - Throws: `CodecError.notFinite(worker:layer:)`, with layer 0 where it is sums of finite elements that are not, and
  ///   the memories are then as they were.
  public mutating func carry(_ gradients: [NodeGradient], round: Int, jobs: Int) async throws -> Delivery {
    guard !gradients.isEmpty else {
      return Delivery(estimate: [Float](repeating: 0, count: layout.elementCount), channelUses: 0)
    }
    let code = encoder.code(round: round, streams: streams)
    let signals = try await measure(gradients, code, round: round, jobs: jobs)
    let sent = try await transmit(signals, jobs: jobs)
    let estimate = receive(sent, code, round: round)
    try await remember(signals, sent, code, jobs: jobs)
    return Delivery(estimate: estimate, channelUses: Double(encoder.measurementCount))
  }
}

extension AnalogUplink {
  /// What is kept between rounds: r.
  public struct Memory: Codable, Sendable {
    /// r of each node, empty where it is 0.
    public let residuals: [StoredFloats]
  }

  /// What is kept between rounds.
  public var memory: Memory { Memory(residuals: residuals.map(StoredFloats.init)) }

  public mutating func restore(_ memory: Memory) throws(DecodingError) {
    let values = memory.residuals.map(\.values)
    guard values.allSatisfy({ $0.isEmpty || $0.count == layout.elementCount }) else {
      throw .otherState("a memory of another number of elements than \(layout.elementCount)")
    }
    residuals = values
  }
}
