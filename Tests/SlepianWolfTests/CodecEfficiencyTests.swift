import Foundation
import GradientCoding
import Quantization
import Randomness
import RateDistortion
import Testing

@testable import SlepianWolf

/// What is sent over what must be: 20 blocks of 2,400 bits as a rule, TELEGRAD_BLOCKS of them in planes of 100 if that is set,
/// and then the numbers are printed.
@Suite struct CodecEfficiencyTests {
  static let wishedCount = ProcessInfo.processInfo.environment["TELEGRAD_BLOCKS"].flatMap { Int($0) }
  static let planeCount = max(1, (wishedCount ?? 100) / 100)
  static let bitCount = wishedCount == nil ? 48_000 : 240_000

  func tell(_ line: String) {
    if Self.wishedCount != nil { print(line) }
  }

  /// Symmetric side information, all bytes of both directions counted. The mean over 20 blocks has a standard error of 1 % at
  /// H = 0.5 and 2.5 % at 0.2.
  @Test(arguments: zip([0.5, 0.2], [1.18, 1.30])) func repairStaysNearTheEntropy(entropy: Double, limit: Double)
    async throws
  {
    let delivery = try await PlaneDelivery.measured(
      PlaneCode(blockLengths: [2_400]), entropy: entropy, bitCount: Self.bitCount, planeCount: Self.planeCount,
      streams: Streams(seed: 71), jobs: 1)
    #expect(delivery.efficiency < limit && delivery.wrongBlockCount == 0)
    tell("H \(entropy): sent/entropy \(delivery.efficiency), \(delivery)")
  }

  /// With dear requests, blocks start higher: fewer decodings for as many blocks.
  @Test(.enabled(if: wishedCount != nil), arguments: [0.5, 0.2]) func noBlockIsDeliveredWrong(entropy: Double)
    async throws
  {
    let delivery = try await PlaneDelivery.measured(
      PlaneCode(blockLengths: [2_400], blockPrice: 60), entropy: entropy, bitCount: Self.bitCount,
      planeCount: Self.planeCount, streams: Streams(seed: 72), jobs: 1)
    #expect(delivery.wrongBlockCount == 0 && delivery.efficiency < 1.35)
    tell("H \(entropy), dear requests: sent/entropy \(delivery.efficiency), \(delivery)")
  }

  /// Ten workers of the Gaussian CEO model: over the exact sum of conditional entropies, and below the bits themselves.
  @Test(arguments: wishedCount == nil ? [10] : [1, 10, 100]) func workersStayNearTheirEntropy(ratio: Double) throws {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    let count = Self.wishedCount == nil ? 6_000 : 48_000
    let code = PlaneCode(blockLengths: [1_200, 2_400])
    func deliver(
      _ side: some SideInformationModel, _ quantizer: some ScalarQuantizer, entropy: Double, name: String
    ) throws -> Double {
      let sent = SideInformationTests.indices(
        quantizer, ratio: Float(ratio), workerCount: 10, count: count, seed: 73)
      var decoder = SuccessiveDecoder(elementCount: count, model: side, code: code)
      decoder.beginRound()
      let delivery = try RoundDelivery(of: sent, through: &decoder)
      #expect(delivery.wrongSymbolCount == 0 && delivery.sentBits < delivery.traffic.uplink.raw)
      let efficiency = Double(delivery.sentBits) / (entropy * Double(count))
      tell("\(name), ratio \(ratio): sent/entropy \(efficiency), requests \(delivery.requestCount)")
      return efficiency
    }
    let signs = try SignSideInformation(model, workerCount: 10)
    let one = try deliver(
      GaussianSignSideInformation(signs), SignQuantizer(deviation: 1), entropy: signs.rates.reduce(0, +), name: "m = 1")
    #expect(one > 1 && one < 1.25)
    guard Self.wishedCount != nil else { return }
    let quantizer = try UniformQuantizer(bitCount: 3, deviation: (1 + ratio).squareRoot())
    let values = try QuantizedSideInformation(model, quantizer: quantizer, workerCount: 10)
    let three = try deliver(
      GaussianSideInformation(values), quantizer, entropy: values.rates.reduce(0, +), name: "m = 3")
    #expect(three > 1 && three < 1.25)
  }
}
