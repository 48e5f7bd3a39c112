import Foundation
import Randomness
import Testing

@testable import GradientStatistics

@Suite struct LawFitTests {
  private func sample(_ shape: Float, count: Int, seed: UInt64, location: Float = 0, scale: Float = 1) -> [Float] {
    var rng = Streams(seed: seed).generator("law fit test")
    return GenNorm(location: location, scale: scale, shape: shape).values(count: count, using: &rng)
  }

  /// Every parameter within five standard errors, which one of 1.7 million misses; there are 72.
  @Test(arguments: [0.3, 0.5, 0.8, 1, 1.3, 2, 4, 8] as [Float], [1, 2, 3] as [UInt64])
  func parametersAreRecovered(shape: Float, seed: UInt64) throws {
    let fit = try LawFit(
      .generalizedNormal, to: sample(shape, count: 20_000, seed: seed, location: 0.25, scale: 1.5))
    let errors = fit.standardErrors
    #expect(abs(fit.law.shape - Double(shape)) < 5 * (try #require(errors.shape)))
    #expect(abs(fit.law.scale - 1.5) < 5 * errors.scale)
    if fit.law.shape > 0.6 {
      #expect(abs(fit.law.location - 0.25) < 5 * (try #require(errors.location)))
    } else {
      // The likelihood's maximum is as narrow as n^(−1/(1 + 2β)) of the law's width.
      let width = GeneralizedNormal(scale: 1.5, shape: Double(shape)).upperQuantile(0.25)
      #expect(abs(fit.law.location - 0.25) < width * pow(20_000, -1 / (1 + 2 * Double(shape))))
    }
  }

  /// About the location of the fit of all three, scale and shape are those of that fit; about another the likelihood is less.
  @Test(arguments: [0.4, 0.8, 1.5, 3] as [Float], [300, 5_000, 60_000])
  func knownLocationsLeaveScaleAndShape(shape: Float, count: Int) throws {
    let values = sample(shape, count: count, seed: 4, location: 0.01)
    let fit = try LawFit(.generalizedNormal, to: values)
    let same = try LawFit(to: values, location: fit.law.location)
    #expect(isClose(same.law.shape, fit.law.shape, relative: 1e-4))
    #expect(isClose(same.law.scale, fit.law.scale, relative: 1e-4))
    #expect(isClose(same.meanLogLikelihood, fit.meanLogLikelihood, relative: 1e-7))
    let apart = try LawFit(to: values.span, location: fit.law.location + fit.law.scale)
    #expect(apart.law.location == fit.law.location + fit.law.scale)
    #expect(apart.meanLogLikelihood < fit.meanLogLikelihood)
  }

  /// Intervals of ±1.645 errors hold 90 % of 300 fits with a deviation of 1.7 %; three of these and 2 % for the size of
  /// the samples.
  @Test(arguments: [0.8, 2] as [Float])
  func intervalsCover(shape: Float) throws {
    var shapes = 0, scales = 0
    for seed in 1...300 as ClosedRange<UInt64> {
      let fit = try LawFit(.generalizedNormal, to: sample(shape, count: 600, seed: seed))
      if abs(fit.law.shape - Double(shape)) < 1.645 * (fit.standardErrors.shape ?? 0) { shapes += 1 }
      if abs(fit.law.scale - 1) < 1.645 * fit.standardErrors.scale { scales += 1 }
    }
    #expect((249...291).contains(shapes), "\(shapes)")
    #expect((249...291).contains(scales), "\(scales)")
  }

  /// The likelihood is that of the law, and no pair of a value and its best shape has more: 200 values, all tried.
  @Test(arguments: [0.4, 0.7, 1] as [Float], [1, 2, 3, 4] as [UInt64])
  func noLocationIsBetter(shape: Float, seed: UInt64) throws {
    let values = sample(shape, count: 200, seed: seed)
    let fit = try LawFit(.generalizedNormal, to: values)
    let mean = values.reduce(0) { $0 + log(fit.law.density(Double($1))) } / 200
    #expect(isClose(fit.meanLogLikelihood, mean, relative: 1e-12))
    let coordinate = try UnitCoordinate(of: values.span)
    let points = WeightedPoints(values.span, coordinate, count: 200)
    let shapes = ShapeSearch(range: LawFit.shapes(count: 200, multiplicity: 1))
    let best = points.positions.map { location in
      func profile(_ shape: Double) -> ProfileLikelihood {
        ProfileLikelihood(ShapeTerms(shape), sums: points.powerSums(at: location, shape: shape), count: 200)
      }
      return profile(shapes.maximum(from: fit.law.shape, profile)).value - log(coordinate.unit)
    }.max()
    #expect(fit.meanLogLikelihood > (try #require(best)) - 1e-5)
  }

