// CO3, Figure 13 — test accuracy over epochs by memory decay γ, ResNet50V2, fp4.
//
// Look for: all curves together at first; which γ keeps up with full computation, and that the stated R is below one bit a
// number and iteration, which no element-wise Huffman code reaches.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig13: Figure {
  static let id = "co3-fig13-accuracy-resnet"
  static let caption = "Test accuracy of ResNet50V2 by memory decay, fp4"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Accuracy.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CO3Accuracy.rows(context, context[CO3Study.resNet], .fp4)
  }

  func plot(_ rows: [Row]) -> Plot { CO3Accuracy.plot(rows) }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    CO3Accuracy.comparison("co3-fig13-a", rows, decay: 0.7)
      + CO3Accuracy.overhead("co3-fig13-r", rows, decay: 0.7, stated: 2.46e12)
  }
}
