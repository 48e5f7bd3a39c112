import Datasets
import FigureKit

/// Test accuracy and bits over the epochs of trainings: the tables of CO3, Figures 13 to 16.
public struct CO3Accuracy: Sendable {
  /// The trainings in order.
  public let curves: [Curve]

  /// One training.
  public struct Curve: Sendable {
    public let training: CO3Training
    /// The title of the pictures.
    public let dataset: String
    public let result: CO3Result

    /// The standard error of an accuracy, as a share of independent test pictures.
    public func error(_ accuracy: Double) -> Double {
      (accuracy * (1 - accuracy) / Double(training.testPictures)).squareRoot()
    }

    /// Bits for each number of a user's gradient, the mean over all rounds.
    public var bitPerParameter: Double {
      perParameter(result.epochs.reduce(0) { $0 + $1.uplinkBits }, rounds: result.epochs.reduce(0) { $0 + $1.rounds })
    }

    /// A sum over rounds for each round and number of a user's gradient.
    func perParameter(_ bits: Double, rounds: Int) -> Double { bits / Double(result.parameterCount * rounds) }
  }

  /// One epoch of one training.
  public struct Row: FigureRow {
    public static let header = [
      "epoch", "scheme", "accuracy", "cumulative_bit", "accuracy_standard_error", "dataset", "network", "gamma", "loss",
      "rounds", "parameters", "bit_per_parameter", "entropy_bit_per_parameter", "range_bit_per_parameter",
      "downlink_bit", "moment_bit",
    ]
    public let curve: Curve
    /// Counted from 1.
    public let count: Int

    public var epoch: CO3Result.Epoch { curve.result.epochs[count - 1] }
    public var scheme: CO3Scheme { curve.training.scheme }
    public var accuracy: Double { epoch.accuracy }
    public var accuracyError: Double { curve.error(accuracy) }
    /// R so far.
    public var bits: Double { curve.result.uplinkBits(through: count - 1) }
    /// The entropy of symbols for each number of a gradient.
    public var entropy: Double? { epoch.entropyBits.map { curve.perParameter($0, rounds: epoch.rounds) } }
    /// The same of an adaptive range coder, in the epoch's last round.
    public var rangeBits: Double? {
      epoch.lastRoundLengths.first { $0.coder == "adaptiveRange" }.map { curve.perParameter($0.bits, rounds: 1) }
    }

    public var cells: [String] {
      let training = curve.training
      let numbers = [
        curve.perParameter(epoch.uplinkBits, rounds: epoch.rounds), entropy ?? .nan, rangeBits ?? .nan,
        epoch.downlinkBits, epoch.momentBits,
      ]
      return [
        "\(count)", scheme.name, SeriesTable.cell(epoch.accuracy, digits: 4), SeriesTable.cell(bits, digits: 7),
        SeriesTable.cell(accuracyError, digits: 2), curve.dataset, training.model.rawValue,
        scheme.decay.map { "\($0)" } ?? "-", SeriesTable.cell(epoch.loss, digits: 5), "\(epoch.rounds)",
        "\(curve.result.parameterCount)",
      ] + numbers.map { SeriesTable.cell($0, digits: 5) }
    }
  }

  /// Full computation and a format with every γ, as Figures 13 to 15 have them.
  public static func rows(
    _ context: FigureContext, _ model: ModelName, _ format: CO3Conversion.Format
  ) async throws -> [Row] {
    let schemes = CO3Study.decays.map { CO3Scheme.converted(format, decay: $0) }
    return try await rows(context, model, [.fullComputation] + schemes)
  }

  /// The epochs of trainings of one network.
  public static func rows(
    _ context: FigureContext, _ model: ModelName, _ schemes: [CO3Scheme]
  ) async throws -> [Row] {
    let trainings = schemes.map { CO3Study.training(context, model, $0) }
    let results = try await CO3Study.results(context, trainings), title = context.data[.cifar10].title
    return zip(trainings, results).flatMap { training, result in
      let curve = Curve(training: training, dataset: title, result: result)
      return result.epochs.indices.map { Row(curve: curve, count: $0 + 1) }
    }
  }

  /// The greatest accuracy of a scheme's epochs.
  public static func best(_ rows: [Row], _ scheme: CO3Scheme) -> Double {
    rows.filter { $0.scheme == scheme }.map(\.accuracy).max() ?? .nan
  }

  /// The bits that a scheme's user had sent when the accuracy first came to a value, in proportion between epochs; the first
  /// epoch begins at 0 bits with what guessing gives. Nil where it never did.
  public static func bits(_ rows: [Row], _ scheme: CO3Scheme, toAccuracy accuracy: Double) -> Double? {
    var last = (bits: 0.0, accuracy: 0.1)
    for row in rows where row.scheme == scheme {
      if row.accuracy >= accuracy {
        let part = row.accuracy > last.accuracy ? (accuracy - last.accuracy) / (row.accuracy - last.accuracy) : 1
        return last.bits + min(max(part, 0), 1) * (row.bits - last.bits)
      }
      last = (row.bits, row.accuracy)
    }
    return nil
  }
}
