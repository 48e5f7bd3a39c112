/// Up to 512 blocks of bits by position: the word at position j, lane g, has bit j of block 64g + i at its bit i.
///
/// A sum of bits over such words is one operation for all blocks.
struct BitSlices: ~Copyable {
  /// Eight words, for 64 blocks each.
  typealias Word = SIMD8<UInt64>

  /// The greatest number of blocks.
  static var blockCount: Int { 512 }

  /// The word of each position, filled up to whole groups of 64 positions.
  let words: UnsafeMutablePointer<Word>
  private let groupCount: Int

  /// Creates slices of zeros for blocks of `bitCount` bits.
  init(bitCount: Int) {
    groupCount = (bitCount + 63) / 64
    words = .allocate(capacity: 64 * groupCount)
    words.initialize(repeating: .zero, count: 64 * groupCount)
  }

  deinit { words.deallocate() }

  /// Takes the bits of blocks in a range of at most 512; the lanes beyond keep what they had.
  func load(_ blocks: BitBlocks, _ range: Range<Int>) {
    blocks.words.withUnsafeBufferPointer { source in
      for group in 0..<groupCount {
        let tile = words + 64 * group
        let numbers = UnsafeMutableRawPointer(tile).assumingMemoryBound(to: UInt64.self)
        for (index, block) in range.enumerated() {
          numbers[8 &* (index & 63) &+ index >> 6] = source[block &* groupCount &+ group]
        }
        Self.transpose(tile)
      }
    }
  }

  /// Writes the bits of blocks in a range of at most 512; they are no longer here then.
  func store(_ blocks: inout BitBlocks, _ range: Range<Int>) {
    blocks.words.withUnsafeMutableBufferPointer { destination in
      for group in 0..<groupCount {
        let tile = words + 64 * group
        Self.transpose(tile)
        let numbers = UnsafeMutableRawPointer(tile).assumingMemoryBound(to: UInt64.self)
        for (index, block) in range.enumerated() {
          destination[block &* groupCount &+ group] = numbers[8 &* (index & 63) &+ index >> 6]
        }
      }
    }
  }

  /// Sets the words from `position` on to 0, of which ``store(_:_:)`` makes the bits beyond the blocks.
  func clearEnd(from position: Int) {
    (words + position).update(repeating: .zero, count: 64 * groupCount - position)
  }

  /// Transposes the 64 × 64 bits of each lane: bit j of word i goes to bit i of word j, by exchanging ever smaller
  /// quarters (Warren, Hacker's Delight, Section 7-3).
  private static func transpose(_ tile: UnsafeMutablePointer<Word>) {
    var size = 32, mask: UInt64 = 0xFFFF_FFFF
    while size > 0 {
      let shift = Word(repeating: UInt64(size)), kept = Word(repeating: mask)
      var first = 0
      while first < 64 {
        let a = tile[first], b = tile[first &+ size]
        let exchanged = ((a &>> shift) ^ b) & kept
        tile[first &+ size] = b ^ exchanged
        tile[first] = a ^ (exchanged &<< shift)
        first = (first &+ size &+ 1) & ~size
      }
      size >>= 1
      mask ^= mask << UInt64(size)
    }
  }
}
