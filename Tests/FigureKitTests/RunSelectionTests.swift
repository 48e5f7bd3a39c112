import ArgumentParser
import FigureKit
import Foundation
import TestSupport
import Testing

/// Runs of a figure that are named, or computed one by one.
@Suite struct RunSelectionTests {
  /// A figure of five runs, in parallel and in turn. What a run gives is random, so that computing one again would show.
  struct Divided: Figure {
    static let id = "example-divided"
    static let caption = "Runs that are divided"

    @OptionGroup var options: FigureOptions

    struct Row: FigureRow {
      static let header = ["run", "value"]
      let run: String, value: Double
      var cells: [String] { [run, SeriesTable.cell(value)] }
    }

    private struct Options: Encodable {
      var model: String? = nil, place: Int
    }

    func compute(_ context: FigureContext) async throws -> [Row] {
      @Sendable func run(_ place: Int, model: String? = nil) async throws -> Row {
        let key = try RunKey(experiment: "divided", version: 1, options: Options(model: model, place: place))
        let value = try await context.cache.value(key, part: "result") { _ in Double.random(in: 0...1) }
        return Row(run: "\(place)", value: value)
      }
      func maps() async throws -> [Row] {
        try await context.mapInTurn([0, 2]) { first in
          try await context.parallelMap(2) { try await run(first + $0, model: "LeNet") }
        }.flatMap { $0 }
      }
      let (several, last) = try await context.inTurn({ try await maps() }, { try await run(4) })
      return several + [last]
    }

    func plot(_ rows: [Row]) -> Plot {
      Plot(x: .init("run"), y: .init("value"), series: [.init("value", x: "run", y: "value")])
    }
  }

  private func run(_ folder: TemporaryFolder, _ arguments: String...) async throws {
    let always = ["--profile", "smoke", "--out", folder.path, "--quiet"]
    try await Divided.parse(always + arguments).run()
  }

  /// The names of the runs that a folder holds.
  private func stored(_ folder: TemporaryFolder) -> [String] {
    let place = folder.path + "/.cache/"
    return folder.files("result.json").map { String($0.dropFirst(place.count).dropLast(".json".count)) }
  }

  @Test func runsComputedOneByOneMakeTheFigure() async throws {
    let (whole, divided) = (try TemporaryFolder(), try TemporaryFolder())
    try await run(whole)
    let names = stored(whole)
    try #require(names.count == 5)
    for (count, name) in names.enumerated() {
      try await run(divided, "--run", name)
      #expect(stored(divided).count == count + 1 && stored(divided).contains(name))
    }
    let contents = stored(divided).map { divided.content(".cache/\($0).json") }
    try await run(divided, "--run", names[2])
    try await run(divided)
    #expect(stored(divided).map { divided.content(".cache/\($0).json") } == contents)
    #expect(divided.files(".checkpoint").isEmpty)
    let table = try SeriesTable(text: try #require(divided.text("\(Divided.id).tsv")))
    #expect(table["run"] == ["0", "1", "2", "3", "4"])
  }

  @Test func namingComputesNothing() async throws {
    let folder = try TemporaryFolder()
    try await run(folder, "--list-runs")
    #expect(stored(folder).isEmpty && folder.files(".tsv").isEmpty)
  }

  @Test func anUnknownRunIsAnErrorOfUsage() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: ExitCode(64)) { try await run(folder, "--run", "divided-v1/0/result") }
    #expect(throws: (any Error).self) { try Divided.parse(["--run", "x", "--list-runs"]) }
  }
}
