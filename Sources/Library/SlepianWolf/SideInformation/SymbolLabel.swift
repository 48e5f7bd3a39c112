public import Quantization

/// How the bits of a symbol stand for a quantizer's index.
public enum SymbolLabel: Sendable, Equatable, Codable {
  /// The binary form of the index.
  case natural
  /// The reflected Gray code, in which neighbours differ in one bit: i ⊕ ⌊i/2⌋.
  case gray

  /// The symbol of an index.
  @inlinable
  public func symbol(of index: Int) -> Int { self == .natural ? index : index ^ index >> 1 }

  /// The index of a symbol.
  ///
  /// - Complexity: O(bits).
  @inlinable
  public func index(of symbol: Int) -> Int {
    guard self == .gray else { return symbol }
    var index = symbol, rest = symbol >> 1
    while rest > 0 {
      index ^= rest
      rest >>= 1
    }
    return index
  }
}

/// A quantizer whose indices are replaced by the symbols of a label.
public struct LabelledQuantizer<Base: ScalarQuantizer>: ScalarQuantizer {
  /// The quantizer; it has 2ᵐ levels.
  public let base: Base
  /// The label of its indices.
  public let label: SymbolLabel

  /// Labels the indices of a quantizer.
  ///
  /// - Precondition: The number of levels is a power of 2.
  public init(_ base: Base, label: SymbolLabel) {
    precondition(base.levelCount.nonzeroBitCount == 1, "\(base.levelCount) levels are no power of 2")
    self.base = base
    self.label = label
  }

  public var levelCount: Int { base.levelCount }

  public func index(of value: Double) -> Int { label.symbol(of: base.index(of: value)) }

  public func probability(of index: Int, mean: Double, deviation: Double) -> Double {
    base.probability(of: label.index(of: index), mean: mean, deviation: deviation)
  }
}