  /// Of many values the search sees cells only: a law with the shape or the location moved is no better.
  @Test(arguments: [0.4, 0.8, 1.5, 3] as [Float])
  func manyValuesHaveTheirMaximum(shape: Float) throws {
    let values = sample(shape, count: 150_000, seed: 5, location: 2)
    let fit = try LawFit(.generalizedNormal, to: values)
    let coordinate = try UnitCoordinate(of: values.span)
    func likelihood(_ location: Double, _ shape: Double) -> Double {
      GenNormEstimate(values.span, coordinate, location: coordinate.of(location), shape: shape).profile.value
        - log(coordinate.unit)
    }
    let error = try #require(fit.standardErrors.shape)
    for share in [-1, -0.1, 0.1, 1] {
      // Half the square of the share is lost, over n: 3 × 10⁻⁸ a sample at a tenth.
      #expect(likelihood(fit.law.location, fit.law.shape + share * error) < fit.meanLogLikelihood)
      #expect(likelihood(fit.law.location + share * 0.01, fit.law.shape) < fit.meanLogLikelihood + 1e-7)
    }
  }

  /// By hand: −1, 0, 1, 2, 8.
  @Test func closedForms() throws {
    let values = [8, -1, 0, 2, 1] as [Float]
    let normal = try LawFit(.normal, to: values), laplace = try LawFit(.laplace, to: values)
    #expect(normal.law.location == 2 && laplace.law.location == 1)
    #expect(isClose(normal.law.scale, 20.0.squareRoot(), relative: 1e-13))  // σ² = 10
    #expect(isClose(laplace.law.scale, 2.2, relative: 1e-13))
    #expect(isClose(normal.meanLogLikelihood, -0.5 * (log(2 * .pi * 10) + 1), relative: 1e-13))
    #expect(isClose(laplace.meanLogLikelihood, -log(2 * 2.2) - 1, relative: 1e-13))
    #expect(isClose(try #require(normal.standardErrors.location), 2.0.squareRoot(), relative: 1e-12))  // σ/√n
    #expect(isClose(try #require(laplace.standardErrors.location), 2.2 / 5.0.squareRoot(), relative: 1e-12))
    #expect(isClose(laplace.standardErrors.scale, 2.2 / 5.0.squareRoot(), relative: 1e-12))
    #expect(normal.standardErrors.shape == nil && laplace.standardErrors.shape == nil)
    #expect(try LawFit(.laplace, to: [4, 1, 2, 3]).law.location == 2.5)
  }

  /// Powers of two change nothing but the units; other factors and shifts round the values.
  @Test(arguments: [0.5, 0.9, 2.5] as [Float], [300, 9_000])
  func unitsAndOriginDoNotMatter(shape: Float, count: Int) throws {
    let values = sample(shape, count: count, seed: 2)
    let fit = try LawFit(.generalizedNormal, to: values)
    for exponent in [-90, -40, 40] {
      let unit = Float(sign: .plus, exponent: exponent, significand: 1)
      let other = try LawFit(.generalizedNormal, to: values.map { $0 * unit })
      #expect(other.law.shape == fit.law.shape && other.law.location == fit.law.location * Double(unit))
      #expect(isClose(other.law.scale, fit.law.scale * Double(unit), relative: 1e-12))
    }
    for (factor, shift) in [(1e-12, 0), (1e12, 0), (-1, 0), (1, 16)] as [(Float, Float)] {
      let other = try LawFit(.generalizedNormal, to: values.map { $0 * factor + shift })
      let likelihood = other.meanLogLikelihood + log(Double(abs(factor)))
      #expect(abs(likelihood - fit.meanLogLikelihood) < 1e-4)
      #expect(abs(other.law.shape - fit.law.shape) < 0.2 * (try #require(fit.standardErrors.shape)))
    }
  }

