import Foundation
import Quantization
import RateDistortion
import Testing

@Suite struct SignalPointsTests {
  private func points(_ ratio: Double, bitCount: Int, _ workerCount: Int) throws -> SignalPoints {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    let quantizer = try UniformQuantizer(bitCount: bitCount, deviation: model.localVariance.squareRoot())
    return SignalPoints(model, quantizer: quantizer, workerCount: workerCount)
  }

  @Test(arguments: [0, 1e-3, 0.1, 1, 10, 1e3, 1e6], [1, 3, 6])
  func massesSumToOne(ratio: Double, bitCount: Int) throws {
    for workerCount in [1, 10, 100] {
      let points = try points(ratio, bitCount: bitCount, workerCount)
      #expect(abs(points.masses.reduce(0, +) - 1) < 1e-13)
      #expect(zip(points.positions, points.positions.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  /// 8.5 σ_N to both sides of an end, in panels of 16 nodes, and a point in each cell.
  @Test(arguments: [1e2, 1e4, 1e6, 1e9])
  func theirNumberIsBoundedForEveryRatio(ratio: Double) throws {
    for workerCount in [1, 10] {
      let panels = (17 / 4 * (1 / ratio + Double(workerCount)).squareRoot()).rounded(.up) + 1
      #expect(try points(ratio, bitCount: 3, workerCount).positions.count <= 7 * 16 * Int(panels) + 8)
    }
  }

  @Test func samplesHaveEqualMasses() {
    let points = SignalPoints(samples: [3, -1, 2, 2])
    #expect(points.positions == [-1, 2, 2, 3])
    #expect(points.masses == [0.25, 0.25, 0.25, 0.25])
  }
}
