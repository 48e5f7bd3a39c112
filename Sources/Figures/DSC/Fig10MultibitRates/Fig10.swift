// DSC, Figure 10: the rates of entropy coding and of Slepian-Wolf coding of bit planes against the bits of a uniform
// quantizer, one worker as side information, ratio 100.
//
// Look for: both grow by a bit a bit, and the relative reduction falls: what one gradient tells of another is bounded.

import ArgumentParser
import FigureKit
import Quantization
import RateDistortion

@main
struct Fig10: Figure {
  static let id = "dsc-fig10-multibit-rates"
  static let caption = "Entropy coding and Slepian-Wolf coding of bit planes, uniform quantization"

  static let ratio = Parameter("ratio", 100, in: 1e-3...1e6, "σ_X²/σ_N²")
  static let bits = Parameter("bits", 10, in: 1...12, "greatest number of quantization bits m")
  static let parameters: [any ParameterDeclaration] = [ratio, bits]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = ["bits", "entropy_bit", "slepian_wolf_bit", "relative_reduction"]
    let bits: Int, entropy: Double, slepianWolf: Double
    var reduction: Double { 1 - slepianWolf / entropy }
    var cells: [String] { ["\(bits)"] + [entropy, slepianWolf, reduction].map { SeriesTable.cell($0, digits: 9) } }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let model = try GaussianCEO(signalVariance: context[Self.ratio], noiseVariance: 1)
    return try await context.parallelMap(context[Self.bits], "bits") { index in
      let quantizer = try UniformQuantizer(bitCount: index + 1, deviation: model.localVariance.squareRoot())
      let rates = try QuantizedSideInformation(
        model, quantizer: quantizer, workerCount: 2, resolution: QuantizedSideInformation.exact
      ).rates
      return Row(bits: index + 1, entropy: rates[0], slepianWolf: rates[1])
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let bits = Plot.Axis("quantization bits m")
    return Plot(panels: [
      .init(
        x: bits, y: .init("rate (bits/element)", from: 0),
        series: [
          .init("entropy coding", x: "bits", y: "entropy_bit", style: .linesAndPoints),
          .init("Slepian-Wolf coding", x: "bits", y: "slepian_wolf_bit", style: .linesAndPoints, dashed: true),
        ], key: .topLeft),
      .init(
        x: bits, y: .init("relative reduction", from: 0, to: 1),
        series: [.init("", x: "bits", y: "relative_reduction", style: .linesAndPoints)], key: .none),
    ])
  }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    zip(["dsc-fig10-a", "dsc-fig10-b"], [1, 10]).compactMap { id, bits in
      rows.first { $0.bits == bits }.map { ClaimResult(id, value: 100 * $0.reduction) }
    }
  }
}
