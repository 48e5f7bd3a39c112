import Autodiff
import GradientCoding

extension LayerLayout {
  /// The tensors of a network's parameters, or of its moments, as the layers that a codec sees.
  public init(_ layout: ParameterLayout) {
    self.init(layout.entries.map { (name: $0.name, shape: $0.shape) })
  }
}
