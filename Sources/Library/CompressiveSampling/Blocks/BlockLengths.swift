/// Compressors of blocks of several lengths, and which of them a layer is cut for.
///
/// A length is a power of 2 or one of 96, 100, 192, 200, 288, 320 and 384 (THESIS, Section 4.5), none above a greatest
/// one: the one with the fewest bits for the layer, 32 for each block's float and what the gain allows for its elements,
/// zeros that fill up the last block among them.
struct BlockLengths<Block: BlockCompressor>: Sendable {
  /// One for each length, ascending.
  private let blocks: [Block]
  private let lengths: [Int]
  /// The bits of measurements for each element.
  private let rate: Double

  /// Creates the compressors of all lengths up to a greatest one.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless `greatest` lies in 1...2¹⁵, and
  ///   what `make` throws.
  init(
    upTo greatest: Int, rate: Double, make: (_ length: Int) throws(CompressiveSamplingError) -> Block
  ) throws(CompressiveSamplingError) {
    var blocks: [Block] = []
    lengths = try Self.all(upTo: greatest)
    for length in lengths { blocks.append(try make(length)) }
    self.blocks = blocks
    self.rate = rate
  }

  /// The greatest of the lengths that are at most `limit`.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless `limit` lies in 1...2¹⁵.
  static func greatest(upTo limit: Int) throws(CompressiveSamplingError) -> Int { try all(upTo: limit).last ?? 1 }

  /// The lengths that are at most `limit`, ascending.
  private static func all(upTo limit: Int) throws(CompressiveSamplingError) -> [Int] {
    try CompressiveSamplingError.check(limit, in: 1...1 << 15, "elements of a block")
    let all = (0...15).map { 1 << $0 } + [96, 100, 192, 200, 288, 320, 384]
    return all.filter { $0 <= limit }.sorted()
  }

  /// What the blocks of a layer of `count` elements are compressed with.
  ///
  /// - Complexity: O(number of lengths).
  func block(of count: Int) -> Block {
    var best = 0, least = Double.infinity
    for (index, length) in lengths.enumerated() {
      let blockCount = (count + length - 1) / length
      let bits = Double(blockCount) * (rate * Double(length) + 32)
      if bits <= least { (best, least) = (index, bits) }
    }
    return blocks[best]
  }
}
