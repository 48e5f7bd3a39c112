import ComplexModule
@testable import RandomLinearCoding
import GradientCoding
import Randomness
import RealModule
import Testing

@Suite struct PowerControlTests {
  let streams = Streams(seed: 11)

  func uplink(
    _ fading: MultipleAccessChannel.Fading, _ selection: SubchannelSelection,
    _ estimator: AnalogUplink.Estimator = .unbiased, noiseVariance: Double = 1, blockLength: Int? = 64
  ) throws -> AnalogUplink {
    try AnalogUplink(
      layout: layout(256), gain: 4, blockLength: blockLength,
      channel: MultipleAccessChannel(power: 20, noiseVariance: noiseVariance, fading: fading), selection: selection,
      estimator: estimator, streams: streams)
  }

  func sent(_ uplink: AnalogUplink, _ gradients: [NodeGradient], round: Int) async throws -> SentRound {
    let code = uplink.encoder.code(round: round, streams: streams)
    return try await uplink.transmit(try await uplink.measure(gradients, code, round: round, jobs: 1), jobs: 1)
  }

  /// (5.8) with gains that stay, over 3,000 draws of signs, for each number of sub-channels and for one block and four; for
  /// one it is THESIS' formula.
  @Test(arguments: [64, 256], [1, 3, 6, 8])
  func expectedEnergies(blockLength: Int, count: Int) async throws {
    let uplink = try uplink(.rayleigh, .all, blockLength: blockLength), encoder = uplink.encoder
    let gradient = randomGradients(nodeCount: 1, elementCount: 256, seed: 3)[0]
    let gains = uplink.channel.gains(ofNode: 0, round: 0, count: encoder.symbolCount, streams: streams)
    let blocks = stride(from: 0, to: 256, by: blockLength).map { squaredNorm(gradient.values[$0..<$0 + blockLength]) }
    let profile = SubchannelProfile(gains: gains, blockEnergies: blocks, encoder: encoder)
    let places = profile.places(count: count)
    #expect(places.count == count * encoder.blockCount)
    let size = encoder.blockMeasurementCount / 2, compensation = Double(size) / Double(count)
    var energies = Samples()
    for round in 0..<3_000 {
      let signal = NodeSignal(
        node: 0, corrected: [], measurements: encoder.code(round: round, streams: streams).measure(gradient.values),
        gains: gains, profile: profile, norm: 0)
      energies.add(
        compensation * compensation * Transmission.energy(of: AnalogUplink.inverted(signal, places: places)))
    }
    let expected = profile.expectedEnergies[count - 1]
    #expect(abs(energies.mean - expected) < energies.tolerance)
    if encoder.blockCount == 1 {
      let inverse = places.reduce(0) { $0 + 2 / Double(gains[$1].lengthSquared) }
      let printed = Double(encoder.measurementCount) * blocks[0] * inverse / Double(4 * count * count)
      #expect(abs(printed / expected - 1) < 1e-12)
    }
  }

  /// The node with the greatest energy spends m P, so that no greater c is allowed, and others no more; but for the
  /// rounding of an amplitude, 2⁻²⁴ twice in a square.
  @Test(
    arguments: MultipleAccessChannel.Fading.allCases,
    [.all, .strongest(share: 0.5), .leastError] as [SubchannelSelection])
  func theBindingNodeSpendsItsBudget(fading: MultipleAccessChannel.Fading, selection: SubchannelSelection) async throws
  {
    let uplink = try uplink(fading, selection)
    for seed in 1...20 as ClosedRange<UInt64> {
      let gradients = randomGradients(nodeCount: 5, elementCount: 256, seed: seed)
      let sent = try await sent(uplink, gradients, round: Int(seed))
      let shares = sent.transmissions.map { $0.energy / uplink.budget }
      #expect(shares.allSatisfy { $0 < 1 + 0x1p-22 })
      #expect((shares.max() ?? 0) > 1 - 0x1p-22)
      #expect(shares.filter { $0 < 0.99 }.count >= 3)
    }
  }

