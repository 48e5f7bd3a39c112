// THESIS, Figure 5.3 — accuracy of CifarNet over 50 nodes against iterations and against channel uses: random linear coding (RLC),
// whose nodes send all at once, and quantized compressive sampling (QCS), whose nodes send one after another.
//
// Look for: curves that lie near each other by iterations, and hundreds of times apart by channel uses. The thesis' factor of 350
// is that of all nodes sending in every round; with half of them active, as in the other curves, it is half of that.
//
// A channel use is a real dimension: at 18 dB one node sends 3 bits in it. The digital messages are counted as they are, with
// headers, steps of blocks and symbols in words. The baseline has no channel. The rate is that of Figure 5.4, as the
// thesis does not say this one; 64 rounds of 200 pictures are the beginning of a training.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig5_3: Figure {
  static let id = "thesis-fig5-3-rlc-cifarnet"
  static let caption = "Federated training of CifarNet, 18 dB: RLC with a gain of 20, digital QCS with 30"
  static let dataSets: [[DatasetName]] = [[.cifar10]]
  static let nodes = Parameter("nodes", smoke: 4, standard: 50, paper: 50, in: 1...1_000, "nodes")
  static let gain = Parameter("gain", 20, in: 1...1_000, "numbers of a gradient for each real dimension of RLC")
  static let digitalGain = Parameter(
    "digital_gain", 30, in: 1...1_000, "bits of a gradient for each bit of a message of digital QCS")
  static let batchSize = Parameter(
    "batch_size", smoke: 2, standard: 8, paper: 8, in: 1...1_000, "pictures in a node's batch")
  static let rounds = Parameter("rounds", smoke: 2, standard: 64, paper: 5_000, in: 1...1_000_000, "rounds")
  static let learningRate = Parameter("learning_rate", 0.05, in: 1e-6...10, "rate of SGD")
  static let parameters: [any ParameterDeclaration] =
    FederatedStudy.parameters + [nodes, gain, digitalGain, batchSize, rounds, learningRate, ThesisStudy.cifarPictures]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "iteration", "scheme", "accuracy", "channel_uses", "accuracy_standard_error", "diverged_trainings", "nodes",
      "dataset",
    ]
    let curve: FederatedCurve
    let scheme: String
    let point: FederatedCurve.Point

    /// The standard error of a share of the test pictures.
    private var error: Double {
      let p = point.accuracy.mean
      return (p * (1 - p) / Double(curve.trial.testPictures)).squareRoot()
    }

    var cells: [String] {
      [
        "\(point.iteration)", scheme, SeriesTable.cell(point.accuracy.mean, digits: 4),
        SeriesTable.cell(point.channelUses, digits: 7), SeriesTable.cell(error, digits: 2),
        "\(point.divergedTrainings)", "\(curve.trial.nodes)", curve.dataset,
      ]
    }
  }

  static let names = ["baseline", "RLC", "QCS, half active", "QCS, all active"]

  func compute(_ context: FigureContext) async throws -> [Row] {
    let digital = FederatedScheme.digital(gain: Double(context[Self.digitalGain]))
    let schemes: [FederatedScheme] = [.baseline, .randomLinear(gain: Double(context[Self.gain])), digital, digital]
    let curves = try await FederatedCurve.curves(context, schemes.count) { index, repetition in
      FederatedStudy.trial(
        context, .cifarNet, schemes[index], nodes: context[Self.nodes], batchSize: context[Self.batchSize],
        rounds: context[Self.rounds], learningRate: context[Self.learningRate], allActive: index == 3,
        repetition: repetition)
    }
    return zip(curves, Self.names).flatMap { curve, name in
      curve.points.map { Row(curve: curve, scheme: name, point: $0) }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    func series(_ names: ArraySlice<String>, x: String) -> [Plot.Series] {
      names.map { name in
        Plot.Series(
          name, x: x, y: "accuracy", rows: ["scheme": name], spread: .band("accuracy_standard_error"),
          style: .linesAndPoints, dashed: name == "baseline", colour: Self.names.firstIndex(of: name))
      }
    }
    let accuracy = Plot.Axis("test accuracy", from: 0)
    return Plot(panels: [
      Plot.Panel(
        "by iterations", x: .init("iteration", from: 0), y: accuracy, series: series(Self.names[...], x: "iteration"),
        key: .below),
      Plot.Panel(
        "by channel uses", x: .init("channel uses (real dimensions)", .logarithmic), y: accuracy,
        series: series(Self.names.dropFirst(), x: "channel_uses"), key: .below),
    ])
  }

  /// The uses of all rounds, with all nodes active and with half of them, over those of RLC.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let uses = Self.names.map { name in rows.last { $0.scheme == name }?.point.channelUses ?? .nan }
    return [
      ClaimResult(
        "thesis-fig5-3-a", value: uses[3] / uses[1],
        "with all nodes active, \(SeriesTable.cell(uses[2] / uses[1], digits: 4)) with half of them")
    ]
  }
}
