/// How a plane is cut into blocks, and the ladders that they are on.
struct PlaneBlocks: Sendable, Equatable {
  /// The bits of the plane N, positive.
  let bitCount: Int
  /// The length n of a block.
  let blockLength: Int
  /// The ladder of the blocks of n bits of the plane; nil where they are sent as they are.
  let full: RateLadder?
  /// The ladder of the last block where it is shorter; nil where it is sent as it is, or there is none.
  let tail: RateLadder?

  init(count: Int, blockLength: Int, full: BlockStart?, tail: BlockStart?) {
    bitCount = count
    self.blockLength = blockLength
    self.full = full.map { RateLadder(blockLength: blockLength, mother: $0.mother) }
    self.tail = tail.map { RateLadder(blockLength: blockLength, mother: $0.mother) }
  }

  /// The number of blocks of n bits of the plane.
  var fullCount: Int { bitCount / blockLength }
  /// The bits of the last block where it is shorter, else 0.
  var tailLength: Int { bitCount % blockLength }
  /// The number of blocks.
  var count: Int { fullCount + (tailLength > 0 ? 1 : 0) }

  /// The bits of the plane in a block.
  func length(of block: Int) -> Int { block < fullCount ? blockLength : tailLength }
  /// The lengths of syndrome of a block.
  func lengths(of block: Int) -> [Int] { (block < fullCount ? full : tail)?.lengths ?? [] }
  /// The longest syndrome of any block.
  var longestSyndrome: Int { max(full?.lengths.last ?? 0, tail?.lengths.last ?? 0) }
  /// The ladders and the blocks on each.
  var groups: [(ladder: RateLadder, blocks: Range<Int>)] {
    var groups: [(ladder: RateLadder, blocks: Range<Int>)] = []
    if let full, fullCount > 0 { groups.append((full, 0..<fullCount)) }
    if let tail, tailLength > 0 { groups.append((tail, fullCount..<count)) }
    return groups
  }
}
