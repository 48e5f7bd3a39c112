import RealModule
import Testing

@testable import GradientStatistics

@Suite struct PartialMomentsTests {
  /// Moments over the whole line and over halves are known.
  @Test(arguments: [0.3, 0.8, 1, 2, 7])
  func wholeLineGivesTheMomentsOfTheLaw(shape: Double) {
    let law = GeneralizedNormal(location: 1.5, deviation: 2, shape: shape)
    #expect(isClose(law.variance, 4, relative: 1e-13))
    let all = law.partialMoments(from: -.infinity, to: .infinity)
    #expect(isClose(all.probability, 1, relative: 1e-13))
    #expect(isClose(all.first, 1.5, relative: 1e-13))
    #expect(isClose(all.second, 4 + 2.25, relative: 1e-13))
    #expect(isClose(all.squaredError(about: 1.5), 4, relative: 1e-12))
    let half = law.partialMoments(from: 1.5, to: .infinity)
    #expect(isClose(half.probability, 0.5, relative: 1e-13))
    // E|X − μ| = α Γ(2/β)/Γ(1/β).
    let mean = law.scale * .exp(.logGamma(2 / shape) - .logGamma(1 / shape))
    #expect(isClose(2 * (half.first - 1.5 / 2), mean, relative: 1e-12))
  }

  /// Against Simpson's rule with 2,000 parts, away from the kink at the location; its error is below 1e-11 here.
  @Test(arguments: [0.5, 1, 2, 4], [(0.1, 0.4), (0.5, 2), (-3, -1.5)])
  func intervalsAgreeWithQuadrature(shape: Double, ends: (Double, Double)) {
    let law = GeneralizedNormal(location: 0, scale: 1.1, shape: shape)
    let count = 2_000
    let step = (ends.1 - ends.0) / Double(count)
    func integral(_ power: Int) -> Double {
      (0...count).reduce(0) { sum, index in
        let x = ends.0 + Double(index) * step
        let weight = index == 0 || index == count ? 1.0 : index.isMultiple(of: 2) ? 2 : 4
        return sum + weight * (0..<power).reduce(law.density(x)) { value, _ in value * x } * step / 3
      }
    }
    let moments = law.partialMoments(from: ends.0, to: ends.1)
    #expect(isClose(moments.probability, integral(0), relative: 1e-10))
    #expect(isClose(moments.first, integral(1), relative: 1e-10))
    #expect(isClose(moments.second, integral(2), relative: 1e-10))
  }

  /// In the tail of Laplace's law the moments are elementary: e⁻ᵃ/2, (1 + a)e⁻ᵃ/2 and (2 + 2a + a²)e⁻ᵃ/2 beyond a.
  @Test(arguments: [1, 30, 300] as [Double])
  func tailsKeepTheirRelativeAccuracy(a: Double) {
    let law = GeneralizedNormal(shape: 1)
    let tail = law.partialMoments(from: a, to: .infinity)
    let left = law.partialMoments(from: -.infinity, to: -a)
    let half = Double.exp(-a) / 2
    #expect(isClose(tail.probability, half, relative: 1e-13))
    #expect(isClose(tail.first, (1 + a) * half, relative: 1e-12))
    #expect(isClose(tail.second, (2 + 2 * a + a * a) * half, relative: 1e-12))
    #expect(left == PartialMoments(probability: tail.probability, first: -tail.first, second: tail.second))
  }
}
