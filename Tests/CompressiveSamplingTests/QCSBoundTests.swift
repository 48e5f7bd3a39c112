import CompressiveSampling
import RealModule
import Testing

@Suite struct QCSBoundTests {
  /// (4.10) at its least for n = 512, worked out apart from this code to the five decimals given.
  @Test(arguments: [(32.0, 2.11538, 220, 2), (100, 8.28460, 70, 2)])
  func leastBoundForTheGain(gain: Double, factor: Double, measurements: Int, levels: Int) throws {
    let bound = try QCSBound.least(length: 512, gain: gain)
    #expect(abs(bound.varianceFactor - factor) <= 5e-6)
    #expect(bound.measurementCount == measurements && bound.levelRange == levels)
    #expect(bound.gain() >= gain)
  }

  /// Every k in 1...n and every Q in 1...40, for gains where Q is small.
  @Test(arguments: [8, 12, 16, 64], [6.5, 10, 20, 33, 100])
  func noOtherParametersAreBetter(length: Int, gain: Double) throws {
    let best = try QCSBound.least(length: length, gain: gain)
    var least = Double.infinity
    for measurements in 1...length {
      for levels in 1...40 {
        let bound = try QCSBound(length: length, measurementCount: measurements, levelRange: levels)
        if bound.gain() >= gain { least = min(least, bound.varianceFactor) }
      }
    }
    #expect(best.varianceFactor <= least)
    #expect(best.levelRange > 40 || best.varianceFactor == least)
    #expect(best.gain() >= gain)
  }

  /// A gain that some (k, Q) reaches exactly is within reach of least(...), rounding or not.
  @Test(arguments: [(512, 220, 2), (512, 1, 1), (512, 512, 127), (3, 2, 1_000_003)])
  func exactGainsAreReached(length: Int, measurements: Int, levels: Int) throws {
    let bound = try QCSBound(length: length, measurementCount: measurements, levelRange: levels)
    let best = try QCSBound.least(length: length, gain: bound.gain())
    #expect(best.varianceFactor <= bound.varianceFactor && best.gain() >= bound.gain())
  }

  @Test func oneMeasurementCostsAllButOneElement() throws {
    #expect(try QCSBound(length: 512, measurementCount: 1, levelRange: 7).varianceFactor == 511)
    #expect(try QCSBound(length: 1, measurementCount: 1, levelRange: 7).varianceFactor == 0)
  }

  @Test func inadmissibleParametersAreRejected() {
    #expect(throws: CompressiveSamplingError.invalidCount(9, quantity: "measurements", expected: "1...8")) {
      try QCSBound(length: 8, measurementCount: 9, levelRange: 1)
    }
    #expect(throws: CompressiveSamplingError.invalidCount(0, quantity: "levels on a side", expected: "1...1073741824"))
    {
      try QCSBound(length: 8, measurementCount: 1, levelRange: 0)
    }
    for gain in [0, -1, .nan, .infinity, 8 * 32 / .log2(3.0) * 1.001] {
      #expect(throws: CompressiveSamplingError.self) { try QCSBound.least(length: 8, gain: gain) }
    }
  }
}
