import Autodiff

extension ModelName {
  /// The numbers of elements of the network's tensors, each of which is coded as a layer.
  public var layerSizes: [Int] { network.layout.entries.map { $0.shape.reduce(1, *) } }
}
