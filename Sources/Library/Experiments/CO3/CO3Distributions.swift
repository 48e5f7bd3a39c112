import Datasets
import FigureKit

/// What one training with whole gradients tells of the layers of Table III: the ground of CO3, Figures 1 to 5 and Table IV.
public struct CO3Distributions: Sendable {
  public let model: ModelName
  /// The title of the pictures.
  public let dataset: String
  public let result: CO3Result

  /// The training of `model` with the parameters of a figure, from the cache or anew.
  ///
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public init(_ context: FigureContext, _ model: ModelName) async throws {
    let training = CO3Study.training(context, model, .fullComputation)
    let result = try await CO3Study.results(context, [training])[0]
    self.init(model: model, dataset: context.data[.cifar10].title, result: result)
  }

  public init(model: ModelName, dataset: String, result: CO3Result) {
    self.model = model
    self.dataset = dataset
    self.result = result
  }

  /// The rounds of an epoch, counted from 1.
  public func rounds(of epoch: Int) -> Int { result.epochs[epoch - 1].rounds }
}

extension Plot.Axis {
  /// Epochs from 1 to `last`; each has its tick where they are few.
  static func epochs(to last: Int) -> Plot.Axis {
    last > 12
      ? Plot.Axis("epoch", from: 0, to: Double(last))
      : Plot.Axis("epoch", from: 0.8, to: Double(last) + 0.2, names: (0...last).map { "\($0)" })
  }
}

extension CO3Result.Kind {
  /// The words for it above a panel.
  public var title: String {
    switch self {
    case .epochMean: "mean over each epoch, as in the paper"
    case .iteration: "last iteration of each epoch"
    }
  }
}
