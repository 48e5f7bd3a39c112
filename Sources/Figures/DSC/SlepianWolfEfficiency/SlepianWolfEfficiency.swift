// DSC, Section III-C — what a real Slepian-Wolf code sends beyond the conditional entropy.
//
// A block of n equiprobable bits is sent as its syndrome; the decoder has the block with each bit flipped with probability
// p, so that the conditional entropy is H = h2(p). For each H the code sends what lets one block in a hundred fail; or, with
// repair, what the codec sends until all blocks are right, requests, checks and headers of both directions counted.
//
// Look for: the code stays some 0.09 above the normal approximation, what no code of the length can beat, at H = 0.5;
// both climb where H is small, for the number of flips varies more beside its mean, and fall with the length.
// Default profile: 5 minutes on two cores.

import ArgumentParser
import Experiments
import FigureKit
import RateDistortion
import SlepianWolf

@main
struct SlepianWolfEfficiency: Figure {
  static let id = "slepian-wolf-efficiency"
  static let caption = "Rate over conditional entropy: at a block error rate of 0.01, and with repair"

  static let length = Parameter("block_length", smoke: 300, standard: 2_400, paper: 2_400, in: 256...1 << 20, "n")
  static let longLength = Parameter(
    "long_block_length", smoke: 600, standard: 64_800, paper: 64_800, in: 256...1 << 20, "n of the long blocks")
  static let points = Parameter("points", smoke: 2, standard: 9, paper: 9, in: 1...99, "entropies from 0.1 to 0.9")
  static let longPoints = Parameter(
    "long_points", smoke: 1, standard: 1, paper: 9, in: 1...99, "entropies of the long blocks")
  static let errorRate = Parameter("error_rate", 0.01, in: 1e-5...0.5, "block error rate that is aimed at")
  static let errorTarget = Parameter(
    "errors", smoke: 2, standard: 100, paper: 1_000, in: 1...1_000_000, "block errors to be counted at a point")
  static let repairPlanes = Parameter(
    "repair_planes", smoke: 1, standard: 10, paper: 1_000, in: 1...100_000, "planes sent with repair at a point")
  static let repairBlocks = Parameter(
    "repair_blocks", smoke: 4, standard: 100, paper: 100, in: 4...10_000, "blocks of such a plane")
  static let parameters: [any ParameterDeclaration] = [
    length, longLength, points, longPoints, errorRate, errorTarget, repairPlanes, repairBlocks,
  ]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "scheme", "block_length", "entropy_bit", "f", "fer", "fer_low", "fer_high", "normal_approximation_f", "rate_bit",
      "blocks",
    ]
    /// "one-shot", without repair, "repair", or "published".
    let scheme: String
    let blockLength: Int, entropy: Double, efficiency: Double
    let errorRate: Double, low: Double, high: Double
    /// Of the normal approximation at the error rate of the row; nan with repair.
    let limit: Double
    /// Nil where it was not measured here.
    let blocks: Int?
    var cells: [String] {
      [scheme, "\(blockLength)"]
        + [entropy, efficiency, errorRate, low, high, limit, efficiency * entropy].map {
          SeriesTable.cell($0, digits: 5)
        } + [blocks.map { "\($0)" } ?? "nan"]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let lengths = [
      (context[Self.length], context[Self.points]), (context[Self.longLength], context[Self.longPoints]),
    ]
    let progress = context.progress("point", total: lengths.reduce(context[Self.points]) { $0 + $1.1 })
    var rows: [Row] = []
    for (length, points) in lengths {
      for entropy in entropies(points) {
        let result = try await CodeEfficiency.measured(
          blockLength: length, entropy: entropy, errorRate: context[Self.errorRate],
          errorTarget: context[Self.errorTarget],
          blockLimit: Int((2 * Double(context[Self.errorTarget]) / context[Self.errorRate]).rounded()),
          streams: context.streams, jobs: context.jobs)
        rows.append(try measured(result, aim: context[Self.errorRate]))
        progress.advance()
      }
    }
    for entropy in entropies(context[Self.points]) {
      rows.append(try await repaired(context, entropy: entropy))
      progress.advance()
    }
    return rows + (try published())
  }

  private func repaired(_ context: FigureContext, entropy: Double) async throws -> Row {
    let length = context[Self.length]
    let delivery = try await PlaneDelivery.measured(
      PlaneCode(blockLengths: [length]), entropy: entropy, bitCount: length * context[Self.repairBlocks],
      planeCount: context[Self.repairPlanes], streams: context.streams, jobs: context.jobs)
    let errors = BlockErrors(
      blockCount: context[Self.repairPlanes] * context[Self.repairBlocks], errorCount: delivery.wrongBlockCount)
    let interval = errors.interval()
    return Row(
      scheme: "repair", blockLength: length, entropy: entropy, efficiency: delivery.efficiency, errorRate: errors.rate,
      low: interval.low, high: interval.high, limit: .nan, blocks: errors.blockCount)
  }

  /// Evenly from 0.1 to 0.9; from 0.2 to 0.8 where there are three; 0.5 alone.
  private func entropies(_ count: Int) -> [Double] {
    let first = count == 1 ? 0.5 : count < 5 ? 0.2 : 0.1
    return (0..<count).map { index in
      ((first + (1 - 2 * first) * Double(index) / Double(max(1, count - 1))) * 1e6).rounded() / 1e6
    }
  }

  private func measured(_ result: CodeEfficiency, aim: Double) throws -> Row {
    let interval = result.errors.interval()
    return Row(
      scheme: "one-shot", blockLength: result.blockLength, entropy: result.entropy, efficiency: result.efficiency,
      errorRate: result.errors.rate, low: interval.low, high: interval.high,
      limit: try limit(result.blockLength, result.entropy, aim), blocks: result.errors.blockCount)
  }

  /// Points of a published code of 4,096 bits and rate 1/2, so that H = 1/(2f).
  private func published() throws -> [Row] {
    try [(1.212, 1.1e-2), (1.254, 1.3e-3)].map { efficiency, errorRate in
      let entropy = 0.5 / efficiency
      return Row(
        scheme: "published", blockLength: 4_096, entropy: entropy, efficiency: efficiency, errorRate: errorRate,
        low: .nan, high: .nan, limit: try limit(4_096, entropy, errorRate), blocks: nil)
    }
  }

  private func limit(_ length: Int, _ entropy: Double, _ errorRate: Double) throws -> Double {
    try NormalApproximation(.symmetric(entropy: entropy), blockLength: length, errorProbability: errorRate).efficiency
  }

  func plot(_ rows: [Row]) -> Plot {
    let lengths = rows.filter { $0.scheme == "one-shot" }.map(\.blockLength).reduce(into: [Int]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    func curves(_ y: String, _ title: String, dashed: Bool) -> [Plot.Series] {
      lengths.enumerated().map { index, length in
        Plot.Series(
          "n = \(length)\(title)", x: "entropy_bit", y: y, rows: ["scheme": "one-shot", "block_length": "\(length)"],
          style: .linesAndPoints, dashed: dashed, colour: index)
      }
    }
    let errors: [Plot.Series] = lengths.enumerated().map { index, length in
      Plot.Series(
        "n = \(length)", x: "entropy_bit", y: "fer", rows: ["scheme": "one-shot", "block_length": "\(length)"],
        spread: .barsBetween("fer_low", "fer_high"), style: .points, colour: index)
    }
    func published(_ y: String) -> Plot.Series {
      .init("published, n = 4096", x: "entropy_bit", y: y, rows: ["scheme": "published"], style: .points, colour: 2)
    }
    let x = Plot.Axis("conditional entropy H (bits/source bit)", from: 0, to: 1)
    return Plot(panels: [
      .init(
        "Rate over entropy", x: x, y: .init("f = rate / H", from: 1),
        series: curves("f", "", dashed: false)
          + curves("normal_approximation_f", ", normal approximation", dashed: true)
          + [
            .init(
              "n = \(lengths.first ?? 0), with repair, all counted", x: "entropy_bit", y: "f",
              rows: ["scheme": "repair"], style: .linesAndPoints, colour: 3),
            published("f"),
          ], key: .below),
      .init(
        "Block errors at that rate", x: x, y: .init("block error rate (95 % intervals)", .logarithmic),
        series: errors + [published("fer")], key: .below),
    ])
  }
}
