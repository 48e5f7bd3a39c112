/// Why bytes cannot be decoded, symbols cannot be encoded, or numbers make no model.
///
/// Offsets count bytes from the start of what the reader or decoder was given.
public enum EntropyCodingError: Error, Equatable, Sendable {
  /// The bytes end before what is read at `offset`, which needs `needed` of them, of which `found` are there.
  case truncated(offset: Int, needed: Int, found: Int)
  /// The value ends before `offset`, where `count` bytes follow.
  case trailing(offset: Int, count: Int)
  /// The bytes at `offset` say what no encoder writes.
  case invalid(offset: Int, found: String, expected: String)
  /// The symbol has no code word and no frequency; `index` is its place among the symbols given.
  case unknownSymbol(Int, index: Int)
  /// These numbers are no code lengths, counts, probabilities or frequencies.
  case invalidModel(found: String, expected: String)
}

extension EntropyCodingError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .truncated(let offset, let needed, let found):
      "bytes break off at byte \(offset): \(needed) expected, \(found) found"
    case .trailing(let offset, let count): "\(count) bytes too many from byte \(offset)"
    case .invalid(let offset, let found, let expected): "\(found) at byte \(offset), expected \(expected)"
    case .unknownSymbol(let symbol, let index): "symbol \(symbol) at index \(index) has no code"
    case .invalidModel(let found, let expected): "\(found), expected \(expected)"
    }
  }
}
