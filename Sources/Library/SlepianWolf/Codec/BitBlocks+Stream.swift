import EntropyCoding

extension BitBlocks {
  /// Cuts a plane into blocks of n bits; the last one is filled up with zeros.
  init(plane: [Bool], blockLength: Int) {
    self.init(blockCount: (plane.count + blockLength - 1) / blockLength, bitCount: blockLength)
    for block in 0..<blockCount {
      let start = block * blockLength
      for first in stride(from: 0, to: min(blockLength, plane.count - start), by: 64) {
        var word: UInt64 = 0
        for bit in first..<min(first + 64, blockLength, plane.count - start) where plane[start + bit] {
          word |= 1 << UInt64(bit - first)
        }
        words[block * wordsPerBlock + first / 64] = word
      }
    }
  }

  /// The first `count` bits of all blocks, end to end.
  func plane(count: Int) -> [Bool] {
    (0..<count).map { index in
      let bit = index % bitCount
      return words[index / bitCount * wordsPerBlock + bit / 64] >> UInt64(bit % 64) & 1 == 1
    }
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
