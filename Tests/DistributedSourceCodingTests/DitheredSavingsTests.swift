import DistributedSourceCoding
import EntropyCoding
import GradientCoding
import Quantization
import Randomness
import SlepianWolf
import Testing

/// What the contexts and the other workers are worth.
@Suite struct DitheredSavingsTests {
  static let layout = LayerLayout([("kernel", [200, 200])])

  /// Gradients whose elements have variance aᵢ² bⱼ², a and b powers of 2, with a share in common; and the model moved
  /// against their mean.
  struct Scene {
    let codec: DitheredSourceCodec
    /// How many values each of a and b has.
    let scaleCount: Int
    /// The share of the variance that is common to all workers.
    let common: Float

    /// The bits sent an element in each of `rounds` rounds of four workers.
    func bits(rounds: Int, seed: UInt64) throws -> (bits: [Double], report: SourceReport) {
      var coded = try CodedRounds(codec, layout, workerCount: 4, seed: seed), result: [Double] = []
      var model = [Float](repeating: 0, count: layout.elementCount)
      let plan = { RoundPlan(round: $0, workers: Array(0..<4)) }
      for round in 0..<rounds {
        let shared = coded.gradients(round: 1_000 + round, ratio: 0)[0]
        let gradients = coded.gradients(round: round, ratio: 0).map { noise in
          noise.indices.map { i in
            let scale = Float(1 << (i / 200 % scaleCount)) * Float(1 << (i % scaleCount))
            return scale * (common.squareRoot() * shared[i] + (1 - common).squareRoot() * noise[i])
          }
        }
        let estimate = try coded.run(plan(round), gradients, model: model)
        for i in model.indices { model[i] -= 0.1 * estimate[i] }
        result.append(Double(coded.traffic.uplink.sentBits + coded.traffic.downlink.sentBits) / Double(4 * 40_000))
      }
      return (result, try #require(coded.server.report))
    }
  }

  func codec(_ rule: SourceRule, reach: Int = 8, tellsDither: Bool = true) throws -> DitheredSourceCodec {
    DitheredSourceCodec(
      try .dithered(extent: 3), rule: rule, reach: reach, tellsDither: tellsDither,
      code: PlaneCode(blockLengths: [2_400], isInterleaved: true, maximumIterations: 40, blockPrice: 200))
  }

  /// Nothing known, the dither, and history: each saves, history from the second round on.
  @Test(arguments: [1, 2] as [UInt64]) func eachContextSaves(seed: UInt64) throws {
    let none = try Scene(codec: codec(.contexts, reach: 0, tellsDither: false), scaleCount: 4, common: 0).bits(
      rounds: 2, seed: seed
    ).bits
    let dither = try Scene(codec: codec(.contexts, reach: 0), scaleCount: 4, common: 0).bits(rounds: 2, seed: seed).bits
    let both = try Scene(codec: codec(.contexts), scaleCount: 4, common: 0).bits(rounds: 2, seed: seed).bits
    #expect(dither[0] < 0.95 * none[0] && dither[1] < 0.95 * none[1])
    #expect(both[0] == dither[0] && both[1] < 0.9 * dither[1])
  }

  /// Where nearly all of a gradient is common, parity checks are the cheaper way from some round on, and are taken;
  /// where nothing is, the range coder is.
  @Test func theCheaperWayIsTaken() throws {
    let contexts = try Scene(codec: codec(.contexts), scaleCount: 1, common: 0.99).bits(rounds: 4, seed: 3)
    let least = try Scene(codec: codec(.leastCost), scaleCount: 1, common: 0.99).bits(rounds: 4, seed: 3)
    #expect(least.report.checkedLayers == (2, 2))
    #expect(least.bits[3] < 0.97 * contexts.bits[3])
    let apart = try Scene(codec: codec(.leastCost), scaleCount: 1, common: 0).bits(rounds: 3, seed: 3)
    #expect(apart.report.checkedLayers == (0, 2) && apart.report.total == TensorDelivery())
  }

  /// Syndromes with their requests take at most 1.25 times what an ideal code by the learnt model would, as blocks of
  /// 2,400 bits do.
  @Test func syndromesStayNearTheirEntropy() throws {
    let report = try Scene(codec: codec(.parityChecks), scaleCount: 1, common: 0.9).bits(rounds: 4, seed: 4).report
    #expect(report.checkedLayers.count == 2 && report.total.blockCount > 10)
    #expect(Double(report.total.sentBits) < 1.25 * report.total.codeLength)
  }
}
