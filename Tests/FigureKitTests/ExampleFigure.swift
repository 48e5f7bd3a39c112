import ArgumentParser
import Datasets
import FigureKit
import Foundation

/// A figure as small as one can be, in two panels: damped oscillations, and their envelope on a logarithmic axis.
struct ExampleFigure: Figure {
  static let id = "example-fig1-damping"
  static let caption = "Damped oscillation: 1'000 samples_per_s at 50 %"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let inputFiles = ["paper/claims.tsv"]

  static let points = Parameter("points", smoke: 41, standard: 201, paper: 2_001, in: 2...1_000_000, "samples")
  static let frequency = Parameter("frequency", 1.5, in: 0...100, unit: "Hz", "oscillations a second")
  static let parameters: [any ParameterDeclaration] = [points, frequency]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "time_s", "damping", "amplitude_mean", "amplitude_sd", "envelope", "input_characters", "work_seconds_measured",
    ]
    let time: Double
    let damping: String
    let amplitude: Double
    let envelope: Double
    let inputLength: Int
    var cells: [String] {
      [
        SeriesTable.cell(time), damping, SeriesTable.cell(amplitude, digits: 6), SeriesTable.cell(envelope / 8),
        SeriesTable.cell(envelope), "\(inputLength)", SeriesTable.cell(Double.random(in: 0...1)),
      ]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let (points, frequency) = (context[Self.points], context[Self.frequency])
    let inputLength = context.inputs["paper/claims.tsv"]?.count ?? 0
    return try await context.parallelMap(2 * points) { index in
      // Rows of the two curves alternate, as they do where a table is ordered by time.
      let time = 4 * Double(index / 2) / Double(points - 1)
      let damping = index % 2 == 0 ? "weak" : "strong"
      let envelope = exp(-time * (index % 2 == 0 ? 0.3 : 1.2))
      let amplitude = index == 20 ? .nan : envelope * cos(2 * .pi * frequency * time)
      return Row(time: time, damping: damping, amplitude: amplitude, envelope: envelope, inputLength: inputLength)
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let kinds = ["weak", "strong"]
    return Plot(panels: [
      Plot.Panel(
        "Amplitude", x: .init("time (s)"), y: .init("amplitude (V)", from: -1.5, to: 1.5),
        series: kinds.map {
          .init("\($0) damping", x: "time_s", y: "amplitude_mean", rows: ["damping": $0], spread: .band("amplitude_sd"))
        }, levels: [("rest", 0)]),
      Plot.Panel(
        "Envelope", x: .init("time (s)"), y: .init("envelope (V)", .logarithmic),
        series: kinds.enumerated().map { index, kind in
          .init(kind, x: "time_s", y: "envelope", rows: ["damping": kind], style: .linesAndPoints, dashed: index == 1)
        }, key: .bottomLeft),
    ])
  }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    [ClaimResult("limits-fig07-a", value: 9.5383), ClaimResult("dsc-fig01-a", holds: true, "0.41 → 0.08")]
  }

  func pictures(_ rows: [Row]) -> [String: Picture] {
    ["map": .heatMap((0..<8).map { row in (0..<12).map { Double(row * $0) } })]
  }
}
