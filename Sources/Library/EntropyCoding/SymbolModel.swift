/// A part of the integers 0..<2^`totalBits`, whose share of them is the probability of what it stands for.
public struct CodingInterval: Equatable, Sendable {
  /// The first integer.
  public var start: UInt32
  /// The number of integers.
  public var size: UInt32
  /// The binary logarithm of the total, at most 16.
  public var totalBits: Int

  /// Creates the interval `start..<start + size` of 0..<2^`totalBits`.
  ///
  /// - Precondition: In a debug build it is checked that the interval lies there, and that `totalBits` is in `0...16`.
  @inlinable
  public init(start: UInt32, size: UInt32, totalBits: Int) {
    assert((0...16).contains(totalBits) && UInt64(start) + UInt64(size) <= 1 << UInt64(totalBits))
    self.start = start
    self.size = size
    self.totalBits = totalBits
  }
}

/// What a symbol's probability is, apart from how it is coded: it drives a ``RangeEncoder`` or a ``RangeDecoder``.
///
/// Encoder and decoder start from equal models and update them with the same symbols; so models hold integers only. The
/// intervals of the symbols are disjoint and fill 0..<2^`totalBits`; that of a symbol which cannot occur is empty.
///
/// For a context pick one of several models of a kind, by what both ends know. A model that the caller computes anew for
/// each symbol is a ``FrequencyTable``, or the intervals themselves.
public protocol SymbolModel: Sendable {
  /// The number of symbols.
  var alphabetSize: Int { get }
  /// The binary logarithm of the total, in `1...16`.
  var totalBits: Int { get }
  /// The interval of a symbol.
  ///
  /// - Precondition: The symbol is in `0..<alphabetSize`.
  func interval(of symbol: Int) -> CodingInterval
  /// The symbol whose interval holds `target`.
  ///
  /// - Precondition: `target` is below 2^`totalBits`.
  func symbol(at target: UInt32) -> Int
  /// Learns that the symbol occurred.
  mutating func update(with symbol: Int)
}

extension FrequencyTable: SymbolModel {
  /// The interval of a symbol.
  @inlinable @inline(__always)
  public func interval(of symbol: Int) -> CodingInterval {
    CodingInterval(start: starts[symbol], size: starts[symbol + 1] - starts[symbol], totalBits: totalBits)
  }

  /// The symbol whose interval holds `target`.
  ///
  /// - Complexity: O(1) on average over targets.
  @inlinable @inline(__always)
  public func symbol(at target: UInt32) -> Int {
    var symbol = Int(buckets[Int(target) >> bucketShift])
    while starts[symbol + 1] <= target { symbol += 1 }
    return symbol
  }

  /// Does nothing: the table does not change.
  @inlinable @inline(__always)
  public func update(with symbol: Int) {}
}
