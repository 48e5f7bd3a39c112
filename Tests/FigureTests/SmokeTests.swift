import FigureKit
import Foundation
import TestSupport
import Testing

/// Runs every figure's executable at the smoke profile and looks at what it wrote.
@Suite(.serialized) struct SmokeTests {
  /// Two runs in folders of their own, with one thread and with three, and all that must hold of them.
  @Test(arguments: try BuiltFigure.all())
  func aFigureKeepsItsContract(figure: BuiltFigure) async throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    for (folder, jobs) in [(first, "1"), (second, "3")] {
      let outcome = try await figure.run(["--profile", "smoke", "--out", folder.path, "--jobs", jobs])
      try #require(outcome.exitCode == 0, "\(outcome.message)")
      #expect(outcome.output.hasPrefix("\(figure.id): "))
    }
    let table = try SeriesTable(text: try #require(first.text("\(figure.id).tsv")))
    let again = try SeriesTable(text: try #require(second.text("\(figure.id).tsv")))
    checkColumns(table, of: figure)
    #expect(table.header == again.header)
    for column in table.header where !isOfTheMachine(column) {
      #expect(table[column] == again[column], "\(column) depends on the run")
    }
    let last = try await figure.run(["--profile", "smoke", "--out", first.path])
    #expect(last.output == "\(figure.id): up to date\n")
    try checkPicture(in: first, of: figure)
    try checkProvenance(in: first, of: figure)
    try await checkScript(in: first, of: figure)
    try compareWithReference(table, of: figure)
    try await checkRuns(in: second, of: figure)
  }

  /// A figure that keeps runs names all of them, and scripts/slurm/resources.tsv says what each needs; a figure without runs has a
  /// row there.
  private func checkRuns(in folder: TemporaryFolder, of figure: BuiltFigure) async throws {
    let needs = try BuiltFigure.table("scripts/slurm/resources.tsv").rows
    func hasRow(_ kind: String, _ name: String) -> Bool {
      needs.contains { $0[0] == kind && fnmatch($0[1], name, 0) == 0 }
    }
    let kept = folder.files(".json").filter { $0.contains("/.cache/") && !$0.hasSuffix("/key.json") }
    if kept.isEmpty || hasRow("figure", figure.id) {
      #expect(kept.isEmpty && hasRow("figure", figure.id), "scripts/slurm/resources.tsv says otherwise")
      return
    }
    let outcome = try await figure.run(["--profile", "smoke", "--out", folder.path, "--list-runs"])
    try #require(outcome.exitCode == 0, "\(outcome.message)")
    let runs = outcome.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(runs.map { folder.path + "/.cache/" + $0[0] + ".json" }.sorted() == kept)
    for run in runs {
      let experiment = try #require(run[0].firstMatch(of: /^(.+)-v[0-9]+\//)).output.1
      #expect(hasRow("run", "\(experiment)/\(run[1])") && run[2] == "stored", "\(run)")
    }
  }

  /// Whether a column has times or memory, which differ from run to run.
  private func isOfTheMachine(_ column: String) -> Bool {
    column.hasSuffix("_seconds_measured") || column.hasSuffix("_bytes_measured")
  }

  private func checkColumns(_ table: SeriesTable, of figure: BuiltFigure) {
    #expect(!figure.columns.isEmpty, "data/reference/figures.tsv does not name \(figure.id)")
    for column in figure.columns { #expect(table.header.contains(column), "no column \(column)") }
    #expect(table.header.allSatisfy { $0.wholeMatch(of: /[a-z0-9_]+/) != nil }, "not in snake case")
    #expect(Set(table.header).count == table.header.count)
    #expect(!table.rows.isEmpty)
  }

  private func checkPicture(in folder: TemporaryFolder, of figure: BuiltFigure) throws {
    let picture = try Picture(png: try #require(folder.content("\(figure.id).png")))
    #expect(picture.width == 1_200 && (400...4_000).contains(picture.height))
    // Text is drawn smooth, so a page with axes has many greys; an empty one has none.
    #expect(picture.colourCount > 20, "blank")
  }

  private func checkProvenance(in folder: TemporaryFolder, of figure: BuiltFigure) throws {
    let provenance = try #require(Provenance.read(folder.path + "/\(figure.id).json"))
    #expect(provenance.id == figure.id && provenance.profile == .smoke && provenance.seed == 1)
    #expect(provenance.fingerprint.count == 64 && provenance.executableSha256.count == 64)
    #expect(provenance.data.allSatisfy { $0.isEmbedded })
    #expect(!provenance.processor.isEmpty && provenance.threads == 1 && provenance.peakMemoryBytes > 1 << 20)
    #expect(provenance.claims.allSatisfy { $0.verdict != .notMeasured || $0.reason != nil })
    // A smoke run takes at most 4 s on two cores. Processor time hardly depends on what else the machine does.
    #expect(provenance.processorSeconds < 8)
  }

  private func checkScript(in folder: TemporaryFolder, of figure: BuiltFigure) async throws {
    try FileManager.default.removeItem(atPath: folder.path + "/\(figure.id).png")
    let message = try await Gnuplot.run("\(figure.id).gp", in: OutputFolder(folder.path))
    #expect(message.isEmpty, "gnuplot: \(message)")
    try checkPicture(in: folder, of: figure)
  }

  /// Texts are equal; numbers differ by at most 2 % of the largest of their column, or more where the table of tolerances
  /// says so, since processors round differently and a training carries such differences on.
  private func compareWithReference(_ table: SeriesTable, of figure: BuiltFigure) throws {
    let path = "data/reference/\(figure.id)-smoke.tsv"
    guard try BuiltFigure.exists(path) else { return }
    let reference = try BuiltFigure.table(path)
    #expect(table.header == reference.header)
    let tolerances = try tolerances(of: figure)
    for column in table.header where !isOfTheMachine(column) {
      let (cells, expected) = (try #require(table[column]), try #require(reference[column]))
      try #require(cells.count == expected.count)
      let scale = expected.compactMap(Double.init).filter(\.isFinite).map(abs).max() ?? 0
      for (cell, wanted) in zip(cells, expected) where cell != wanted {
        let distance = abs(try #require(Double(cell)) - (try #require(Double(wanted))))
        #expect(distance <= max(0.02, tolerances[column] ?? 0) * scale, "\(column): \(cell), stored \(wanted)")
      }
    }
  }

  /// How far the columns of a figure may differ between processors, of the largest number of each.
  private func tolerances(of figure: BuiltFigure) throws -> [String: Double] {
    let table = try BuiltFigure.table("data/reference/processor-tolerances.tsv")
    let (ids, columns) = (try #require(table["figure"]), try #require(table["column"]))
    let relative = try #require(table["relative"]).map { try #require(Double($0)) }
    return Dictionary(
      uniqueKeysWithValues: zip(ids, zip(columns, relative)).filter { $0.0 == figure.id }.map { $0.1 })
  }

  @Test(
    arguments: try BuiltFigure.all(),
    [
      (["--profile", "fast"], 64), (["--set", "no_such_parameter=1"], 64), (["--seed", "x"], 64), (["--what"], 64),
      (["--out", "/dev/null/x"], 73),
    ] as [([String], Int32)])
  func errorsHaveTheirExitCodes(figure: BuiltFigure, call: (arguments: [String], code: Int32)) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await figure.run(["--profile", "smoke", "--out", folder.path] + call.arguments)
    #expect(outcome.exitCode == call.code, "\(outcome.message)")
    #expect(!outcome.message.isEmpty)
  }
}

/// The tables that speak of figures name the figures that there are.
@Suite struct FigureListTests {
  @Test func theOrderOfRunsNamesEveryFigureOnce() throws {
    let listed = try #require(try BuiltFigure.table("scripts/figures.tsv")["id"])
    let declared = try BuiltFigure.declaredIDs()
    #expect(listed.sorted() == declared.sorted())
  }

  @Test func costsAreNumbers() throws {
    let seconds = try #require(try BuiltFigure.table("scripts/figures.tsv")["seconds"])
    #expect(!seconds.isEmpty && seconds.allSatisfy { (Int($0) ?? 0) > 0 })
  }
}
