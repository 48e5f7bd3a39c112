/// Integer frequencies of the symbols of an alphabet, with total 2^`totalBits`: a model that does not change.
///
/// Let cᵢ be the counts, Cᵢ the sum of those before i, S that of all, m the number of counts that are not 0, mᵢ that of
/// those before i, and T = 2^`totalBits`. Symbol i has the interval from uᵢ to uᵢ₊₁, where
///
///     uᵢ = mᵢ + ⌊Cᵢ (T − m) / S⌋.
///
/// Its frequency uᵢ₊₁ − uᵢ is thus at least 1 if cᵢ > 0, and 0 if not; it differs from 1 + cᵢ (T − m) / S by less than 1.
/// A code that is ideal for the table costs at most log₂ (T / (T − m)) bits a symbol more than the entropy of the counts,
/// but for the rounding down: 0.0014 for m = 16 and T = 2¹⁴.
public struct FrequencyTable: Equatable, Sendable {
  /// The totals that may be asked for, as powers of 2.
  public static let totalLimits = 1...16
  /// The most symbols of an alphabet.
  public static let largestAlphabet = 1 << 16

  /// The binary logarithm of the total T.
  public let totalBits: Int
  /// Where each symbol's interval starts, and T at the end.
  @usableFromInline var starts: [UInt32] = []
  /// The symbol that holds the first target of each of 2^(`totalBits` − `bucketShift`) equal parts of 0..<T.
  @usableFromInline var buckets: [UInt16] = []
  @usableFromInline var bucketShift = 0

  /// Creates the table of symbols that occur so often.
  ///
  /// - Throws: ``EntropyCodingError/invalidModel(found:expected:)`` for a negative count, a sum of 0 or above 2⁴⁶, more
  ///   than 65,536 symbols, `totalBits` outside ``totalLimits``, or more symbols that occur than T.
  /// - Complexity: O(n).
  public init(counts: [Int], totalBits: Int = 14) throws(EntropyCodingError) {
    let used = counts.count { $0 > 0 }
    guard try checkedTotal(of: counts) > 0 else {
      throw .invalidModel(found: "counts that are all 0", expected: "one that is not")
    }
    guard Self.totalLimits.contains(totalBits), used <= 1 << totalBits, counts.count <= Self.largestAlphabet else {
      throw .invalidModel(
        found: "\(counts.count) symbols, \(used) of them used, and total 2^\(totalBits)",
        expected: "a total of 2¹ to 2¹⁶, at least the symbols used, and at most 65,536 symbols")
    }
    self.totalBits = totalBits
    assign(counts)
  }

  /// Creates the table of symbols of these probabilities, which need not sum to 1.
  ///
  /// Counts are max(1, ⌊2³⁰ pᵢ / max p⌋), or 0 where pᵢ = 0: the same on every machine for the same bits of pᵢ.
  ///
  /// - Throws: as ``init(counts:totalBits:)``, and for a probability that is negative or not finite.
  public init(probabilities: [Double], totalBits: Int = 14) throws(EntropyCodingError) {
    try self.init(counts: integerWeights(of: probabilities), totalBits: totalBits)
  }

  /// Creates a table of just these frequencies.
  ///
  /// - Throws: ``EntropyCodingError/invalidModel(found:expected:)`` unless they sum to 2^`totalBits`; as
  ///   ``init(counts:totalBits:)``.
  public init(frequencies: [Int], totalBits: Int) throws(EntropyCodingError) {
    guard Self.totalLimits.contains(totalBits), frequencies.count <= Self.largestAlphabet,
      try checkedTotal(of: frequencies) == 1 << totalBits
    else {
      throw .invalidModel(
        found: "\(frequencies.count) frequencies for a total of 2^\(totalBits)",
        expected: "at most 65,536 that sum to it, and a total of 2¹ to 2¹⁶")
    }
    self.totalBits = totalBits
    starts = [0]
    for frequency in frequencies { starts.append(starts[starts.count - 1] + UInt32(frequency)) }
    fillBuckets()
  }

  /// The number of symbols.
  @inlinable public var alphabetSize: Int { starts.count - 1 }

  /// The frequency of each symbol.
  public var frequencies: [Int] { zip(starts, starts.dropFirst()).map { Int($1 - $0) } }

  /// The probability of each symbol, its frequency over T.
  public var probabilities: [Double] { frequencies.map { Double($0) / Double(1 << totalBits) } }

  /// Takes the intervals from counts that were checked.
  mutating func assign(_ counts: [Int]) {
    let room = (1 << totalBits) - counts.count { $0 > 0 }
    let total = counts.reduce(0, +)
    starts.removeAll(keepingCapacity: true)
    var sum = 0, used = 0
    for count in counts {
      starts.append(UInt32(used + sum * room / total))
      sum += count
      used += count > 0 ? 1 : 0
    }
    starts.append(1 << UInt32(totalBits))
    fillBuckets()
  }

  /// About two buckets a symbol, so that few symbols have to be passed over.
  private mutating func fillBuckets() {
    let width = min(totalBits, Int.bitWidth - (2 * alphabetSize).leadingZeroBitCount)
    bucketShift = totalBits - width
    buckets.removeAll(keepingCapacity: true)
    var symbol = 0
    for bucket in 0..<(1 << width) {
      while starts[symbol + 1] <= UInt32(bucket << bucketShift) { symbol += 1 }
      buckets.append(UInt16(symbol))
    }
  }
}

extension FrequencyTable {
  /// Writes the table: `totalBits` in 4 bits less one, the number of symbols in delta code, and each frequency plus one in
  /// delta code.
  public func write(to writer: inout BitWriter) {
    writer.write(UInt64(totalBits - 1), count: 4)
    writer.write(delta: UInt64(alphabetSize))
    for frequency in frequencies { writer.write(delta: UInt64(frequency + 1)) }
  }

  /// Reads a table that ``write(to:)`` wrote.
  ///
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``,
  ///   ``EntropyCodingError/invalid(offset:found:expected:)``, and
  ///   ``EntropyCodingError/invalidModel(found:expected:)`` for frequencies whose sum is not the total.
  /// - Complexity: O(the number of symbols, at most 65,536).
  public init(from reader: inout BitReader) throws(EntropyCodingError) {
    let start = reader
    do throws(EntropyCodingError) {
      let totalBits = try Int(reader.read(4)) + 1
      let alphabetSize = try reader.readDelta()
      guard alphabetSize <= Self.largestAlphabet else {
        throw .invalid(
          offset: start.byteOffset, found: "a table of \(alphabetSize) symbols", expected: "at most 65,536")
      }
      var frequencies: [Int] = []
      for _ in 0..<alphabetSize {
        let offset = reader.byteOffset
        let frequency = try reader.readDelta() - 1
        guard frequency <= 1 << 16 else {
          throw .invalid(offset: offset, found: "frequency \(frequency)", expected: "at most 2¹⁶")
        }
        frequencies.append(Int(frequency))
      }
      try self.init(frequencies: frequencies, totalBits: totalBits)
    } catch {
      reader = start
      throw error
    }
  }
}
