import ComplexModule
import CompressiveSampling
import GradientCoding
import QuantizerCoding
@testable import RandomLinearCoding
import Randomness
import RealModule
import Testing

@Suite struct AnalogUplinkTests {
  let streams = Streams(seed: 5)

  func uplink(
    _ fading: MultipleAccessChannel.Fading, _ selection: SubchannelSelection, blockLength: Int? = nil,
    noiseVariance: Double = 1, downlinkNoiseVariance: Double = 0
  ) throws -> AnalogUplink {
    try AnalogUplink(
      layout: layout(256), gain: 4, blockLength: blockLength,
      channel: MultipleAccessChannel(power: 20, noiseVariance: noiseVariance, fading: fading), selection: selection,
      downlinkNoiseVariance: downlinkNoiseVariance, streams: streams)
  }

  /// The mean squared error of the sub-channels that are used, over the signs and the noise, and the bound (5.9) of it; each
  /// of all blocks together.
  func errors(_ sent: SentRound, _ gradients: [NodeGradient], _ uplink: AnalogUplink) -> (exact: Double, bound: Double)
  {
    let n = uplink.encoder.blockLength, size = uplink.encoder.blockMeasurementCount / 2
    let noise = 256 * uplink.channel.noiseVariance / (sent.scale * sent.scale)
    var exact = noise, bound = noise
    for block in 0..<uplink.encoder.blockCount {
      let parts = gradients.map { node in node.values[block * n..<(block + 1) * n].map { $0 * node.weight } }
      let used = sent.nodes.map { node in
        Set((block * size..<(block + 1) * size).filter { node.inverted[$0] != .zero })
      }
      var total = [Float](repeating: 0, count: n)
      for part in parts { for index in total.indices { total[index] += part[index] } }
      for (i, first) in parts.enumerated() {
        for (j, second) in parts.enumerated() {
          let product = zip(first, second).reduce(0) { $0 + Double($1.0) * Double($1.1) }
          let both = Double(2 * used[i].intersection(used[j]).count)
          exact += Double(n) * both / Double(4 * used[i].count * used[j].count) * product
        }
      }
      exact -= squaredNorm(total)
      bound += LinearCodeBound.error(
        nodes: zip(used, parts).map { (2 * $0.count, squaredNorm($1).squareRoot()) }, squaredNorm: squaredNorm(total),
        elementCount: n, scale: 1, noiseVariance: 0)
    }
    return (exact, bound)
  }

