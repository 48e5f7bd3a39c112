import ArgumentParser
import Datasets
import Experiments
import FigureKit

/// Which pictures a comparison is on.
protocol PictureChoice: Sendable {
  static var name: DatasetName { get }
}

/// 28 x 28, grey.
enum GreyPictures: PictureChoice {
  static let name = DatasetName.mnist
}

/// 32 x 32, coloured.
enum ColouredPictures: PictureChoice {
  static let name = DatasetName.cifar10
}

/// Accuracy against total sent bits, as a figure: its files, cache and provenance are those of all figures.
struct ComparisonFigure<Pictures: PictureChoice>: Figure {
  static var id: String { "telegrad-compare" }
  static var caption: String { "Accuracy against bits really sent" }
  static var parameters: [any ParameterDeclaration] { Comparison.parameters }
  static var dataSets: [[DatasetName]] { [[Pictures.name]] }
  typealias Row = Comparison.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await Comparison.rows(context, on: context.data[Pictures.name])
  }

  func plot(_ rows: [Row]) -> Plot { Comparison.plot(rows) }
}
