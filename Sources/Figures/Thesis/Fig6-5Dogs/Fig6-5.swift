// THESIS, Figure 6.5 — two cameras that find out together whether either sees a dog: accuracy and connections between the
// cameras against the penalty of a connection, by RePurpose and by sparsification without rearrangement, before and after
// post-training.
//
// Look for: RePurpose above sparsification with as many connections before post-training, and on it within the errors
// after. By values sent the picture is another one. The baseline sends 3.6 times what naive inference does, whose cameras
// send whole pictures; RePurpose by connections saves little before its accuracy falls. Weighed by values and layers, what
// is left after post-training hardly depends on how much is sent: with a dozen values, and with none, it is some 3
// percentage points below the original. One camera computes the output for "none" then and the other that for "dog", and
// comparing the two, which is not counted, is all that they do together.
//
// Both classes are equally likely. The epochs of post-training have a tenth of the samples of one of training.

import ArgumentParser
import Datasets
import Experiments
import FigureKit

@main
struct Fig6_5: Figure {
  static let id = "thesis-fig6-5-dogs"
  static let caption = "A dog in the picture of either of two cameras, or none"
  static let dataSets: [[DatasetName]] = [[.cifar10]]
  static let study = CompositeStudy.dogs
  static let parameters = study.parameters
  typealias Row = CompositeRow

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] { try await Self.study.rows(context) }

  func plot(_ rows: [Row]) -> Plot { Self.study.plot(rows) }
}
