// THESIS, Figure 2.2 — a worked example of nested quantization: fine step 1, coarse step 3.
//
// Look for: x + u lies in the left third of its coarse cell, so s = −1. Many numbers have this s; one of them lies within
// half a coarse step of the side information y, and that is the estimate.

import ArgumentParser
import FigureKit
import Quantization

@main
struct Fig2_2: Figure {
  static let id = "thesis-fig2-2-nested"
  static let caption = "Nested quantization: s tells the place in a coarse cell, y tells which cell"

  static let fineStep = Parameter("fine_step", 1, in: 1e-3...1e3, "fine step Δ1")
  static let ratio = Parameter("ratio", 3, in: 2...100, "fine cells in a coarse one, Δ2/Δ1")
  static let value = Parameter("x", -4.2, in: -1e6...1e6, "number to quantize")
  static let dither = Parameter("u", 0.3, in: -500...500, "dither, half a fine step at most")
  static let side = Parameter("y", -3.4, in: -1e6...1e6, "side information")
  static let parameters: [any ParameterDeclaration] = [fineStep, ratio, value, dither, side]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    /// The height is that of the value in the picture, nan for what is not drawn.
    static let header = ["quantity", "value", "height"]
    let quantity: String
    let value: Double
    var height = Double.nan
    var cells: [String] { [quantity, SeriesTable.cell(value, digits: 12), SeriesTable.cell(height)] }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let (x, u, y) = (context[Self.value], context[Self.dither], context[Self.side])
    let quantizer = try NestedQuantizer(fineStep: context[Self.fineStep], ratio: context[Self.ratio], dither: u)
    let (fine, coarse) = (quantizer.fineStep, quantizer.coarseStep)
    let index = quantizer.index(of: x)
    let middle = Int((y / coarse).rounded())
    func ends(_ name: String, step: Double, cells: Int) -> [Row] {
      (-(cells / 2)...cells / 2 + 1).flatMap { end in
        let place = Double(middle) * coarse + (Double(end) - 0.5) * step
        // A vertical line, and a break.
        return [Row(quantity: name, value: place, height: 0.5), Row(quantity: name, value: place, height: 5.5)]
          + [Row(quantity: name, value: .nan)]
      }
    }
    let estimate = quantizer.value(of: index, side: y)
    return [
      Row(quantity: "delta_1", value: fine), Row(quantity: "delta_2", value: coarse), Row(quantity: "u", value: u),
      Row(quantity: "x", value: x, height: 1), Row(quantity: "x_plus_u", value: x + u, height: 2),
      Row(quantity: "s", value: quantizer.symbol(of: index)),
    ]
      + (middle - 1...middle + 1).map { cell in
        Row(quantity: "candidate", value: quantizer.candidate(of: index, coarseCell: cell), height: 3)
      }
      + [-0.5, 0.5].map { Row(quantity: "reach_of_y", value: y + $0 * coarse, height: 4) }
      + [Row(quantity: "y", value: y, height: 4), Row(quantity: "estimate", value: estimate, height: 5)]
      + ends("fine_end", step: fine, cells: 3 * quantizer.ratio) + ends("coarse_end", step: coarse, cells: 3)
  }

  func plot(_ rows: [Row]) -> Plot {
    func series(_ title: String, _ quantity: String, _ style: Plot.Series.Style, _ colour: Int) -> Plot.Series {
      .init(
        title, x: "value", y: "height", rows: ["quantity": quantity], style: style, dashed: quantity == "fine_end",
        colour: colour)
    }
    return Plot(
      x: .init("number"), y: .init("step of the method", from: 6, to: 0),
      series: [
        series("ends of fine cells", "fine_end", .lines, 5), series("ends of coarse cells", "coarse_end", .lines, 6),
        series("1: x", "x", .points, 0), series("2: x + u, of which s is the place", "x_plus_u", .points, 1),
        series("3: numbers that s and u allow", "candidate", .points, 2),
        series("4: y", "y", .points, 3),
        series("4: half a coarse step about y", "reach_of_y", .linesAndPoints, 3),
        series("5: the estimate, the number within", "estimate", .points, 4),
      ], key: .below)
  }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    let values = ["s", "estimate"].map { name in rows.first { $0.quantity == name }?.value ?? .nan }
    return [ClaimResult("thesis-fig2-2", values: values)]
  }
}
