import Autodiff
import DistributedLearning
import GradientCoding

extension ModelName {
  /// The parameters of the upper, middle and lower layer: Table III of CO3.
  public var shownLayerSizes: [Int] { shownLayers(in: LayerLayout(network.layout)).map(\.range.count) }
}
