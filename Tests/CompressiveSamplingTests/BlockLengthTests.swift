import CompressiveSampling
import Testing

/// Which blocks a gain is had with.
@Suite struct BlockLengthTests {
  /// No power of 2 has a smaller γ, those that cannot have the gain left out; such as 512 at 1,600, whose steps alone are more.
  @Test(arguments: [2.0, 30, 80, 320, 1_600, 17_067]) func noOtherLengthIsBetter(gain: Double) throws {
    let length = try CompressiveLayers.blockLength(gain: gain)
    let least = try factor(length, gain)
    for exponent in 0...15 {
      if let other = try? factor(1 << exponent, gain) { #expect(other >= least, "\(1 << exponent)") }
    }
    #expect(length & (length - 1) == 0 && (gain < 1_600 || length > 1_024))
    let layers = try CompressiveLayers(gain: gain, countsSteps: true, blockLength: length)
    let sampler = layers.sampler(of: 1 << 18)
    let bits = 32 + Double(sampler.matrix.measurementCount) * layers.levels.bits
    #expect(sampler.matrix.order == length && bits <= 32 * Double(length) / gain * (1 + 1e-9))
  }

  private func factor(_ length: Int, _ gain: Double) throws -> Double {
    try QCSBound.least(length: length, gain: 32 * Double(length) / (32 * Double(length) / gain - 32)).varianceFactor
  }

  @Test func gainsOutOfReachAreRefused() {
    #expect(throws: CompressiveSamplingError.self) { try CompressiveLayers.blockLength(gain: 32_768) }
  }
}
