import Foundation
import Testing

@testable import GradientStatistics

/// Fits of SciPy to samples that both make by a formula: data/reference/gennorm-fits.tsv.
@Suite struct LawFitReferenceTests {
  /// Quantiles at u = (i + ½)/n, by the name of the recipe, with y = 2u − 1.
  private static func quantile(_ recipe: String, _ u: Double) -> Double {
    let y = 2 * u - 1
    return switch recipe {
    case "logistic": 0.5 + log(u / (1 - u))
    case "cubic": y * y * y * (1 + 0.3 * y)
    case "tangent": tan(1.2 * y)
    case "exponential": -log(1 - u)
    case "dome": (y < 0 ? -1 : 1) * (1 - pow(1 - abs(y), 0.6))
    case "steep": sinh(4 * y)
    default: .nan
    }
  }

  /// No likelihood is less by more than 10⁻⁶ of it; where it is smooth, the parameters are the same to 10⁻⁴ of the scale.
  @Test func noFitOfSciPyIsBetter() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "data/reference/gennorm-fits.tsv"), encoding: .utf8)
    let lines = text.split(separator: "\n").dropFirst()
    #expect(lines.count == 17)
    for line in lines {
      let cells = line.split(separator: "\t").map(String.init)
      try #require(cells.count == 6)
      let count = try #require(Int(cells[1]))
      let reference = try cells[2...].map { try #require(Double($0)) }
      let values = (0..<count).map { Float(Self.quantile(cells[0], (Double($0) + 0.5) / Double(count))) }
      let fit = try LawFit(.generalizedNormal, to: values)
      #expect(fit.meanLogLikelihood > reference[3] - 1e-6 * abs(reference[3]), "\(line): \(fit)")
      if reference[0] > 1.2 && fit.meanLogLikelihood < reference[3] + 1e-6 {
        #expect(isClose(fit.law.shape, reference[0], relative: 1e-4), "\(line): \(fit)")
        #expect(abs(fit.law.location - reference[1]) < 1e-4 * reference[2], "\(line): \(fit)")
        #expect(isClose(fit.law.scale, reference[2], relative: 1e-4), "\(line): \(fit)")
      }
    }
  }
}
