public import GradientCoding

/// Which tensors of a model travel as signals, and which are left to a direct method.
///
/// A dense layer is a tensor of two extents named `LAYER/kernel`, with or without a tensor `LAYER/bias` after it. All other
/// tensors, those of convolutions among them, are left: weights that many pixels share have more numbers in their signals
/// than in their gradient (THESIS, Section 3.4).
public struct IndirectLayers: Sendable, Equatable {
  /// A dense layer that travels as signals.
  public struct Dense: Sendable, Equatable {
    /// The name, without the tensor's.
    public let name: String
    /// The place of the kernel among the tensors of the layout.
    public let tensor: Int
    /// The number of inputs n.
    public let width: Int
    /// The number of outputs m.
    public let units: Int
    /// The place of the kernel in the flat vector.
    public let kernel: Range<Int>
    /// The place of the bias, if there is one.
    public let bias: Range<Int>?
  }

  /// The layers that travel as signals, in order.
  public let dense: [Dense]
  /// The layout of the tensors that are left, end to end.
  public let rest: LayerLayout
  /// The places of those in the flat vector.
  let restRanges: [Range<Int>]

  /// Chooses among the dense layers of a layout by `travels`; as it stands, all of them.
  public init(_ layout: LayerLayout, where travels: (Dense) -> Bool = { _ in true }) {
    var dense: [Dense] = [], taken: Set<Int> = []
    for (index, layer) in layout.layers.enumerated() where layer.shape.count == 2 && layer.name.hasSuffix("/kernel") {
      let name = String(layer.name.dropLast("/kernel".count))
      let next = index + 1 < layout.layers.count ? layout.layers[index + 1] : nil
      let hasBias = next.map { $0.name == name + "/bias" && $0.shape == [layer.shape[1]] } ?? false
      let candidate = Dense(
        name: name, tensor: index, width: layer.shape[0], units: layer.shape[1], kernel: layer.range,
        bias: hasBias ? next?.range : nil)
      guard travels(candidate) else { continue }
      dense.append(candidate)
      taken.formUnion(hasBias ? [index, index + 1] : [index])
    }
    self.dense = dense
    let left = layout.layers.indices.filter { !taken.contains($0) }.map { layout.layers[$0] }
    rest = LayerLayout(left.map { ($0.name, $0.shape) })
    restRanges = left.map(\.range)
  }

  /// The elements of the flat vector that are left.
  func rest(of values: [Float]) -> [Float] { restRanges.flatMap { values[$0] } }

  /// The layer after `index` whose input has the zeros of this layer's δ, as a rectifier between them makes it; nil where
  /// widths say that there is none.
  func successor(of index: Int) -> Int? {
    index + 1 < dense.count && dense[index + 1].width == dense[index].units ? index + 1 : nil
  }
}
