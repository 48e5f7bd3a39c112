import Foundation
import Randomness
import Testing

@testable import GradientStatistics

@Suite struct SortedSampleTests {
  private func sample(_ shape: Double, count: Int, seed: UInt64) -> [Float] {
    var rng = Streams(seed: seed).generator("sorted sample test")
    let scale = GeneralizedNormal(deviation: 1, shape: shape).scale
    return GenNorm(scale: Float(scale), shape: Float(shape)).values(count: count, using: &rng)
  }

  @Test(arguments: [0, 1, 2, 500, 501, 5_000, 60_000, 60_001])
  func valuesAreSorted(count: Int) {
    let values = sample(0.5, count: count, seed: 1).map { $0 > 2 ? 2 : $0 }
    #expect(SortedSample(values).values.elementsEqual(values.sorted()))
    if count > 0 {
      let sorted = values.sorted()
      #expect(values.span.median == (Double(sorted[(count - 1) / 2]) + Double(sorted[count / 2])) / 2)
    }
  }

  /// One value: W₂² = (x − μ)² + σ², and E|X − μ| = α for Laplace's law.
  @Test func oneValue() {
    let law = GeneralizedNormal(location: 1, deviation: 2, shape: 2)
    #expect(isClose(SortedSample([4]).wassersteinDistance(to: law), 13.0.squareRoot(), relative: 1e-12))
    let laplace = GeneralizedNormal(location: 1, scale: 3, shape: 1)
    #expect(isClose(SortedSample([1]).printedWassersteinDistance(to: laplace), 3.0.squareRoot(), relative: 1e-12))
    #expect(SortedSample([]).wassersteinDistance(to: law).isNaN)
    #expect(SortedSample([0, .nan, 1]).wassersteinDistance(to: law).isNaN)
    #expect(SortedSample([0, .infinity]).wassersteinDistance(to: law).isNaN)
  }

  /// Against Simpson's rule over the law's density between the quantiles, 4,000 parts an interval and 50 deviations beyond
  /// the last; kinks of the density at the location end an interval here, for an even number of values.
  @Test(arguments: [1, 2, 4])
  func distancesAgreeWithQuadrature(shape: Double) {
    let values = sample(shape, count: 6, seed: 3), sorted = values.sorted()
    let law = GeneralizedNormal(location: 0.1, deviation: 1.3, shape: shape)
    func integral(_ cost: (Double) -> Double) -> Double {
      (0..<6).reduce(0.0) { sum, index in
        let x = Double(sorted[index])
        let low = max(-50, law.upperQuantile(1 - Double(index) / 6))
        let high = min(50, law.upperQuantile(1 - Double(index + 1) / 6))
        // Parts end at x, where the absolute value has a kink.
        let middle = min(max(x, low), high)
        return sum + simpson(low, middle) { cost(x - $0) * law.density($0) }
          + simpson(middle, high) { cost(x - $0) * law.density($0) }
      }
    }
    let sorting = SortedSample(values)
    #expect(isClose(sorting.wassersteinDistance(to: law), integral { $0 * $0 }.squareRoot(), relative: 1e-7))
    #expect(isClose(sorting.printedWassersteinDistance(to: law), integral { abs($0) }.squareRoot(), relative: 1e-7))
  }

  private func simpson(_ low: Double, _ high: Double, _ function: (Double) -> Double) -> Double {
    let count = 4_000, step = (high - low) / Double(count)
    return (0...count).reduce(0) { sum, index in
      let weight = index == 0 || index == count ? 1.0 : index.isMultiple(of: 2) ? 2 : 4
      return sum + weight * function(low + Double(index) * step) * step / 3
    }
  }

