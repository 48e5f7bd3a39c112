import ArgumentParser
import Datasets
import Experiments
import FigureKit
import Foundation

/// What is trained on which pictures; what is not given is as in telegrad-compare.
struct TrainingOptions: ParsableArguments {
  @Option(help: "The network: \(ModelName.tools.map(\.key).joined(separator: ", ")).", transform: Self.model)
  var model = ModelName.leNet

  @Option(help: "The folder of the data sets, or `embedded`. Else $TELEGRAD_DATA, then data/, then embedded pictures.")
  var data: String?

  @Option(help: "The workers, which all take part in every round.")
  var workers: Int?

  @Option(help: "The rounds of the training.")
  var rounds: Int?

  @Option(help: "The seed of every random number.")
  var seed: UInt64 = 1

  @Option(help: "smoke (seconds), default or paper, for what is not given.")
  var profile: Profile = .standard

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set batch_size, tests, learning_rate, momentum, pictures or test_pictures.", valueName: "name=value"))
  var settings: [String] = []

  /// The data set that the network reads.
  func pictures() throws -> FigureData.Entry {
    let name: DatasetName = model.readsGreyPictures ? .mnist : .cifar10
    return try FigureData(
      [[name]], directory: data, profile: profile, environment: ProcessInfo.processInfo.environment,
      root: PackageRoot.find())[name]
  }

  /// The training.
  ///
  /// - Throws: `FigureError` for values that cannot be, or batches that are more than the pictures.
  func options(codec: String, on data: FigureData.Entry) throws -> ComparisonTraining {
    var settings: [String] = []
    for (name, value) in [("rounds", rounds), ("workers", workers)] {
      if let value { settings.append("\(name)=\(value)") }
    }
    let parameters = try ParameterSet(Comparison.parameters, profile: profile, settings: self.settings + settings)
    var training = try Comparison.training(
      of: NamedCodec.named(codec)[0], model: model, parameters, seed: seed, repetition: 0, on: data)
    training.computesApart = true
    return training
  }

  private static func model(_ text: String) throws -> ModelName {
    guard let entry = ModelName.tools.first(where: { $0.key == text.lowercased() }) else {
      throw ValidationError("--model \(text): expected one of \(ModelName.tools.map(\.key).joined(separator: ", "))")
    }
    return entry.model
  }
}
