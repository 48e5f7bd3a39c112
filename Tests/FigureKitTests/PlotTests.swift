import FigureKit
import Foundation
import TestSupport
import Testing

@Suite struct PlotTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The sixth deviation exceeds its mean, which a logarithmic axis must bear.
  private func table() throws -> SeriesTable {
    try SeriesTable(
      header: ["x", "y", "sd", "low", "high", "kind"],
      rows: (1...20).map { step in
        let y = Double(step * step)
        return [
          "\(step)", "\(y)", "\(step == 6 ? 2 * y : y / 5)", "\(y / 2)", "\(y * 2)", step <= 10 ? "it's" : "b",
        ]
      })
  }

  /// Writes table and script, draws, and gives gnuplot's words and the picture.
  private func draw(
    _ plot: Plot, title: String = "Title", _ table: SeriesTable
  ) async throws -> (message: String, picture: Picture) {
    let output = try OutputFolder(folder.path)
    try plot.check(against: table)
    try output.write(Data(table.text.utf8), to: "t.tsv")
    try output.write(Data(plot.script(id: "t", title: title, subtitle: "sub_title").utf8), to: "t.gp")
    let message = try await Gnuplot.run("t.gp", in: output)
    return (message, try Picture(png: try #require(folder.content("t.png"))))
  }

  @Test(
    arguments: [
      .lines, .points, .linesAndPoints, .steps, .boxes,
    ] as [Plot.Series.Style])
  func everyStyleDraws(style: Plot.Series.Style) async throws {
    let spreads: [Plot.Series.Spread?] = [
      nil, .band("sd"), .bars("sd"), .bandBetween("low", "high"), .barsBetween("low", "high"),
    ]
    let plot = Plot(
      panels: spreads.map { spread in
        Plot.Panel(
          x: .init("x"), y: .init("y", .logarithmic),
          series: [.init("a 'b'", x: "x", y: "y", rows: ["kind": "it's"], spread: spread, style: style)])
      }, columns: 3, panelHeight: 300)
    let (message, picture) = try await draw(plot, title: "A \"b\" {c} d_e ^f 'g' \\h", try table())
    #expect(message.isEmpty)
    #expect(picture.width == 1_200 && picture.height == 680 && picture.colourCount > 20)
  }

  @Test func aHeatMapDraws() async throws {
    let cells = try SeriesTable(
      header: ["i", "j", "v"], rows: (0..<36).map { ["\($0 / 6)", "\($0 % 6)", "\($0 * $0)"] })
    let plot = Plot(x: .init("i"), y: .init("j"), series: [.heatMap("v (V)", x: "i", y: "j", value: "v")])
    let (message, picture) = try await draw(plot, cells)
    #expect(message.isEmpty && picture.colourCount > 30)
  }

  /// A panel with names beside one with numbers after it, which must have numbers again.
  @Test func spansDrawInNamedLanes() async throws {
    let table = try SeriesTable(
      header: ["lane", "from", "to"], rows: (0..<3).map { ["\($0)", "\($0)", "\($0 + 2)"] })
    let spans = ["solid", "hatched"].map { name in
      Plot.Series.spans(name, from: "from", to: "to", y: "lane", isHatched: name == "hatched")
    }
    let lanes = Plot.Axis("", names: ["server", "worker's link", "worker"])
    let plot = Plot(panels: [
      .init(x: .init("time (s)"), y: lanes, series: spans),
      .init(x: .init("time (s)"), y: .init("lane"), series: [.init("", x: "from", y: "lane")]),
    ])
    let script = plot.script(id: "t", title: "", subtitle: "")
    #expect(script.contains("set ytics ('server' 0, 'worker''s link' 1, 'worker' 2)"))
    #expect(script.ranges(of: "set ytics autofreq").count == 1)
    let (message, picture) = try await draw(plot, table)
    #expect(message.isEmpty && picture.colourCount > 20)
    let missing = Plot(x: .init(""), y: .init(""), series: [.spans("", from: "from", to: "until", y: "lane")])
    #expect(throws: FigureError.self) { try missing.check(against: table) }
  }

  @Test func anUnknownColumnIsNamed() throws {
    let plot = Plot(x: .init("x"), y: .init("y"), series: [.init("", x: "x", y: "z")])
    #expect(throws: FigureError.malformedPlot(reason: "no column z; there are x, y, sd, low, high, kind")) {
      try plot.check(against: try table())
    }
  }

  @Test func aSeriesWithoutRowsIsAnError() throws {
    let plot = Plot(x: .init("x"), y: .init("y"), series: [.init("", x: "x", y: "y", rows: ["kind": "c"])])
    #expect(throws: FigureError.self) { try plot.check(against: try table()) }
  }

  @Test func gnuplotsErrorsAreShown() async throws {
    let output = try OutputFolder(folder.path)
    try output.write(Data("plot nonsense(\n".utf8), to: "bad.gp")
    let error = await #expect(throws: FigureError.self) { try await Gnuplot.run("bad.gp", in: output) }
    #expect(error.map { "\($0)".contains("nonsense") } == true)
  }

  @Test func aFolderWithAQuoteIsEntered() async throws {
    let output = try OutputFolder(folder.path + "/it's here")
    try output.write(Data("set print 'said.txt'\nprint 'ok'\n".utf8), to: "a.gp")
    #expect(try await Gnuplot.run("a.gp", in: output).isEmpty)
    #expect(folder.text("it's here/said.txt") == "ok\n")
  }
}
