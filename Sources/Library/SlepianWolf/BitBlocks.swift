/// Blocks of bits of one length, each beginning at a word of 64 bits.
///
/// Bit i of a block is bit i mod 64, counted from the least significant one, of the block's word i / 64. The bits of the
/// last word beyond the block are 0.
public struct BitBlocks: Sendable, Equatable {
  /// The number of blocks.
  public private(set) var blockCount: Int
  /// The number of bits of a block.
  public let bitCount: Int
  /// The words of all blocks in order, [`blockCount`, `wordsPerBlock`].
  public internal(set) var words: [UInt64]

  /// The number of words of a block, ⌈`bitCount` / 64⌉.
  public var wordsPerBlock: Int { (bitCount + 63) / 64 }

  /// Creates blocks of zeros.
  ///
  /// - Precondition: Neither count is negative.
  public init(blockCount: Int, bitCount: Int) {
    precondition(blockCount >= 0 && bitCount >= 0, "no block has a negative number of bits")
    self.blockCount = blockCount
    self.bitCount = bitCount
    words = [UInt64](repeating: 0, count: blockCount * ((bitCount + 63) / 64))
  }

  /// Creates blocks of `bitCount` bits from their bits, [block, bit].
  ///
  /// - Precondition: `bitCount` is positive and divides the number of bits.
  public init(_ bits: some Collection<Bool>, bitCount: Int) {
    precondition(bitCount > 0 && bits.count.isMultiple(of: bitCount), "\(bits.count) bits are no blocks of \(bitCount)")
    self.init(blockCount: bits.count / bitCount, bitCount: bitCount)
    for (index, bit) in bits.enumerated() where bit { self[index / bitCount, index % bitCount] = true }
  }

  /// A bit of a block.
  public subscript(block: Int, bit: Int) -> Bool {
    get {
      precondition((0..<bitCount).contains(bit), "bit \(bit) of \(bitCount)")
      return words[block * wordsPerBlock + bit / 64] >> UInt64(bit % 64) & 1 == 1
    }
    set {
      precondition((0..<bitCount).contains(bit), "bit \(bit) of \(bitCount)")
      let mask: UInt64 = 1 << UInt64(bit % 64)
      let word = block * wordsPerBlock + bit / 64
      words[word] = newValue ? words[word] | mask : words[word] & ~mask
    }
  }
}

extension BitBlocks {
  /// The blocks in a range, in order.
  public subscript(blocks range: Range<Int>) -> BitBlocks {
    var part = BitBlocks(blockCount: 0, bitCount: bitCount)
    part.words = Array(words[range.lowerBound * wordsPerBlock..<range.upperBound * wordsPerBlock])
    part.blockCount = range.count
    return part
  }

  /// Appends further blocks of as many bits.
  ///
  /// - Precondition: Their blocks are as long as these.
  public mutating func append(_ other: BitBlocks) {
    precondition(other.bitCount == bitCount, "blocks of \(other.bitCount) bits after blocks of \(bitCount)")
    words += other.words
    blockCount += other.blockCount
  }
}
