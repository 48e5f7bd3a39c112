import ComplexModule
import GradientCoding
import Parallelism
import Randomness
import RealModule

/// What a node has to send in a round.
struct NodeSignal: Sendable {
  let node: Int
  /// z: wg, and of the memory what is sent again; empty without memory.
  let corrected: [Float]
  /// v = A z.
  let measurements: [Float]
  /// h.
  let gains: [Complex<Float>]
  /// The sub-channels by strength; nil where all are used.
  let profile: SubchannelProfile?
  /// ‖wg‖, where there is a profile.
  let norm: Double
}

/// What the nodes send in a round.
struct SentRound: Sendable {
  /// What a node sends and what is read of it.
  struct Node: Sendable {
    /// x/c at amplitude 1, q ⊙ v.
    let inverted: [Complex<Float>]
    /// ‖q ⊙ v‖².
    let energy: Double
    let gains: [Complex<Float>]
    /// m/mᵢ.
    let compensation: Double
  }
  let nodes: [Node]
  /// What each multiplies q ⊙ v by, over c: m/mᵢ, or with feedback sᵢ/c.
  let amplitudes: [Double]
  /// c.
  let scale: Double

  /// x of each node.
  var transmissions: [Transmission] {
    zip(nodes, amplitudes).map {
      Transmission(gains: $0.gains, symbols: $0.inverted, amplitude: Float(scale * $1))
    }
  }
}

extension AnalogUplink {
  /// v of each node, and its sub-channels.
  func measure(
    _ gradients: [NodeGradient], _ code: RandomLinearCode, round: Int, jobs: Int
  ) async throws -> [NodeSignal] {
    let (uplink, residuals) = (self, self.residuals)
    return try await parallelMap(gradients.count, jobs: jobs) { index in
      let gradient = gradients[index], node = gradient.node
      precondition(gradient.values.count == uplink.layout.elementCount, "\(gradient.values.count) elements")
      var corrected: [Float] = []
      var measurements: [Float]
      if case .feedback(let weight, _) = uplink.estimator {
        let residual = residuals.indices.contains(node) ? residuals[node] : []
        corrected = Self.corrected(gradient, residual: residual, weight: weight)
        measurements = code.measure(corrected)
      } else {
        measurements = code.measure(gradient.values, scale: gradient.weight)
      }
      if !measurements.span.isFinite {
        let layer = LocalGradient(values: gradient.values).firstLayerNotFinite(in: uplink.layout) ?? 0
        throw CodecError.notFinite(worker: node, layer: layer)
      }
      let gains = uplink.channel.gains(
        ofNode: node, round: round, count: uplink.encoder.symbolCount, streams: uplink.streams)
      guard uplink.selection != .all else {
        return NodeSignal(
          node: node, corrected: corrected, measurements: measurements, gains: gains, profile: nil, norm: 0)
      }
      let energies =
        corrected.isEmpty
        ? uplink.blockEnergies(gradient.values, scale: gradient.weight) : uplink.blockEnergies(corrected, scale: 1)
      return NodeSignal(
        node: node, corrected: corrected, measurements: measurements, gains: gains,
        profile: SubchannelProfile(gains: gains, blockEnergies: energies, encoder: uplink.encoder),
        norm: energies.reduce(0, +).squareRoot())
    }
  }

  /// q ⊙ v of each node, c and amplitudes.
  func transmit(_ signals: [NodeSignal], jobs: Int) async throws -> SentRound {
    let counts = symbolCounts(of: signals), size = encoder.blockMeasurementCount / 2
    let nodes = try await parallelMap(signals.count, jobs: jobs) { index in
      let signal = signals[index], count = counts[index]
      let inverted = Self.inverted(signal, places: count < size ? signal.profile?.places(count: count) : nil)
      return SentRound.Node(
        inverted: inverted, energy: Transmission.energy(of: inverted), gains: signal.gains,
        compensation: Double(size) / Double(count))
    }
    let budget = self.budget
    guard case .feedback(_, let limitedShare) = estimator else {
      let energies = nodes.map { $0.compensation * $0.compensation * $0.energy }
      return SentRound(
        nodes: nodes, amplitudes: nodes.map(\.compensation),
        scale: PowerControl.scale(energies: energies, budget: budget))
    }
    // m/d, with which A Aᵀ is I.
    let contraction = Double(encoder.blockMeasurementCount) / Double(encoder.blockLength)
    let greatest = nodes.map { PowerControl.ownScale(energy: $0.energy, budget: budget) }
    let sorted = greatest.map { min($0 / contraction, PowerControl.greatestScale) }.sorted()
    let scale = sorted[Int((limitedShare * Double(sorted.count - 1)).rounded())]
    return SentRound(nodes: nodes, amplitudes: greatest.map { min(contraction, $0 / scale) }, scale: scale)
  }

