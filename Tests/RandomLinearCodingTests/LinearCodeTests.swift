import GradientCoding
import Randomness
@testable import RandomLinearCoding
import RealModule
import Testing

@Suite struct LinearCodeTests {
  /// Lemma 13 without noise and with: the mean of ‖ĝ − g‖² over 4,000 rounds.
  @Test func lemma13() async throws {
    let d = 256, m = 32
    var rng = Philox(key: 1)
    let g = Normal().values(count: d, using: &rng)
    let layout = LayerLayout([("w", [d])])
    for variance in [0, 0.5] {
      let channel = try MultipleAccessChannel(power: 1, noiseVariance: variance)
      var uplink = try AnalogUplink(
        layout: layout, gain: Double(d) / Double(m), blockLength: nil, channel: channel, streams: Streams(seed: 7))
      var sum = 0.0
      for round in 0..<4_000 {
        let delivery = try await uplink.carry([NodeGradient(node: 0, weight: 1, values: g)], round: round, jobs: 1)
        sum += zip(delivery.estimate, g).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
      }
      let norm = g.reduce(0) { $0 + Double($1 * $1) }
      print("mse", sum / 4_000, (Double(d) / Double(m) - 1) * norm, Double(d) * variance, norm)
    }
  }

  @Test func timing() async throws {
    let d = 1_663_370
    let layout = LayerLayout([("w", [d])])
    var rng = Philox(key: 1)
    let g = Normal().values(count: d, using: &rng)
    let gradients = (0..<25).map { NodeGradient(node: $0, weight: 0.04, values: g) }
    for (gain, selection, estimator, fading) in [
      (20.0, .all, .unbiased, .unit), (20, .leastError, .unbiased, .rayleigh), (2, .all, .unbiased, .unit),
      (2, .leastError, .unbiased, .rayleigh), (20, .all, .feedback(), .unit),
    ] as [(Double, SubchannelSelection, AnalogUplink.Estimator, MultipleAccessChannel.Fading)] {
      let channel = try MultipleAccessChannel(power: 63, fading: fading)
      var uplink = try AnalogUplink(
        layout: layout, gain: gain, channel: channel, selection: selection, estimator: estimator, streams: Streams(seed: 7))
      let clock = ContinuousClock()
      for round in 0..<2 {
        let start = clock.now
        let delivery = try await uplink.carry(gradients, round: round, jobs: 2)
        print(gain, selection, estimator, fading, clock.now - start, delivery.channelUses ?? 0)
      }
    }
    var ideal = IdealUplink(layout: layout)
    let start = ContinuousClock().now
    _ = try await ideal.carry(gradients, round: 0, jobs: 2)
    print("ideal", ContinuousClock().now - start)
  }
}
