public import EntropyCoding
public import GradientCoding

extension CodecError {
  /// The error of a stream in the section of a layer.
  ///
  /// - Parameter start: The offset in the message of what the stream's own offsets count from.
  package init(_ error: EntropyCodingError, layer: Int, from start: Int = 0) {
    switch error {
    case .truncated(let offset, let needed, let found):
      self = .truncated(Place(layer: layer, offset: start + offset), needed: needed, found: found)
    case .trailing(let offset, let count): self = .trailing(Place(layer: layer, offset: start + offset), count: count)
    case .invalid(let offset, let found, let expected):
      self = .invalid(Place(layer: layer, offset: start + offset), found: found, expected: expected)
    case .unknownSymbol, .invalidModel:
      self = .invalid(Place(layer: layer, offset: start), found: "\(error)", expected: "symbols of the section")
    }
  }
}