  /// With 27 % zeros the likelihood grows towards small shapes, and the fit ends at Laplace's law about zero; with a
  /// thousandth it is the fit of the rest, which moves by less than an error.
  @Test func zerosAreBounded() throws {
    let values = sample(0.8, count: 10_000, seed: 1)
    let many = try LawFit(.generalizedNormal, to: values.enumerated().map { $0 % 100 < 27 ? 0 : $1 })
    #expect(many.law.shape == 1 && many.law.location == 0 && many.standardErrors.shape == nil)
    #expect(try LawFit(.laplace, to: values.enumerated().map { $0 % 100 < 27 ? 0 : $1 }).law == many.law)
    let few = try LawFit(.generalizedNormal, to: values.enumerated().map { $0 % 1_000 == 0 ? 0 : $1 })
    #expect(abs(few.law.location) < 0.05)
    #expect(abs(few.law.shape - 0.8) < 5 * (try #require(few.standardErrors.shape)))
  }

  /// A few values that are not zero, which a search among some would miss.
  @Test(arguments: [1_000, 120_000])
  func almostAllValuesMayBeZero(count: Int) throws {
    let values = sample(2, count: count, seed: 1).enumerated().map { $0 % 997 == 5 ? $1 : 0 }
    let fit = try LawFit(.generalizedNormal, to: values)
    #expect(fit.law.location == 0 && fit.law.shape == 1)
    #expect(isClose(fit.law.scale, values.reduce(0) { $0 + Double(abs($1)) } / Double(count), relative: 1e-12))
  }

  /// Values on few levels have a fit, inside the range.
  @Test(arguments: [30, 2_000, 20_000])
  func tiesHaveAFit(count: Int) throws {
    let values = sample(2, count: count, seed: 1).map { ($0 * 4).rounded() }
    let fit = try LawFit(.generalizedNormal, to: values)
    #expect(fit.law.shape >= 1 && fit.law.shape <= 64 && abs(fit.law.location) < 2)
  }

  /// Two and three values, and those with one far away; a nearly uniform pair is at the end of the range.
  @Test func fewValuesHaveAFit() throws {
    let pair = try LawFit(.generalizedNormal, to: [1, 3])
    #expect(pair.law.shape == 64 && abs(pair.law.location - 2) < 1e-9 && pair.standardErrors.shape == nil)
    for values in [[0, 1, 5], [1, 1, 2], [0, 0, 1, 1], [-3e38, 1, 3e38], [1e-45, 0, 0], [1, 1, 1, 1, 1e30]] as [[Float]]
    {
      for family in LawFamily.allCases {
        let fit = try LawFit(family, to: values)
        #expect(fit.law.scale > 0 && fit.meanLogLikelihood.isFinite && fit.standardErrors.scale.isFinite)
        #expect(fit.law.location >= Double(values.min() ?? 0) && fit.law.location <= Double(values.max() ?? 0))
      }
    }
  }

  @Test(arguments: LawFamily.allCases)
  func valuesWithoutAFitAreRefused(family: LawFamily) {
    #expect(throws: LawFitError.noValues) { try LawFit(family, to: []) }
    #expect(throws: LawFitError.constantValues(3)) { try LawFit(family, to: [3]) }
    #expect(throws: LawFitError.constantValues(0)) { try LawFit(family, to: [Float](repeating: 0, count: 1_000)) }
    #expect(throws: LawFitError.constantValues(0)) { try LawFit(family, to: [0, -0]) }
    for count in [1, 7, 8, 100] {
      for value in [.nan, .infinity, -.infinity] as [Float] {
        let values = (0..<count).map(Float.init) + [value, 0]
        #expect(throws: LawFitError.valueIsNotFinite(index: count)) { try LawFit(family, to: values) }
      }
    }
  }

  @Test func fitsAreCoded() throws {
    let fit = try LawFit(.generalizedNormal, to: sample(0.8, count: 100, seed: 1))
    #expect(try JSONDecoder().decode(LawFit.self, from: JSONEncoder().encode(fit)) == fit)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(GeneralizedNormal.self, from: Data(#"{"location":0,"scale":-1,"shape":2}"#.utf8))
    }
  }
}