  /// With feedback no node spends more either; a share of them is limited, and sends less than the others.
  @Test(arguments: [(0, 1), (0.5, 3), (1, 5)])
  func feedbackKeepsToTheBudget(limitedShare: Double, bindingCount: Int) async throws {
    let uplink = try uplink(.rayleigh, .strongest(share: 0.75), .feedback(limitedShare: limitedShare))
    let gradients = randomGradients(nodeCount: 5, elementCount: 256, seed: 2)
    let sent = try await sent(uplink, gradients, round: 0)
    let shares = sent.transmissions.map { $0.energy / uplink.budget }
    #expect(shares.allSatisfy { $0 < 1 + 0x1p-22 })
    #expect(shares.filter { $0 > 1 - 0x1p-22 }.count == bindingCount)
    #expect(sent.amplitudes.allSatisfy { $0 <= 0.25 })
    #expect(sent.amplitudes.filter { $0 < 0.25 * (1 - 1e-12) }.count == bindingCount - 1)
  }

  /// Strengths in descending order, ties in that of places, against a sort that compares.
  @Test(arguments: [(1, 1), (700, 2), (2_048, 3)] as [(Int, UInt64)])
  func theStrongestComeFirst(count: Int, seed: UInt64) throws {
    let encoder = try RandomLinearEncoder(elementCount: 2 * count, gain: 1, blockLength: nil)
    let half = encoder.symbolCount, channel = try MultipleAccessChannel(power: 1, fading: .rayleigh)
    var gains = channel.gains(ofNode: 0, round: 0, count: half, streams: Streams(seed: seed))
    for place in stride(from: 0, to: half, by: 3) { gains[place] = gains[half / 2] }
    let profile = SubchannelProfile(gains: gains, blockEnergies: [1], encoder: encoder)
    let strengths = gains.map(\.lengthSquared)
    let expected = (0..<half).sorted {
      strengths[$0] == strengths[$1] ? $0 < $1 : strengths[$0] > strengths[$1]
    }
    let places = profile.places(count: half)
    #expect(places.count == half && zip(places, expected).allSatisfy(==))
  }

  /// For each c a node uses the most sub-channels that it can afford: one more would cost too much, at all greater numbers.
  @Test func asManySubchannelsAsTheBudgetAllows() throws {
    let encoder = try RandomLinearEncoder(elementCount: 256, gain: 4, blockLength: 64)
    let channel = try MultipleAccessChannel(power: 1, fading: .rayleigh)
    let profile = SubchannelProfile(
      gains: channel.gains(ofNode: 0, round: 0, count: 32, streams: streams), blockEnergies: [1, 2, 3, 4],
      encoder: encoder)
    let energies = profile.expectedEnergies
    #expect(energies.count == 8 && energies[profile.cheapestCount - 1] == energies.min())
    for scale in stride(from: 0.05, to: 5, by: 0.05) {
      let count = profile.count(scale: scale, budget: 64)
      if let count { #expect(scale * scale * energies[count - 1] <= 64) }
      #expect(energies[(count ?? 0)...].allSatisfy { scale * scale * $0 > 64 })
    }
  }

  /// The joint choice is not worse on (5.9) than any number of sub-channels common to all nodes with the c that this allows.
  /// The search has steps of a factor r in c, by which the term of the noise may miss the least by r².
  @Test(arguments: [0.01, 1, 100], 1...5 as ClosedRange<UInt64>)
  func leastError(noiseVariance: Double, seed: UInt64) async throws {
    let uplink = try uplink(.rayleigh, .leastError, noiseVariance: noiseVariance), encoder = uplink.encoder
    let gradients = randomGradients(nodeCount: 6, elementCount: 256, seed: seed)
    let code = encoder.code(round: Int(seed), streams: streams)
    let signals = try await uplink.measure(gradients, code, round: Int(seed), jobs: 1)
    let profiles = signals.compactMap(\.profile), norms = signals.map(\.norm), budget = uplink.budget
    let best = PowerControl.leastError(
      profiles: profiles, norms: norms, encoder: encoder, budget: budget, noiseVariance: noiseVariance)
    func error(_ counts: [Int]) -> (error: Double, scale: Double) {
      let energies = zip(profiles, counts).map { $0.expectedEnergies[$1 - 1] }
      let scale = PowerControl.scale(energies: energies, budget: budget)
      let error = LinearCodeBound.error(
        nodes: zip(counts, norms).map { (2 * $0 * encoder.blockCount, $1) }, squaredNorm: 0, elementCount: 256,
        scale: scale, noiseVariance: noiseVariance)
      return (error, scale)
    }
    let common = (1...8).map { error([Int](repeating: $0, count: 6)) }
    let greatest = PowerControl.scale(energies: profiles.compactMap { $0.expectedEnergies.min() }, budget: budget)
    let step = Double.pow(greatest / common[7].scale, 1 / 63)
    for other in common { #expect(error(best).error <= other.error * step * step) }
  }
}
