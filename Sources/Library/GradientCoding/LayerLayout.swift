/// Where the layers of a model lie in its flat vector of parameters.
///
/// Both halves of a codec, the model and the gradient use the same layout, so that layer l of a gradient with values g
/// is g[layers[l].range]. The layers lie end to end in the order given.
public struct LayerLayout: Sendable, Equatable {
  /// One layer: a tensor that is coded on its own.
  public struct Layer: Sendable, Equatable {
    /// The name, such as `conv1.weight`.
    public let name: String
    /// The extents of the tensor, the last one contiguous; empty for a scalar.
    public let shape: [Int]
    /// The place of its elements in the flat vector.
    public let range: Range<Int>
  }

  /// The layers, in the order of their ranges.
  public let layers: [Layer]
  /// The number of elements of all layers, P.
  public let elementCount: Int

  /// Lays out tensors of the given names and shapes end to end.
  ///
  /// - Precondition: every extent is positive.
  public init(_ tensors: [(name: String, shape: [Int])]) {
    var layers: [Layer] = []
    var start = 0
    for (name, shape) in tensors {
      precondition(shape.allSatisfy { $0 > 0 }, "layer \(name) of shape \(shape) has an extent that is not positive")
      let end = start + shape.reduce(1, *)
      layers.append(Layer(name: name, shape: shape, range: start..<end))
      start = end
    }
    self.layers = layers
    elementCount = start
  }
}
