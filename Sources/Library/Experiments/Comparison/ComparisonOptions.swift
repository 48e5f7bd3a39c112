import ArgumentParser
import FigureKit

/// The trainings that tools are told to do, beside ``RunOptions``; the profile says what is not given.
public struct ComparisonOptions: ParsableArguments, Sendable {
  @Option(help: "The network, which reads MNIST or CIFAR-10.")
  public var model = ModelName.mlp

  @Option(help: "The workers, which all take part in every round.")
  public var workers: Int?

  @Option(help: "The rounds of a training.")
  public var rounds: Int?

  public init() {}

  /// What `--set` takes beside them.
  public static let settable = [
    Comparison.batchSize.name, Comparison.tests.name, Comparison.learningRate.name, Comparison.momentum.name,
    Comparison.pictures.name, Comparison.testPictures.name,
  ].joined(separator: ", ")

  /// The settings of ``Comparison/parameters`` that stand for them.
  public var settings: [String] {
    let counts = [("workers", workers), ("rounds", rounds)].compactMap { name, value in value.map { "\(name)=\($0)" } }
    return ["model=\(model.rawValue)"] + counts
  }
}

extension ModelName: ExpressibleByArgument {
  public init?(argument: String) {
    guard let entry = Self.tools.first(where: { $0.key == argument.lowercased() }) else { return nil }
    self = entry.model
  }

  public static var allValueStrings: [String] { tools.map(\.key) }
}
