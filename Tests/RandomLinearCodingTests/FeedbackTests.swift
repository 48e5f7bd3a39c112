import GradientCoding
import RandomLinearCoding
import Randomness
import Testing

@Suite struct FeedbackTests {
  func uplink(_ weight: Float, limitedShare: Double, noiseVariance: Double = 0) throws -> AnalogUplink {
    try AnalogUplink(
      layout: layout(256), gain: 4, blockLength: 64,
      channel: MultipleAccessChannel(power: 20, noiseVariance: noiseVariance, fading: .rayleigh),
      selection: .strongest(share: 0.75), estimator: .feedback(weight: weight, limitedShare: limitedShare),
      streams: Streams(seed: 6))
  }

  func residuals(_ uplink: AnalogUplink) -> [[Float]] { uplink.memory.residuals.map(\.values) }

  /// Without noise, what was read and what is remembered add up to what the nodes had, whatever nodes sat out.
  ///
  /// In each of 60 rounds there are some 40 roundings of 2⁻²⁴ of numbers of the size of the memories and gradients of each
  /// node; were all of one sign, the sum would be off by 60 · 40 · 2⁻²⁴ = 1.4e-4 of the sum of their norms.
  @Test(arguments: [(1, 0), (1, 0.5), (0.4, 0.5)] as [(Float, Double)])
  func whatIsReadAndRememberedIsWhatThereWas(weight: Float, limitedShare: Double) async throws {
    var uplink = try uplink(weight, limitedShare: limitedShare)
    var lacking = [Double](repeating: 0, count: 256)
    var norms = 0.0
    for round in 0..<60 {
      var rng = Streams(seed: 3).generator("participation", round: round)
      let gradients = randomGradients(nodeCount: 4, elementCount: 256, seed: UInt64(round))
        .filter { _ in Uniform(low: 0, high: 1).sample(using: &rng) < 0.7 }
      let estimate = try await uplink.carry(gradients, round: round, jobs: 1).estimate
      for gradient in gradients {
        for index in lacking.indices { lacking[index] += Double(gradient.weight * gradient.values[index]) }
      }
      for index in lacking.indices { lacking[index] -= Double(estimate[index]) }
      norms = max(norms, residuals(uplink).reduce(0) { $0 + squaredNorm($1).squareRoot() })
    }
    for residual in residuals(uplink) { for index in residual.indices { lacking[index] -= Double(residual[index]) } }
    #expect(norms > 0)
    #expect(lacking.reduce(0) { $0 + $1 * $1 }.squareRoot() < 1.4e-4 * norms)
  }

  /// ‖rᵢ‖² on average, each over what a node adds in a round, ‖wᵢgᵢ‖²: of rounds 100 to 400, and of the last hundred of
  /// those.
  func memories(limitedShare: Double) async throws -> [(all: Double, late: Double)] {
    var uplink = try uplink(1, limitedShare: limitedShare, noiseVariance: 1)
    let gradients = randomGradients(nodeCount: 4, elementCount: 256, seed: 1)
    var all = [Samples](repeating: Samples(), count: 4), late = all
    for round in 0..<400 {
      _ = try await uplink.carry(gradients, round: round, jobs: 1)
      for (node, residual) in residuals(uplink).enumerated() {
        let own = gradients[node].weight * gradients[node].weight
        let size = squaredNorm(residual) / (Double(own) * squaredNorm(gradients[node].values))
        if round >= 100 { all[node].add(size) }
        if round >= 300 { late[node].add(size) }
      }
    }
    return zip(all, late).map { ($0.mean, $1.mean) }
  }

  /// The code takes, on average, a share ρ = mᵢ/d of ‖z‖² out of the memory, so that √E‖r‖² ≤ √(1 − ρ)(√E‖r‖² + ‖wg‖): it
  /// stays below ‖wg‖ √(1 − ρ)/(1 − √(1 − ρ)), 9.2 ‖wg‖ for ρ = 3/16 = 0.75/4; β = 1. It is above ‖wg‖, as most is not sent.
  @Test func memoriesAreBounded() async throws {
    for memory in try await memories(limitedShare: 0) {
      #expect(memory.all > 1 && memory.all < 9.2 * 9.2)
      #expect(memory.late < 1.2 * memory.all)
    }
  }

  /// The gradients here keep their direction, and where all nodes but the one of the smallest are limited by their power,
  /// the memories of the others grow in proportion to time: ‖r‖² is (300² + 300 · 400 + 400²)/(100² + 100 · 400 + 400²) = 1.76
  /// times as great late as overall.
  @Test func limitedNodesFallBehind() async throws {
    let memories = try await memories(limitedShare: 1)
    #expect(memories[0].late < 1.2 * memories[0].all)
    for memory in memories.dropFirst() { #expect(memory.late > 1.5 * memory.all && memory.late < 2 * memory.all) }
  }
}
