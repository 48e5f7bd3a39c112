// DSC, Figure 11 — test accuracy over epochs: uncoded SignSGD, and the same signs by distributed source coding.
//
// Look for: exact delivery is the uncoded training itself (its codecs ran beside it and gave the same floats, bit by bit). As
// the paper has it (blocks of 2,400, 100 iterations, no check), nearly no block decodes: one that fails is wrong side information
// for the workers after, and its signs make the next round's statistics, which then ask for too little. A third of the signs
// arrive wrong, and accuracy hardly feels it. Default profile: 2 minutes on two cores after dsc-fig12-communication.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig11: Figure {
  static let id = "dsc-fig11-accuracy"
  static let caption = "Test accuracy of SignSGD over epochs, uncoded, coded exactly and coded as printed"
  static let dataSets = CommunicationStudy.dataSets
  static let parameters = CommunicationStudy.parameters + CommunicationStudy.lossyParameters

  @OptionGroup var options: FigureOptions

  enum Delivery: String, CaseIterable {
    case uncoded = "uncoded"
    case exact = "DSC, exact: the same training"
    case lossy = "DSC as printed, wrong bits"
  }

  struct Row: FigureRow {
    static let header = [
      "epoch", "model", "scheme", "accuracy", "dataset", "loss", "bit_error_rate", "coded_bit_error_rate", "blocks",
      "blocks_failed",
    ]
    let study: CommunicationStudy.Case
    let delivery: Delivery
    /// Counted from 1.
    let epoch: Int
    let accuracy: Double, loss: Double
    /// What the codes did; nil where all is delivered.
    var codes: LossyTraining.Epoch?
    var cells: [String] {
      ["\(epoch)", study.name, delivery.rawValue, SeriesTable.cell(accuracy, digits: 6), study.data.title]
        + [loss, codes?.errorRate ?? 0, codes?.codedErrorRate ?? 0].map { SeriesTable.cell($0, digits: 5) }
        + ["\(codes?.blocks ?? 0)", "\(codes?.failedBlocks ?? 0)"]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let (exact, lossy) = try await context.inTurn(
      { try await CommunicationStudy.results(context) }, { try await CommunicationStudy.lossyResults(context) })
    return exact.flatMap { study, result in
      [Delivery.uncoded, .exact].flatMap { delivery in
        result.epochs.enumerated().map { index, epoch in
          Row(study: study, delivery: delivery, epoch: index + 1, accuracy: epoch.accuracy, loss: epoch.loss)
        }
      }
    }
      + lossy.flatMap { study, epochs in
        epochs.enumerated().map { index, epoch in
          Row(
            study: study, delivery: .lossy, epoch: index + 1, accuracy: epoch.accuracy, loss: epoch.loss, codes: epoch)
        }
      }
  }

  func plot(_ rows: [Row]) -> Plot {
    var names: [String] = []
    for row in rows where !names.contains(row.study.name) { names.append(row.study.name) }
    return Plot(
      panels: names.map { name in
        Plot.Panel(
          name, x: .init("epoch", from: 0), y: .init("test accuracy", from: 0),
          series: Delivery.allCases.compactMap { delivery in
            if !rows.contains(where: { $0.study.name == name && $0.delivery == delivery }) { return nil }
            return Plot.Series(
              delivery.rawValue, x: "epoch", y: "accuracy", rows: ["model": name, "scheme": delivery.rawValue],
              style: delivery == .exact ? .points : .linesAndPoints, dashed: delivery == .lossy)
          }, key: .bottomRight)
      }, columns: 2, panelHeight: 520)
  }

  /// Rules, for the MLP as printed: (a) the mean over epochs of the distance of its accuracy from that of the uncoded training;
  /// (b) the share of wrong signs among those in blocks, over all epochs, in percent.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let lossy = rows.filter { $0.delivery == .lossy && $0.study.training.model == .mlp }
    let gaps = lossy.map { row in
      let same = rows.first {
        $0.delivery == .uncoded && $0.epoch == row.epoch && $0.study.name == row.study.name
      }
      return abs(row.accuracy - (same?.accuracy ?? .nan))
    }
    let codes = lossy.compactMap(\.codes).reduce(into: LossyTraining.Epoch()) { $0.add($1) }
    let data = lossy.first.map { [$0.study.data.title] }
    let gap = SampleSummary(gaps).mean
    return [
      ClaimResult(
        "dsc-fig11-a", shortfall: gap,
        "mean gap \(SeriesTable.cell(gap, digits: 2)) over \(gaps.count) epochs as printed; none where delivery is exact",
        on: data),
      ClaimResult("dsc-fig11-b", value: 100 * codes.codedErrorRate, on: data),
    ]
  }
}
