import Foundation
import Testing

/// The programs of Examples/, at sizes that take a second or two.
@Suite struct ExampleTests {
  private func lines(_ id: String, _ arguments: [String]) async throws -> [String] {
    let outcome = try await BuiltFigure(id: id, columns: []).run(arguments)
    try #require(outcome.exitCode == 0, "\(outcome.message)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func aNewCompressorIsComparedWithSixOthers() async throws {
    let lines = try await lines("new-compressor", ["0.2"])
    #expect(lines.count == 9)
    let costs = lines.dropFirst(2).compactMap { $0.split(separator: "\t").last.flatMap { Double($0) } }
    try #require(costs.count == 7)
    // Floats have 32 bits a number, and the new compressor's 15 symbols less than four.
    #expect(costs[0] > 0 && costs[0] < costs[1] / 8)
  }

  @Test func filesAreCodedWithSideInformation() async throws {
    let lines = try await lines("correlated-files", [])
    #expect(lines.contains("decoded without an error") && lines.contains { $0.contains("too far") })
  }

  /// The column was drawn from GenNorm(0.001, 0.01, 0.8); four standard errors of the shape are 0.12.
  @Test func aLawIsFittedToAColumn() async throws {
    let lines = try await lines("fit-column", [try BuiltFigure.path("Examples/FitColumn/gradients.csv"), "gradient"])
    let law = try #require(lines.first { $0.hasPrefix("generalizedNormal") }).split(separator: "\t")
    let shape = try #require(Double(law[3].split(separator: " ")[0]))
    #expect(abs(shape - 0.8) < 0.12)
    #expect(
      try await BuiltFigure(id: "fit-column", columns: []).run([BuiltFigure.path("README.md"), "x"]).exitCode == 65)
  }

  /// Both manifests name the same programs and modules.
  @Test func theManifestForOthersNamesTheSamePrograms() throws {
    func programs(_ path: String, _ function: String) throws -> [String] {
      let text = try BuiltFigure.text(path)
      return text.matches(of: try Regex("\\b\(function)\\(\\s*((?:\"[A-Za-z-]+\",?\\s*)+)")).map { match in
        String(text[match.range]).filter { !$0.isWhitespace }.replacing(function, with: "").replacing(",", with: "")
      }
    }
    let known = try programs("Package.swift", "example")
    #expect(known.count == 3)
    #expect(try programs("Examples/Package.swift", "program") == known)
  }
}
