// Which generalized normal law a column of numbers follows, beside the normal law and Laplace's.   fit-column FILE.csv COLUMN

import Foundation
import GradientStatistics

@main
struct FitColumn {
  static func main() {
    do {
      try fit()
    } catch {
      FileHandle.standardError.write(Data("fit-column: \(error)\n".utf8))
      exit(65)
    }
  }

  static func fit() throws {
    guard CommandLine.arguments.count == 3 else { throw ColumnError.usage }
    let values = try column(CommandLine.arguments[2], of: CommandLine.arguments[1])
    let moments = Moments(values), sample = SortedSample(values)
    print(
      "n \(values.count), mean \(text(moments.mean)), deviation \(text(moments.deviation)), kurtosis \(text(moments.kurtosis))"
    )
    print("law\tlocation\tscale\tshape\tnats a sample\tW2")
    for family in [LawFamily.generalizedNormal, .laplace, .normal] {
      let fit = try LawFit(family, to: values), errors = fit.standardErrors
      let parameters = [
        (fit.law.location, errors.location), (fit.law.scale, errors.scale), (fit.law.shape, errors.shape),
      ].map { value, error in text(value) + (error.map { " ± \(text($0))" } ?? "") }
      let measures = [fit.meanLogLikelihood, sample.wassersteinDistance(to: fit.law)].map(text)
      print(([family.rawValue] + parameters + measures).joined(separator: "\t"))
    }
  }

  /// The numbers of a column, by its name in the first line.
  static func column(_ name: String, of path: String) throws -> [Float] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    guard let place = lines.first?.split(separator: ",").firstIndex(of: Substring(name)) else {
      throw ColumnError.noColumn(name)
    }
    return try lines.enumerated().dropFirst().map { number, line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard place < cells.count, let value = Float(cells[place]) else { throw ColumnError.noNumber(line: number + 1) }
      return value
    }
  }

  static func text(_ value: Double) -> String { String(format: "%.4g", value) }

  enum ColumnError: Error { case usage, noColumn(String), noNumber(line: Int) }
}
