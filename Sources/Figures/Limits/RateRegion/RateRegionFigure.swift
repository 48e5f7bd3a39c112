// LIMITS, Theorem 2, Corollary 1 and problem P1 — the rates at which unlike workers reach a distortion.
//
// Look for: where both workers speak the boundary has a straight face of slope −1: there the sum rate is least and the
// order of decoding chooses the end; the face shrinks as D grows. Coding each worker for itself (no order, no side information) costs more
// everywhere. Asking for no bias costs rate against the classic region, the more the nearer D comes to σ_X².
// There is no data set: all panels show the Gaussian model. Paper profile: seconds.

import ArgumentParser
import FigureKit
import RateDistortion
import RealModule

@main
struct RateRegionFigure: Figure {
  static let id = "limits-rate-region"
  static let caption = "Rate region of the Gaussian model: unlike workers, one and two layers"

  static let signal = Parameter("signal_variance", 2, in: 0.7...100, "signal variance of the first layer")
  static let points = Parameter(
    "points", smoke: 20, standard: 101, paper: 401, in: 3...100_000, "ratios of weights on either side of a face")
  static let parameters: [any ParameterDeclaration] = [signal, points]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "alpha1", "r1_bit", "r2_bit", "r3_bit", "alpha2", "case", "workers", "layers", "distortion",
    ]
    let name: String, layers: Int, distortion: Double
    var weights: [Double] = [.nan, .nan]
    let rates: [Rate]
    var cells: [String] {
      let numbers = [weights[0]] + (rates.map(\.bits) + [.nan]).prefix(3) + [weights[1]]
      return numbers.map { SeriesTable.cell($0, digits: 9) }
        + [name, "\(rates.count)", "\(layers)", SeriesTable.cell(distortion)]
    }
  }

  // σ_N² of workers 1, 2, 3, and the second layer.
  private var noise: [Double] { [0.5, 1, 2] }
  private var secondSignal: Double { 0.5 }
  private var secondNoise: [Double] { [1, 0.25] }
  private var distortions: [[Double]] { [[0.4, 0.6, 1.2], [0.65, 1, 2]] }  // D of one and of two layers
  private var fixedBits: [Double] { [0.1, 0.5, 2] }  // R_3

  func compute(_ context: FigureContext) async throws -> [Row] {
    let signal = context[Self.signal], count = context[Self.points]
    let first = try GaussianLayer(signalVariance: signal, noiseVariances: Array(noise.prefix(2)))
    let layers = [first, try GaussianLayer(signalVariance: secondSignal, noiseVariances: secondNoise)]
    // From worker 2 free to worker 1 free, with both ends of the face of equal weights.
    let ratios = (0..<count).map { .exp10(-6 * .pow(1 - Double($0) / Double(count), 3)) } + [1 - 1e-9]
    let weights = ratios.map { [$0, 1] } + ratios.reversed().map { [1, $0] }
    var rows: [Row] = []
    for (index, distortions) in distortions.enumerated() {
      for distortion in distortions {
        let region = try RateRegion(layers: Array(layers.prefix(index + 1)), distortion: distortion)
        rows += try weights.map {
          Row(
            name: "unbiased", layers: index + 1, distortion: distortion, weights: $0,
            rates: try region.boundary(weights: $0).rates)
        }
      }
    }
    let distortion = distortions[0][1]
    let classic = try RateRegion(layers: [first], distortion: 1 / (1 / distortion - 1 / signal))
    rows += try weights.map {
      Row(
        name: "classic", layers: 1, distortion: distortion, weights: $0, rates: try classic.boundary(weights: $0).rates)
    }
    rows += try separate(first, distortion: distortion, count: 4 * count)
    let sum = try RateRegion(layers: [first], distortion: distortion).sumRate(), none = Rate(nats: 0)
    rows += [[none, sum], [sum, none]].map { Row(name: "sum rate", layers: 1, distortion: distortion, rates: $0) }
    let three = try RateRegion(
      layers: [GaussianLayer(signalVariance: signal, noiseVariances: noise)], distortion: distortions[0][0])
    let slices = try await context.parallelMap(fixedBits.count, "slice") { index in
      try weights.map {
        try three.boundary(weights: $0 + [1], fixing: 2, at: Rate(bits: fixedBits[index]))
      }
    }
    for (bits, slice) in zip(fixedBits, slices) {
      rows += zip(weights, slice).map {
        Row(name: "R3 = \(bits)", layers: 1, distortion: distortions[0][0], weights: $0, rates: $1)
      }
    }
    return rows
  }

  /// Workers coded each for itself, over the shares of the precision 1/D.
  private func separate(_ layer: GaussianLayer, distortion: Double, count: Int) throws -> [Row] {
    let caps = layer.noiseVariances.map { 1 / $0 }, total = 1 / distortion
    let (least, most) = (max(0, total - caps[1]), min(caps[0], total))
    return try (1..<count).map { index in
      let precision = least + (most - least) * Double(index) / Double(count)
      return Row(
        name: "separate", layers: 1, distortion: distortion,
        rates: try layer.separateRates(precisions: [precision, total - precision]))
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    func panel(_ title: String, _ series: [Plot.Series], to limit: Double) -> Plot.Panel {
      Plot.Panel(
        title, x: .init("R1 (bits/element)", from: 0, to: limit), y: .init("R2 (bits/element)", from: 0, to: limit),
        series: series)
    }
    func curve(_ title: String, _ name: String, layers: Int, _ distortion: Double, dashed: Bool = false) -> Plot.Series
    {
      .init(
        title, x: "r1_bit", y: "r2_bit",
        rows: ["case": name, "layers": "\(layers)", "distortion": SeriesTable.cell(distortion)], dashed: dashed)
    }
    let middle = distortions[0][1]
    return Plot(
      panels: [
        panel(
          "two workers, one layer",
          distortions[0].map { curve("D = \($0)", "unbiased", layers: 1, $0, dashed: $0 == middle) }, to: 3),
        panel(
          "the same, D = \(middle)",
          [
            curve("unbiased", "unbiased", layers: 1, middle),
            curve("coded separately", "separate", layers: 1, middle),
            curve("classic, biased", "classic", layers: 1, middle, dashed: true),
            curve("least sum rate", "sum rate", layers: 1, middle, dashed: true),
          ], to: 3),
        panel(
          "two workers, two layers",
          distortions[1].map { curve("D = \($0)", "unbiased", layers: 2, $0, dashed: $0 == distortions[1][1]) }, to: 5),
        panel(
          "three workers, one layer, D = \(distortions[0][0])",
          fixedBits.map {
            curve("R3 = \($0) bits", "R3 = \($0)", layers: 1, distortions[0][0], dashed: $0 == fixedBits[1])
          }, to: 3.5),
      ])
  }
}
