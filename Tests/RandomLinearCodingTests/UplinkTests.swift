import CompressiveSampling
import Foundation
import GradientCoding
import QuantizerCoding
import RandomLinearCoding
import Randomness
import Testing

@Suite struct UplinkTests {
  let streams = Streams(seed: 8)
  let gradients = randomGradients(nodeCount: 5, elementCount: 512, seed: 1)

  func analog(_ estimator: AnalogUplink.Estimator) throws -> AnalogUplink {
    try AnalogUplink(
      layout: layout(512), gain: 8, blockLength: 128,
      channel: MultipleAccessChannel(power: 63, fading: .rayleigh), selection: .leastError, estimator: estimator,
      downlinkNoiseVariance: 0.5, streams: streams)
  }

  func digital() throws -> DigitalUplink<ErrorFeedback<QuantizerCodec<CompressiveLayers>>> {
    try DigitalUplink(
      ErrorFeedback(QuantizerCodec(CompressiveLayers(gain: 8)), weight: 0.2), nodeCount: 5, layout: layout(512),
      channel: MultipleAccessChannel(power: 63), streams: streams)
  }

  /// The deliveries of rounds, of which each leaves one node out.
  func deliveries(_ uplink: inout some Uplink, _ rounds: Range<Int>, jobs: Int = 1) async throws -> [Delivery] {
    var deliveries: [Delivery] = []
    for round in rounds {
      let active = gradients.filter { $0.node != round % 5 }
      deliveries.append(try await uplink.carry(active, round: round, jobs: jobs))
    }
    return deliveries
  }

  /// Three rounds, a memory through JSON, three more: bit by bit as six; and for any number of threads.
  func goesOn<U: Uplink>(_ make: () throws -> U) async throws {
    var one = try make(), first = try make(), second = try make(), parallel = try make()
    let expected = try await deliveries(&one, 0..<6)
    let start = try await deliveries(&first, 0..<3)
    try second.restore(JSONDecoder().decode(U.Memory.self, from: JSONEncoder().encode(first.memory)))
    let end = try await deliveries(&second, 3..<6), threads = try await deliveries(&parallel, 0..<6, jobs: 4)
    for round in 0..<6 {
      #expect((start + end)[round] == expected[round], "round \(round)")
      #expect(threads[round] == expected[round], "round \(round)")
    }
  }

  @Test func unbiasedGoesOn() async throws { try await goesOn { try analog(.unbiased) } }
  @Test func feedbackGoesOn() async throws {
    try await goesOn { try analog(.feedback(weight: 0.5, limitedShare: 0.5)) }
  }
  @Test func digitalGoesOn() async throws { try await goesOn { try digital() } }
  @Test func idealGoesOn() async throws { try await goesOn { IdealUplink(layout: layout(512)) } }

  /// The ideal sum is the sum, in the order of the nodes.
  @Test func idealSum() {
    let delivery = IdealUplink(layout: layout(512)).carry(gradients, round: 0, jobs: 1)
    #expect(delivery == Delivery(estimate: weightedSum(gradients), channelUses: nil))
  }

  /// The estimate of gradients as they are is their weighted sum, whatever the sum of weights, but for up to 10 roundings; channel uses are the bits of
  /// whole messages over 3 bits.
  @Test func digitalSum() async throws {
    var uplink = try DigitalUplink(
      IdentityCodec(), nodeCount: 5, layout: layout(512), channel: MultipleAccessChannel(power: 63), streams: streams)
    let tripled = gradients.map { NodeGradient(node: $0.node, weight: 3 * $0.weight, values: $0.values) }
    let delivery = try await uplink.carry(tripled, round: 0, jobs: 1), sum = weightedSum(tripled)
    #expect(squaredDistance(delivery.estimate, sum).squareRoot() < 10 * 0x1p-24 * 5 * squaredNorm(sum).squareRoot())
    let lengths = gradients.map { gradient in
      var half = IdentityCodec().makeWorker(gradient.node, layout: layout(512), streams: streams)
      return half.encode(LocalGradient(values: gradient.values), round: 0).bits.sentBits
    }
    #expect(lengths.allSatisfy { $0 > 32 * 512 })
    #expect(delivery.channelUses == Double(lengths.reduce(0, +)) / 3)
  }

  /// Where no node is active nothing is sent.
  @Test func noActiveNode() async throws {
    var analog = try analog(.feedback()), digital = try digital()
    let nothing = Delivery(estimate: [Float](repeating: 0, count: 512), channelUses: 0)
    #expect(try await analog.carry([], round: 0, jobs: 1) == nothing)
    #expect(try await digital.carry([], round: 0, jobs: 1) == nothing)
    #expect(
      IdealUplink(layout: layout(512)).carry([], round: 0, jobs: 1)
        == Delivery(estimate: nothing.estimate, channelUses: nil))
  }

  /// Gradients of zeros are read as zeros, near enough, whatever the noise.
  @Test(arguments: [.unbiased, .feedback()] as [AnalogUplink.Estimator])
  func zeros(estimator: AnalogUplink.Estimator) async throws {
    var uplink = try analog(estimator)
    let zeros = [Float](repeating: 0, count: 512)
    let delivery = try await uplink.carry([NodeGradient(node: 3, weight: 1, values: zeros)], round: 0, jobs: 1)
    #expect(delivery.estimate.allSatisfy { abs($0) < 1e-25 })
  }

  /// A gradient that is not finite is refused, with its node and layer, and changes no memory.
  @Test(arguments: [Float.nan, .infinity, -.greatestFiniteMagnitude])
  func numbersThatAreNotFiniteAreRefused(value: Float) async throws {
    var values = gradients[2].values
    values[200] = value
    values[201] = value
    let bad = gradients[..<2] + [NodeGradient(node: 2, weight: 1, values: values)]
    for estimator in [.unbiased, .feedback()] as [AnalogUplink.Estimator] {
      var uplink = try analog(estimator)
      _ = try await uplink.carry(gradients, round: 0, jobs: 1)
      let before = uplink.memory.residuals
      await #expect(throws: CodecError.notFinite(worker: 2, layer: value.isFinite ? 0 : 1)) {
        try await uplink.carry(Array(bad), round: 1, jobs: 2)
      }
      #expect(uplink.memory.residuals == before)
    }
  }

  @Test func inadmissibleUplinksAreRefused() throws {
    let channel = try MultipleAccessChannel(power: 1)
    func make(
      gain: Double = 2, selection: SubchannelSelection = .all, estimator: AnalogUplink.Estimator = .unbiased,
      downlink: Double = 0
    ) throws -> AnalogUplink {
      try AnalogUplink(
        layout: layout(64), gain: gain, channel: channel, selection: selection, estimator: estimator,
        downlinkNoiseVariance: downlink, streams: streams)
    }
    #expect(throws: ChannelError.invalidParameter(0, quantity: "gain", expected: "1...32")) { try make(gain: 0) }
    #expect(throws: ChannelError.invalidParameter(1.5, quantity: "share of sub-channels", expected: "0...1")) {
      try make(selection: .strongest(share: 1.5))
    }
    #expect(throws: ChannelError.invalidParameter(2, quantity: "weight of the memory", expected: "0...1")) {
      try make(estimator: .feedback(weight: 2))
    }
    #expect(throws: ChannelError.invalidParameter(-1, quantity: "share of limited nodes", expected: "0...1")) {
      try make(estimator: .feedback(limitedShare: -1))
    }
    #expect(
      throws: ChannelError.invalidParameter(
        -1, quantity: "downlink noise variance", expected: "a number that is not negative")
    ) { try make(downlink: -1) }
  }
}
