import ArgumentParser
import FigureKit
import Foundation
import TestSupport
import Testing

/// The whole way of a figure, from the command line to its files.
@Suite struct FigureRunTests {
  private let id = ExampleFigure.id
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String..., profile: String = "smoke") async throws {
    try await ExampleFigure.parse(["--profile", profile, "--out", folder.path, "--quiet"] + arguments).run()
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func everyFileIsWrittenAndNothingElse() async throws {
    try await run()
    #expect(try names() == ["\(id)-map.png", "\(id).gp", "\(id).json", "\(id).png", "\(id).tsv"])
    let picture = try Picture(png: try #require(folder.content("\(id).png")))
    #expect(picture.width == 1_200 && picture.height == 640)
    #expect(picture.colourCount > 20)
  }

  @Test func theJSONSaysWhereTheNumbersComeFrom() async throws {
    try await run("--seed", "9", "--set", "frequency=2")
    let provenance = try #require(Provenance.read(folder.path + "/\(id).json"))
    #expect(provenance.seed == 9 && provenance.profile == .smoke)
    #expect(provenance.parameters == ["frequency": "2.0", "points": "41"])
    #expect(provenance.claims.map(\.verdict) == [.met, .notMeasured])
    #expect(provenance.data.map(\.isEmbedded) == [true])
    #expect(provenance.data.allSatisfy { $0.sha256.values.allSatisfy { $0.count == 64 } })
    #expect(provenance.peakMemoryBytes > 1 << 20 && provenance.wallSeconds > 0)
    #expect(provenance.tools["gnuplot"]?.hasPrefix("gnuplot ") == true)
    let keys = try #require(folder.text("\(id).json")).split(separator: "\n")
      .filter { $0.hasPrefix("  \"") }.compactMap { $0.split(separator: "\"").dropFirst().first }
    #expect(keys == keys.sorted() && keys.count > 12)
  }

  @Test func theScriptDrawsByItself() async throws {
    try await run()
    try FileManager.default.removeItem(atPath: folder.path + "/\(id).png")
    let message = try await Gnuplot.run("\(id).gp", in: OutputFolder(folder.path))
    #expect(message.isEmpty)
    #expect(try Picture(png: try #require(folder.content("\(id).png"))).colourCount > 20)
  }

  /// The last column is random in every run, so a second computation would show.
  @Test func whatIsUpToDateStays() async throws {
    try await run()
    let first = folder.text("\(id).tsv")
    try await run("--jobs", "3")
    #expect(folder.text("\(id).tsv") == first)
    try await run("--fresh")
    #expect(folder.text("\(id).tsv") != first)
  }

  @Test(arguments: ["--seed=2", "--set=points=40", "--fresh"])
  func aChangedOptionComputesAgain(option: String) async throws {
    try await run()
    let first = folder.text("\(id).tsv")
    try await run(option)
    #expect(folder.text("\(id).tsv") != first)
  }

  @Test(arguments: ["tsv", "gp", "png"])
  func aDamagedFileIsMadeAgain(ending: String) async throws {
    try await run()
    let path = folder.path + "/\(id).\(ending)"
    try Data("damaged".utf8).write(to: URL(fileURLWithPath: path))
    try await run()
    #expect(folder.text("\(id).\(ending)") != "damaged")
  }

  @Test func columnsThatAreNotTimesAreTheSameForAnyNumberOfThreads() async throws {
    func stable() throws -> [[String]] {
      let table = try SeriesTable(text: try #require(folder.text("\(id).tsv")))
      return table.header.filter { !$0.hasSuffix("_seconds_measured") }.compactMap { table[$0] }
    }
    try await run("--jobs", "1")
    let first = try stable()
    try await run("--jobs", "5", "--fresh")
    #expect(try stable() == first)
  }

  @Test(
    arguments: [
      (["--set", "frequency"], 64), (["--set", "colour=1"], 64), (["--set", "points=1"], 64),
      (["--set", "frequency=nan"], 64), (["--data", "/no/such/folder"], 66),
    ] as [([String], Int32)])
  func errorsHaveTheirExitCodes(arguments: [String], code: Int32) async throws {
    let figure = try ExampleFigure.parse(["--profile", "smoke", "--out", folder.path, "--quiet"] + arguments)
    await #expect(throws: ExitCode(code)) { try await figure.run() }
    #expect(try names().isEmpty)
  }

  /// Below a file no folder can be made, not even by root.
  @Test func aFolderThatCannotBeMadeEndsWith73() async throws {
    try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
    let figure = try ExampleFigure.parse(["--profile", "smoke", "--out", folder.path + "/file/x", "--quiet"])
    await #expect(throws: ExitCode(73)) { try await figure.run() }
  }

  /// A folder without the data that was asked for is an error, never a silent stand-in.
  @Test func aFolderThatLacksTheDataEndsWith66() async throws {
    let figure = try ExampleFigure.parse(["--profile", "smoke", "--data", folder.path, "--out", folder.path])
    await #expect(throws: ExitCode(66)) { try await figure.run() }
  }

  /// The example says in a column how long its input is.
  @Test func inputFilesAreRead() async throws {
    try await run()
    let table = try SeriesTable(text: try #require(folder.text("\(id).tsv")))
    let root = try #require(PackageRoot.find())
    let ledger = try String(contentsOfFile: "\(root)/paper/claims.tsv", encoding: .utf8)
    #expect(try Set(#require(table["input_characters"])) == ["\(ledger.count)"])
  }

  @Test func anInputFileThatIsMissingEndsWith66() async throws {
    let figure = try FigureWithoutInput.parse(["--profile", "smoke", "--out", folder.path, "--quiet"])
    await #expect(throws: ExitCode(66)) { try await figure.run() }
    #expect(try names().isEmpty)
  }

  @Test func helpNamesTheParameters() {
    let help = ExampleFigure.helpMessage()
    #expect(help.contains("points=41 | 201 | 2001") && help.contains("frequency=1.5 Hz"))
  }

  @Test(arguments: ["0", "-1", "x"])
  func aNumberOfJobsIsPositive(jobs: String) {
    #expect(throws: (any Error).self) { try ExampleFigure.parse(["--jobs=\(jobs)"]) }
  }
}

/// A figure whose input file is nowhere.
private struct FigureWithoutInput: Figure {
  static let id = "example-without-input"
  static let caption = "Never drawn"
  static let inputFiles = ["data/reference/no-such-file.tsv"]

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [ExampleFigure.Row] { [] }
  func plot(_ rows: [ExampleFigure.Row]) -> Plot { Plot(panels: []) }
}
