import EntropyCoding
public import Quantization

extension BitBlocks {
  /// The bits of a plane: one block of all of them.
  public init(_ signs: PackedSigns) {
    self.init(blockCount: 1, bitCount: signs.count)
    words = signs.words
  }

  /// The bits of the first block, set standing for positive.
  public var signs: PackedSigns { PackedSigns(count: bitCount, words: Array(words(of: 0))) }

  /// Cuts a plane, one block, into blocks of n bits; the last one is filled up with zeros.
  ///
  /// - Complexity: O(N / 64 + blocks).
  init(plane: BitBlocks, blockLength: Int) {
    let count = plane.bitCount
    self.init(blockCount: (count + blockLength - 1) / blockLength, bitCount: blockLength)
    for block in 0..<blockCount {
      let start = block * blockLength, length = min(blockLength, count - start)
      for first in stride(from: 0, to: length, by: 64) {
        let (word, shift) = ((start + first) / 64, UInt64((start + first) % 64))
        var bits = plane.words[word] >> shift
        if shift > 0, word + 1 < plane.words.count { bits |= plane.words[word + 1] << (64 - shift) }
        if length - first < 64 { bits &= 1 << UInt64(length - first) - 1 }
        words[block * wordsPerBlock + first / 64] = bits
      }
    }
  }

  /// The first `count` bits of all blocks, end to end, as one block.
  ///
  /// - Complexity: O(N / 64 + blocks).
  func plane(count: Int) -> BitBlocks {
    var plane = BitBlocks(blockCount: 1, bitCount: count)
    for block in 0..<blockCount {
      let start = block * bitCount, length = min(bitCount, count - start)
      for first in stride(from: 0, to: length, by: 64) {
        let (word, shift) = ((start + first) / 64, UInt64((start + first) % 64))
        var bits = words[block * wordsPerBlock + first / 64]
        if length - first < 64 { bits &= 1 << UInt64(length - first) - 1 }
        plane.words[word] |= bits << shift
        if shift > 0, word + 1 < plane.words.count { plane.words[word + 1] |= bits >> (64 - shift) }
      }
    }
    return plane
  }

  /// The words of a block.
  func words(of block: Int) -> ArraySlice<UInt64> { words[block * wordsPerBlock..<(block + 1) * wordsPerBlock] }

  /// Copies the bits of a block of another, as many as both have.
  mutating func copy(_ block: Int, from other: BitBlocks, at place: Int) {
    clear(block)
    let count = min(bitCount, other.bitCount)
    for word in 0..<(count + 63) / 64 {
      let bits = other.words[place * other.wordsPerBlock + word]
      let isLast = 64 * (word + 1) > count
      words[block * wordsPerBlock + word] = isLast ? bits & (1 << UInt64(count % 64) - 1) : bits
    }
  }

  /// Some of the blocks, in the order given, or as many bits of each.
  func extracting(_ blocks: [Int], bitCount: Int? = nil) -> BitBlocks {
    var result = BitBlocks(blockCount: blocks.count, bitCount: bitCount ?? self.bitCount)
    for (place, block) in blocks.enumerated() { result.copy(place, from: self, at: block) }
    return result
  }

  /// Makes a block zeros.
  mutating func clear(_ block: Int) {
    for word in 0..<wordsPerBlock { words[block * wordsPerBlock + word] = 0 }
  }

  /// Writes some of the bits of a block.
  func write(_ bits: Range<Int>, of block: Int, to writer: inout BitWriter) {
    var bit = bits.lowerBound
    while bit < bits.upperBound {
      let count = min(64 - bit % 64, bits.upperBound - bit)
      let word = words[block * wordsPerBlock + bit / 64] >> UInt64(bit % 64)
      writer.write(count == 64 ? word : word & (1 << UInt64(count) - 1), count: count)
      bit += count
    }
  }

  /// Reads some of the bits of a block, which were zeros.
  ///
  /// - Throws: `EntropyCodingError`, where bits are missing.
  mutating func read(_ bits: Range<Int>, of block: Int, from reader: inout BitReader) throws(EntropyCodingError) {
    var bit = bits.lowerBound
    while bit < bits.upperBound {
      let count = min(64 - bit % 64, bits.upperBound - bit)
      words[block * wordsPerBlock + bit / 64] |= try reader.read(count) << UInt64(bit % 64)
      bit += count
    }
  }
}