  /// Lemma 14 with sub-channels that nodes choose by their gains of each round: the error is, over 2,000 rounds, what the
  /// sets used give, which is never above (5.9), and there is no bias.
  @Test(
    arguments: [.strongest(share: 0.5), .strongest(share: 0.2), .leastError] as [SubchannelSelection],
    [256, 64])
  func lemma14(selection: SubchannelSelection, blockLength: Int) async throws {
    let uplink = try uplink(.rayleigh, selection, blockLength: blockLength)
    let gradients = randomGradients(nodeCount: 4, elementCount: 256, seed: 1), sum = weightedSum(gradients)
    var differences = Samples(), estimates = VectorSamples(expected: sum)
    for round in 0..<2_000 {
      let code = uplink.encoder.code(round: round, streams: streams)
      let sent = try await uplink.transmit(uplink.measure(gradients, code, round: round, jobs: 1), jobs: 1)
      let estimate = uplink.receive(sent, code, round: round), errors = errors(sent, gradients, uplink)
      differences.add(squaredDistance(estimate, sum) - errors.exact)
      if round < 50 { #expect(errors.exact < errors.bound) }
      estimates.add(estimate)
    }
    #expect(abs(differences.mean) < differences.tolerance)
    #expect(estimates.excess < 2.25)
  }

  /// (5.10): nodes that are active with π = ½, their weights doubled, give the sum of all without bias; rounds without any
  /// node count as zero.
  @Test(arguments: [.all, .leastError] as [SubchannelSelection])
  func partialParticipationHasNoBias(selection: SubchannelSelection) async throws {
    var uplink = try uplink(.rayleigh, selection)
    let gradients = randomGradients(nodeCount: 4, elementCount: 256, seed: 2), π = 0.5 as Float
    var estimates = VectorSamples(expected: weightedSum(gradients)), emptyCount = 0
    for round in 0..<4_000 {
      var rng = streams.generator("participation", round: round)
      let active = gradients.filter { _ in Uniform(low: 0, high: 1).sample(using: &rng) < π }
        .map { NodeGradient(node: $0.node, weight: $0.weight / π, values: $0.values) }
      let delivery = try await uplink.carry(active, round: round, jobs: 1)
      #expect(delivery.channelUses == (active.isEmpty ? 0 : 64))
      emptyCount += active.isEmpty ? 1 : 0
      estimates.add(delivery.estimate)
    }
    // 250 on average with a deviation of 15.3; and the error now fills few directions as well, those of the nodes, which may
    // carry half of it: five deviations are √(2/4) · 5 / 2.
    #expect((173...327).contains(emptyCount))
    #expect(estimates.excess < 1 + 1.77)
  }

  /// What two nodes send in another way, with the same sum.
  func exchanged(_ gradients: [NodeGradient]) -> [NodeGradient] {
    var rng = Philox(key: 9)
    let shift = Normal(deviation: 2).values(count: 256, using: &rng)
    return gradients.enumerated().map { index, gradient in
      let factor: Float = index == 0 ? 1 / gradients[0].weight : index == 1 ? -1 / gradients[1].weight : 0
      return NodeGradient(
        node: gradient.node, weight: gradient.weight, values: zip(gradient.values, shift).map { $0 + factor * $1 })
    }
  }

  /// y over c of both sets at a common c.
  func received(_ uplink: AnalogUplink, _ sets: [[NodeGradient]]) async throws -> [[Float]] {
    let code = uplink.encoder.code(round: 4, streams: streams)
    var rounds: [SentRound] = []
    for gradients in sets {
      rounds.append(
        try await uplink.transmit(uplink.measure(gradients, code, round: 4, jobs: 1), jobs: 1))
    }
    let scale = rounds.map(\.scale).min() ?? 1
    return rounds.map { round in
      let common = SentRound(nodes: round.nodes, amplitudes: round.amplitudes, scale: scale)
      let symbols = uplink.channel.receive(
        common.transmissions, count: uplink.encoder.symbolCount, noise: streams.generator("channel noise", round: 4))
      return AnalogUplink.parts(of: symbols).map { $0 / Float(scale) }
    }
  }

  /// Lemma 12: gradients with the same sum give the same received signal.
  ///
  /// A node's measurements are off, in norm, by a rounding of 2⁻²⁴ in each of the 8 levels of the transform and in about
  /// eight more steps on either side of it, each of √(n/k) wᵢ‖gᵢ‖; of both sets, 16 · 2⁻²⁴ · 2 Σ wᵢ(‖gᵢ‖ + ‖gᵢ′‖).
  @Test(arguments: MultipleAccessChannel.Fading.allCases)
  func lemma12(fading: MultipleAccessChannel.Fading) async throws {
    let first = randomGradients(nodeCount: 4, elementCount: 256, seed: 3), second = exchanged(first)
    let y = try await received(try uplink(fading, .all), [first, second])
    let norms = (first + second).reduce(0) { $0 + Double($1.weight) * squaredNorm($1.values).squareRoot() }
    let distance = squaredDistance(y[0], y[1]).squareRoot()
    #expect(distance < 16 * 0x1p-24 * 2 * norms)
    #expect(distance < 1e-5 * squaredNorm(y[0]).squareRoot())
  }

  /// It needs all nodes to use the same sub-channels, and a linear code: otherwise what is received tells the sets apart.
  @Test func otherCodesTellSetsApart() async throws {
    let first = randomGradients(nodeCount: 4, elementCount: 256, seed: 3), second = exchanged(first)
    let y = try await received(try uplink(.rayleigh, .strongest(share: 0.5)), [first, second])
    #expect(squaredDistance(y[0], y[1]) > 0.1 * squaredNorm(y[0]))
    var digital = try DigitalUplink(
      QuantizerCodec(CompressiveLayers(gain: 8)), nodeCount: 4, layout: layout(256),
      channel: MultipleAccessChannel(power: 63), streams: streams)
    let a = try await digital.carry(first, round: 0, jobs: 1), b = try await digital.carry(second, round: 0, jobs: 1)
    #expect(squaredDistance(a.estimate, b.estimate) > 0.01 * squaredNorm(a.estimate))
  }

  /// Noise on the way back adds dσ′²/c² to the error, over 2,000 rounds.
  @Test func downlinkNoise() async throws {
    let quiet = try uplink(.unit, .all), noisy = try uplink(.unit, .all, downlinkNoiseVariance: 3)
    let gradients = randomGradients(nodeCount: 3, elementCount: 256, seed: 4)
    var differences = Samples()
    for round in 0..<2_000 {
      let code = quiet.encoder.code(round: round, streams: streams)
      let sent = try await quiet.transmit(quiet.measure(gradients, code, round: round, jobs: 1), jobs: 1)
      let distance = squaredDistance(
        noisy.receive(sent, code, round: round), quiet.receive(sent, code, round: round))
      differences.add(distance - 256 * 3 / (sent.scale * sent.scale))
    }
    #expect(abs(differences.mean) < differences.tolerance)
  }
}
