/// A model of a symbol that learns its frequencies from those that occurred.
///
/// Symbol i counts aᵢ = 1 + 2 nᵢ after nᵢ occurrences (R. E. Krichevsky and V. K. Trofimov, "The performance of universal
/// encoding", IEEE Transactions on Information Theory 27, 1981: half a symbol each to begin with). The table of
/// frequencies is made of the counts when ⌊n / 8⌋ + 1 more symbols occurred than the last time, 4,096 at most. When the
/// table is made and n is above `window`, all aᵢ are halved first and n with them, so that old symbols are forgotten.
public struct AdaptiveFrequencies: SymbolModel, Equatable {
  /// The frequencies that the next symbol is coded with.
  @usableFromInline var table: FrequencyTable
  @usableFromInline var weights: [Int]
  @usableFromInline var untilRebuild = 1
  private let window: Int

  /// Creates the model of an alphabet in which nothing occurred yet.
  ///
  /// - Parameters:
  ///   - window: How many symbols may occur before their counts are halved; by default as many as one likes.
  ///   - totalBits: The binary logarithm of the total of the frequencies.
  /// - Throws: ``EntropyCodingError/invalidModel(found:expected:)`` unless there is a symbol, at most 2^`totalBits`, and
  ///   a window of at least 1.
  public init(alphabetSize: Int, window: Int = 1 << 40, totalBits: Int = 16) throws(EntropyCodingError) {
    guard (1...FrequencyTable.largestAlphabet).contains(alphabetSize), (1...1 << 40).contains(window) else {
      throw .invalidModel(
        found: "\(alphabetSize) symbols and a window of \(window)", expected: "1 to 65,536 and a window of 1 to 2⁴⁰")
    }
    weights = [Int](repeating: 1, count: alphabetSize)
    table = try FrequencyTable(counts: weights, totalBits: totalBits)
    self.window = window
  }

  /// The number of symbols.
  @inlinable public var alphabetSize: Int { weights.count }
  /// The binary logarithm of the total.
  @inlinable public var totalBits: Int { table.totalBits }

  /// The interval of a symbol.
  @inlinable @inline(__always)
  public func interval(of symbol: Int) -> CodingInterval { table.interval(of: symbol) }

  /// The symbol whose interval holds `target`.
  @inlinable @inline(__always)
  public func symbol(at target: UInt32) -> Int { table.symbol(at: target) }

  /// Counts the symbol.
  ///
  /// - Complexity: O(1 + `alphabetSize` / n) amortized after n symbols.
  @inlinable @inline(__always)
  public mutating func update(with symbol: Int) {
    weights[symbol] += 2
    untilRebuild -= 1
    if untilRebuild == 0 { rebuild() }
  }

  @usableFromInline
  mutating func rebuild() {
    var total = weights.reduce(0, +)
    if (total - weights.count) / 2 > window {
      for index in weights.indices { weights[index] = (weights[index] + 1) / 2 }
      total = weights.reduce(0, +)
    }
    table.assign(weights)
    untilRebuild = min(4_096, (total - weights.count) / 16 + 1)
  }
}