  /// Panels of polynomials against partial moments of every interval, for numbers around which panels change, laws that
  /// fit well (all differences pass zero) and ill.
  @Test(arguments: [3, 48, 96, 97, 101, 1_000, 1_001], [0.3, 1, 2, 8])
  func panelsAgreeWithPartialMoments(count: Int, shape: Double) {
    let law = GeneralizedNormal(location: 0.1, scale: 1.2, shape: shape)
    let quantiles = (0..<count).map { Float(law.upperQuantile(1 - (Double($0) + 0.5) / Double(count))) }
    for values in [quantiles, sample(1.5, count: count, seed: 1)] {
      let sorted = SortedSample(values)
      var (squares, absolutes) = (0.0, 0.0)
      for (index, value) in sorted.values.enumerated() {
        let low = law.upperQuantile(1 - Double(index) / Double(count))
        let high = law.upperQuantile(1 - Double(index + 1) / Double(count))
        squares += SquaredDifference().exactIntegral(Double(value), law, from: low, to: high)
        absolutes += AbsoluteDifference().exactIntegral(Double(value), law, from: low, to: high)
      }
      // Partial moments lose as many digits as the differences are smaller than the values.
      #expect(isClose(sorted.wassersteinDistance(to: law), squares.squareRoot(), relative: 1e-9))
      #expect(isClose(sorted.printedWassersteinDistance(to: law), absolutes.squareRoot(), relative: 1e-9))
    }
  }

  /// Distances have the units of the values.
  @Test func unitsAreThoseOfTheValues() {
    let values = sample(1, count: 2_000, seed: 1), law = GeneralizedNormal(deviation: 1, shape: 0.9)
    let tiny = GeneralizedNormal(deviation: 0x1p-90, shape: 0.9)
    let sorted = SortedSample(values), small = SortedSample(values.map { $0 * 0x1p-90 })
    #expect(
      isClose(small.wassersteinDistance(to: tiny) * 0x1p90, sorted.wassersteinDistance(to: law), relative: 1e-11))
    #expect(
      isClose(
        small.printedWassersteinDistance(to: tiny) * 0x1p45, sorted.printedWassersteinDistance(to: law),
        relative: 1e-11))
  }

  /// n = 3,000, unit variance. Distances to the true law have the means 0.106, 0.0510 and 0.0326 in 200 samples by SciPy,
  /// those to the law of greatest likelihood 0.102, 0.043 and 0.023 in 60; deviations are up to 0.04, 0.016 and 0.008 a
  /// sample, so that five errors of 60 are 25 %, 20 % and 16 %.
  @Test(arguments: [(0.5, 0.106, 0.102, 0.3), (1, 0.0510, 0.043, 0.25), (2, 0.0326, 0.023, 0.2)])
  func nullFloors(shape: Double, ofTheLaw: Double, ofTheFit: Double, tolerance: Double) throws {
    let law = GeneralizedNormal(deviation: 1, shape: shape)
    var distances = 0.0, fits = 0.0
    for seed in 1...60 as ClosedRange<UInt64> {
      let values = sample(shape, count: 3_000, seed: seed), sorted = SortedSample(values)
      distances += sorted.wassersteinDistance(to: law) / 60
      if seed > 20 { continue }
      fits += sorted.wassersteinDistance(to: try LawFit(.generalizedNormal, to: values).law) / 20
    }
    #expect(isClose(distances, ofTheLaw, relative: tolerance), "\(distances)")
    #expect(isClose(fits, ofTheFit, relative: 1.7 * tolerance), "\(fits)")
  }

  /// The floor of a normal sample of 3,000 is 0.023; it scales with the sample, and a heavy tail lies above it.
  @Test func floorOfAFit() throws {
    var rng = Streams(seed: 1).generator("floor")
    let values = sample(2, count: 3_000, seed: 1)
    let floor = try LawFit(.normal, to: values).wassersteinNullFloor(repetitions: 20, using: &rng)
    #expect(floor.count == 20 && isClose(floor.mean, 0.023, relative: 0.25))
    var other = Streams(seed: 1).generator("floor")
    let small = try LawFit(.normal, to: values.map { $0 * 0x1p-60 })
      .wassersteinNullFloor(repetitions: 20, using: &other)
    #expect(isClose(small.mean * 0x1p60, floor.mean, relative: 1e-9))
    let heavy = sample(1, count: 3_000, seed: 1)
    let distance = SortedSample(heavy).wassersteinDistance(to: try LawFit(.normal, to: heavy).law)
    #expect(distance > floor.mean + 10 * floor.deviation)
  }
}
