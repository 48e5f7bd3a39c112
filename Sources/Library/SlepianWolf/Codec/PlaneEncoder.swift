import EntropyCoding

/// The worker's half of the codec of one plane of bits: it keeps the bits until the plane is decoded.
///
/// A message is, bit after bit, the ``PlanePlan``, and for a raw plane its bits; else the check of the plane (24 bits),
/// and of each block what its level says: its first checks, or its bits. An answer has of each block that climbs the
/// checks up to its new level, or its bits; or the next 6 bits of the checks of all coded blocks.
struct PlaneEncoder: Sendable {
  /// The bits of a block's own check that are sent at a time, the lowest ones first.
  static var checkPieceWidth: Int { 6 }

  private let code: PlaneCode
  /// The blocks, and their checks as far as the ladder goes; nil for a raw plane.
  private var coded: (blocks: BitBlocks, checks: BitBlocks, levels: BlockLevels)?
  /// The bits of each block's check that were sent.
  private var checkBitsSent = 0

  /// Writes the message of a plane, and keeps what answers need.
  ///
  /// A plane of fewer than 1,200 bits is written as it is, without a plan.
  ///
  /// - Parameter plane: One block of all bits.
  /// - Precondition: The plan is of this code.
  init(_ plane: BitBlocks, plan: PlanePlan, code: PlaneCode, to writer: inout BitWriter) {
    precondition(plane.blockCount == 1, "\(plane.blockCount) blocks for a plane")
    self.code = code
    let count = plane.bitCount
    if count >= PlaneCode.leastCodedCount { plan.write(to: &writer, code: code, count: count) }
    guard count >= PlaneCode.leastCodedCount, case .coded(let length, let full, let tail) = plan else {
      plane.write(0..<count, of: 0, to: &writer)
      return
    }
    let shape = PlaneBlocks(count: count, blockLength: code.blockLengths[length], full: full, tail: tail)
    let levels = BlockLevels(shape, full: full, tail: tail)
    let ordered = code.isInterleaved ? Interleaving(count: count).spread(plane) : plane
    let blocks = BitBlocks(plane: ordered, blockLength: shape.blockLength)
    var checks = BitBlocks(blockCount: shape.count, bitCount: shape.longestSyndrome)
    for (ladder, range) in shape.groups {
      let rows = code.cache.code(ladder).ladder.syndromes(of: blocks.extracting(Array(range)))
      for block in range { checks.copy(block, from: rows, at: block - range.lowerBound) }
    }
    if code.isExact {
      writer.write(UInt64(code.check.value(of: blocks.words[...])), count: CyclicCheck.bitCount)
    }
    coded = (blocks, checks, levels)
    for block in 0..<blocks.blockCount { write(levels.extent(of: block, from: nil), of: block, to: &writer) }
  }

  /// Writes the answer to a request about this plane.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no request to this plane; nothing is written then.
  mutating func answer(_ decoder: inout RangeDecoder, to writer: inout BitWriter) throws(EntropyCodingError) {
    guard var coded else {
      throw .invalid(offset: 0, found: "a request", expected: "none, for the plane was sent as it is")
    }
    let request = try RepairRequest(from: &decoder, coded.levels)
    let sent = coded.levels.climb(request)
    self.coded = coded
    for (block, extent) in sent { write(extent, of: block, to: &writer) }
    guard request == .checks else { return }
    for block in coded.levels.coded {
      let piece = code.check.value(of: coded.blocks.words(of: block)) >> UInt32(checkBitsSent)
      writer.write(UInt64(piece) & (1 << UInt64(Self.checkPieceWidth) - 1), count: Self.checkPieceWidth)
    }
    checkBitsSent = (checkBitsSent + Self.checkPieceWidth) % CyclicCheck.bitCount
  }

  private func write(_ extent: BlockLevels.Extent, of block: Int, to writer: inout BitWriter) {
    switch extent {
    case .checks(let range): coded?.checks.write(range, of: block, to: &writer)
    case .bits(let count): coded?.blocks.write(0..<count, of: block, to: &writer)
    }
  }
}
