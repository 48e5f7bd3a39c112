/// One parameter tensor of a network, or one of a normalisation's moving moments.
public struct ParameterEntry: Sendable, Equatable {
  /// The layer, such as "conv1".
  public let layer: String
  /// The role in the layer, such as "kernel" or "bias".
  public let role: String
  /// Dense kernels are [in, out]; convolution kernels [row, column, in / groups, out].
  public let shape: [Int]
  public let initializer: Initializer
  /// Where its numbers lie in the flat vector of all.
  public let range: Range<Int>

  /// Layer and role, such as "conv1/kernel".
  public var name: String { "\(layer)/\(role)" }

  /// (fan-in, fan-out): numbers that one output reads, and outputs that one number reaches.
  public var fans: (in: Int, out: Int) {
    guard shape.count >= 2 else { return (shape.first ?? 1, shape.first ?? 1) }
    let field = shape.dropLast(2).reduce(1, *)
    return (field * shape[shape.count - 2], field * shape[shape.count - 1])
  }
}

/// The parameter tensors of a network in the order of its forward pass, laid out in one flat vector.
public struct ParameterLayout: Sendable, Equatable {
  public private(set) var entries: [ParameterEntry] = []

  /// The length of the flat vector, P.
  public var count: Int { entries.last?.range.upperBound ?? 0 }

  /// Layers in order with the part of the flat vector that each owns.
  public var layers: [(name: String, range: Range<Int>)] {
    var layers: [(name: String, range: Range<Int>)] = []
    for entry in entries {
      if let last = layers.last, last.name == entry.layer {
        layers[layers.count - 1].range = last.range.lowerBound..<entry.range.upperBound
      } else {
        layers.append((entry.layer, entry.range))
      }
    }
    return layers
  }

  mutating func append(layer: String, role: String, shape: [Int], _ initializer: Initializer) -> ParameterEntry {
    let entry = ParameterEntry(
      layer: layer, role: role, shape: shape, initializer: initializer, range: count..<count + shape.reduce(1, *))
    precondition(
      !entries.contains { $0.layer == layer && $0.role == role }, "two parameters named \(entry.name)")
    entries.append(entry)
    return entry
  }
}

/// All numbers of a network: what training changes, and the moving moments of its normalisations.
public struct NetworkState: Sendable, Codable {
  /// The trainable parameters, [P], in the order of the network's layout.
  public var parameters: Tensor
  /// Moving means and variances, in the order of the network's moment layout.
  public var moments: Tensor

  public init(parameters: Tensor, moments: Tensor) {
    self.parameters = parameters
    self.moments = moments
  }
}

/// Where a forward pass finds its entries: in a vector, in order; or nowhere yet, when the pass declares them.
struct EntrySource: Sendable {
  private(set) var layout: ParameterLayout
  private let values: Tensor?
  private var position = 0

  /// Entries are declared as the pass names them.
  init() {
    layout = ParameterLayout()
    values = nil
  }

  /// Entries are read from a vector.
  init(_ layout: ParameterLayout, _ values: Tensor) {
    precondition(values.count == layout.count, "\(values.count) numbers for a layout of \(layout.count)")
    self.layout = layout
    self.values = values
  }

  var isDeclaring: Bool { values == nil }

  mutating func next(
    layer: String, role: String, shape: [Int], _ initializer: Initializer
  ) -> (entry: ParameterEntry, value: Tensor) {
    guard let values else {
      return (
        layout.append(layer: layer, role: role, shape: shape, initializer),
        Tensor(repeating: initializer == .ones ? 1 : 0, shape)
      )
    }
    let entry = layout.entries[position]
    precondition(
      entry.layer == layer && entry.role == role && entry.shape == shape, "\(entry.name) is read out of order")
    position += 1
    return (entry, values.reshaped([layout.count]).rows(entry.range).reshaped(shape))
  }
}