  /// ĝ.
  func receive(_ sent: SentRound, _ code: RandomLinearCode, round: Int) -> [Float] {
    let count = encoder.symbolCount
    var received = channel.receive(
      sent.transmissions, count: count, noise: streams.generator("channel noise", round: round))
    if downlinkNoiseVariance > 0 {
      let noise = MultipleAccessChannel.noise(
        variance: downlinkNoiseVariance, count: count, of: streams.generator("downlink noise", round: round))
      for index in received.indices { received[index] += noise[index] }
    }
    return code.reconstruct(Self.parts(of: received), scale: Float(1 / sent.scale))
  }

  /// Updates the memories of the nodes that have sent.
  mutating func remember(
    _ signals: [NodeSignal], _ sent: SentRound, _ code: RandomLinearCode, jobs: Int
  ) async throws {
    guard case .feedback(let weight, _) = estimator else { return }
    let old = residuals
    let new = try await parallelMap(signals.count, jobs: jobs) { index in
      let signal = signals[index], node = sent.nodes[index]
      let arrived = zip(node.gains, node.inverted).map { $0 * $1 }
      var values = code.reconstruct(Self.parts(of: arrived), scale: Float(sent.amplitudes[index]))
      let residual = old.indices.contains(signal.node) ? old[signal.node] : []
      Self.remember(signal.corrected, residual: residual, weight: weight, read: &values)
      return values
    }
    for (signal, residual) in zip(signals, new) {
      while residuals.count <= signal.node { residuals.append([]) }
      residuals[signal.node] = residual
    }
  }

  /// The number u of symbols of each block that each node uses.
  private func symbolCounts(of signals: [NodeSignal]) -> [Int] {
    let size = encoder.blockMeasurementCount / 2
    switch selection {
    case .all: return signals.map { _ in size }
    case .strongest(let share): return signals.map { _ in max(1, Int((share * Double(size)).rounded())) }
    case .leastError:
      return PowerControl.leastError(
        profiles: signals.compactMap(\.profile), norms: signals.map(\.norm), encoder: encoder, budget: budget,
        noiseVariance: channel.noiseVariance)
    }
  }

  /// ‖`scale` g_b‖² of each block.
  private func blockEnergies(_ values: [Float], scale: Float) -> [Double] {
    let n = encoder.blockLength, values = values.span
    return (0..<encoder.blockCount).map { block in
      var sum = 0.0
      for index in block * n..<min((block + 1) * n, values.count) {
        let value = Double(values[unchecked: index])
        sum += value * value
      }
      return sum * Double(scale) * Double(scale)
    }
  }

  /// q ⊙ v, at the places that are used, all if nil.
  static func inverted(_ signal: NodeSignal, places: [Int]?) -> [Complex<Float>] {
    var inverses = signal.gains
    var q = inverses.mutableSpan
    let v = signal.measurements.span
    for place in q.indices {
      let gain = q[unchecked: place]
      q[unchecked: place] =
        gain.conjugate.multiplied(by: 1 / gain.lengthSquared) * Complex(v[2 &* place], v[2 &* place &+ 1])
    }
    guard let places else { return inverses }
    var symbols = [Complex<Float>](repeating: .zero, count: inverses.count)
    for place in places { symbols[place] = inverses[place] }
    return symbols
  }

  /// The measurements that symbols carry.
  static func parts(of symbols: [Complex<Float>]) -> [Float] {
    [Float](unsafeUninitializedCapacity: 2 * symbols.count) { buffer, count in
      for (index, symbol) in symbols.enumerated() {
        buffer.initializeElement(at: 2 * index, to: symbol.real)
        buffer.initializeElement(at: 2 * index + 1, to: symbol.imaginary)
      }
      count = 2 * symbols.count
    }
  }

  /// z = wg + βr.
  private static func corrected(_ gradient: NodeGradient, residual: [Float], weight: Float) -> [Float] {
    var sums = gradient.values
    var z = sums.mutableSpan
    let r = residual.span
    for index in z.indices { z[unchecked: index] *= gradient.weight }
    if !r.isEmpty { for index in z.indices { z[unchecked: index] += weight * r[unchecked: index] } }
    return sums
  }

  /// Replaces ẑ by (1 − β)r + z − ẑ.
  private static func remember(_ corrected: [Float], residual: [Float], weight: Float, read: inout [Float]) {
    var e = read.mutableSpan
    let z = corrected.span, r = residual.span
    for index in e.indices { e[unchecked: index] = z[unchecked: index] - e[unchecked: index] }
    if !r.isEmpty && weight < 1 {
      for index in e.indices { e[unchecked: index] += (1 - weight) * r[unchecked: index] }
    }
  }
}
