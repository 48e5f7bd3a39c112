// DSC, Figure 12 — bits of an epoch by each way to send signs, and what is saved by the moment at which training is stopped.
//
// Look for: what other workers' signs save is largest early and falls once the model has nearly converged, so that the total
// depends on when one stops; far more is saved with pixels in [0, 1]; what both ends know of earlier rounds is worth more than
// the other workers' signs; and a worker's own signs before, in the same message, are worth more than either.
// Default profile: 10 minutes on two cores, of which the training of ResNet-56 is a third.

import ArgumentParser
import Datasets
import Experiments
import FigureKit

@main
struct Fig12: Figure {
  static let id = "dsc-fig12-communication"
  static let caption = "Bits per epoch of SignSGD by scheme, and total saving by the epoch after which training stops"
  static let dataSets = CommunicationStudy.dataSets
  static let parameters = CommunicationStudy.parameters

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "epoch", "model", "scheme", "bits", "saving_percent", "dataset", "bits_standard_error", "rounds", "rounds_coded",
      "downlink_bits", "total_saving_percent", "total_saving_percent_standard_error", "accuracy", "target_accuracy",
      "bits_to_target", "bits_to_target_over_dsc_gaussian", "blocks", "blocks_repaired",
    ]
    let study: CommunicationStudy.Case
    let scheme: CommunicationScheme
    let result: CommunicationResult
    /// Counted from 1.
    let count: Int
    var epoch: CommunicationResult.Epoch { result.epochs[count - 1] }
    var totalSaving: Double { result.saving(scheme, epochs: count) }
    var cells: [String] {
      let cost = epoch[scheme]
      let target = result.epochs(toAccuracy: study.targetAccuracy)
      let numbers = [epoch.bits(scheme), 100 * (1 - epoch.bits(scheme) / epoch.bits(.uncoded))]
      let more = [
        cost.downlinkBits(ofRounds: epoch.rounds), totalSaving, result.savingError(scheme, epochs: count),
        epoch.accuracy, study.targetAccuracy, target.map { result.total(scheme, epochs: $0) } ?? .nan,
        result.share(of: scheme, in: .gaussian, toAccuracy: study.targetAccuracy) ?? .nan,
      ]
      return ["\(count)", study.name, scheme.rawValue] + numbers.map { SeriesTable.cell($0, digits: 6) }
        + [
          study.data.title, SeriesTable.cell(epoch.standardError(scheme), digits: 3), "\(epoch.rounds)",
          "\(cost.count)",
        ]
        + more.map { SeriesTable.cell($0, digits: 6) }
        + ["\(cost.blocks)", "\(cost.repairedBlocks)"]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CommunicationStudy.results(context).flatMap { study, result in
      CommunicationScheme.allCases.flatMap { scheme in
        result.epochs.indices.map { Row(study: study, scheme: scheme, result: result, count: $0 + 1) }
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    var names: [String] = []
    for row in rows where !names.contains(row.study.name) { names.append(row.study.name) }
    return Plot(
      panels: names.flatMap { name in
        // One legend serves all: it stands in the gap between the curves of the first training.
        func panel(_ label: String, _ column: String, spread: String, _ key: Plot.Key) -> Plot.Panel {
          Plot.Panel(
            name, x: .init("epoch", from: 0), y: .init(label),
            series: CommunicationScheme.allCases.map { scheme in
              Plot.Series(
                scheme.rawValue, x: "epoch", y: column, rows: ["model": name, "scheme": scheme.rawValue],
                spread: .band(spread), style: .linesAndPoints, dashed: scheme.isBound)
            }, key: key)
        }
        return [
          panel("bits of an epoch", "bits", spread: "bits_standard_error", .none),
          panel(
            "total saving when stopped here (%)", "total_saving_percent",
            spread: "total_saving_percent_standard_error", name == names[0] ? .right : .none),
        ]
      }, columns: 2, panelHeight: 600)
  }

  /// Rule: the total saving of DSC with the Gaussian model over the whole training, pixels normalised; beside it, which schemes
  /// save as much as the paper states, and for how many epochs of either kind of pixels.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let claims: [(String, ModelName, Double)] = [
      ("dsc-fig12-mlp", .mlp, 38), ("dsc-fig12-resnet20", .resNet20, 47), ("dsc-fig12-resnet56", .resNet56, 37),
    ]
    return claims.compactMap { id, model, percent in
      let ends = rows.filter { $0.study.training.model == model && $0.count == $0.result.epochs.count }
      guard let dsc = ends.first(where: { $0.scheme == .gaussian && $0.study.training.pixels == .normalised }) else {
        return nil
      }
      let reached = ends.filter { !$0.scheme.isBound }.compactMap { row in
        row.result.longestTraining(saving: percent, by: row.scheme).map {
          "\(row.scheme.rawValue) (\(row.study.training.pixels.rawValue), \($0) of \(row.count) epochs)"
        }
      }
      return ClaimResult(
        id, value: dsc.totalSaving,
        "after \(dsc.count) epochs; \(percent) % by \(reached.isEmpty ? "none" : reached.joined(separator: ", "))",
        on: [dsc.study.data.title])
    }
  }
}
