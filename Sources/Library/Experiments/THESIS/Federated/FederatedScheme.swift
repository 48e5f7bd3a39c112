import CompressiveSampling
import GradientCoding
import QuantizerCoding
import RandomLinearCoding
import Randomness

/// How the gradients of nodes reach the server in THESIS, Chapter 5.
public enum FederatedScheme: Sendable, Codable, Hashable {
  /// Whole gradients, without a channel.
  case baseline
  /// Random linear coding: all active nodes at once, with `gain` numbers of a gradient for each real dimension.
  case randomLinear(gain: Double, Channel = .unit, hasFeedback: Bool = false)
  /// Quantized compressive sampling, one active node after another at the capacity of the channel; 32-bit numbers of a gradient
  /// over the bits of a message, steps of blocks included, are `gain`.
  case digital(gain: Double)

  /// The gains of the sub-channels.
  public enum Channel: String, Sendable, Codable {
    /// All 1.
    case unit
    /// Rayleigh's law, inverted in those sub-channels that make the bound of the error least.
    case rayleigh
  }

  /// Does something with the link of so many nodes.
  ///
  /// - Parameter powerRatio: P/σ² of a node that sends alone through a gain of 1.
  /// - Throws: `CompressiveSamplingError`, `ChannelError` or `CodecError` where the gain is out of reach; what the body throws.
  func withLink<Value: Sendable>(
    nodes: Int, layout: LayerLayout, powerRatio: Double, streams: Streams,
    _ body: (any Uplink) async throws -> Value
  ) async throws -> Value {
    switch self {
    case .baseline: return try await body(IdealUplink(layout: layout))
    case .randomLinear(let gain, let kind, let hasFeedback):
      let channel = try MultipleAccessChannel(
        power: powerRatio, fading: kind == .rayleigh ? .rayleigh : .unit)
      return try await body(
        AnalogUplink(
          layout: layout, gain: gain, channel: channel, selection: kind == .rayleigh ? .leastError : .all,
          estimator: hasFeedback ? .feedback() : .unbiased, streams: streams))
    case .digital(let gain):
      let quantizer = try CompressiveLayers(
        gain: gain, countsSteps: true, blockLength: CompressiveLayers.blockLength(gain: gain))
      return try await body(
        DigitalUplink(
          QuantizerCodec(quantizer, coder: .words), nodeCount: nodes, layout: layout,
          channel: MultipleAccessChannel(power: powerRatio), streams: streams))
    }
  }
}
