import EntropyCoding

/// The server's half of the codec of one plane of bits.
///
/// It takes the message first (``init(from:code:count:)``), and decodes it once the ratios are known
/// (``decode(_:information:)``), which may take decoding other planes. Blocks that do not decode are asked for, with the
/// steps of ``ClimbingPolicy``, until all have their syndrome. Then the check of the plane decides. If it fails, a block
/// has a wrong word of the right syndrome: the blocks' own checks tell which, 6 bits of them at a time, and it climbs on; if
/// all 24 bits do not, all blocks are asked for as they are. One check for many blocks costs next to nothing; 16 bits for each
/// would be 3 % of a block of 2,400 bits at an entropy of 0.2.
///
/// A plane is delivered with wrong bits only if belief propagation found a wrong word and the check of 24 bits misses it.
/// Of blocks of 2,400 bits at H = 0.2, 6 in 10⁴ found one, so that a block is delivered wrong with probability
/// 6 · 10⁻⁴ · 2⁻²⁴ = 4 · 10⁻¹¹ at most.
struct PlaneDecoder: Sendable {
  /// What is known after a message or an answer.
  enum Outcome: Sendable, Equatable {
    case decoded(BitBlocks)
    case asks(RepairRequest)
  }

  let code: PlaneCode
  /// The number of bits N.
  let count: Int
  /// Raw planes have no levels; their bits are here.
  private(set) var raw: BitBlocks?
  private(set) var levels: BlockLevels?
  /// The checks that came, [block, last length].
  private(set) var checks = BitBlocks(blockCount: 0, bitCount: 0)
  /// The decisions, [block, n].
  var blocks = BitBlocks(blockCount: 0, bitCount: 0)
  private(set) var planeCheck: UInt32 = 0
  /// The lowest bits of each block's check, and how many of them came.
  private(set) var blockChecks: [UInt32] = []
  private(set) var blockCheckWidth = 0
  /// λ in the order of the blocks' bits, up to ``paddedCount``.
  private(set) var ratios: [Float] = []
  private(set) var policies: (full: ClimbingPolicy?, tail: ClimbingPolicy?)
  /// The blocks that are not decoded, ascending.
  var waiting: [Int] = []
  /// The request that the next answer is to.
  var request: RepairRequest?

  /// Reads the message of a plane of `count` bits.
  ///
  /// - Throws: `EntropyCodingError`, for bits that are no message.
  /// - Complexity: O(`count` and a block), in time and memory, whatever the bits are, and what it takes to count a ladder's
  ///   steps.
  init(from reader: inout BitReader, code: PlaneCode, count: Int) throws(EntropyCodingError) {
    self.code = code
    self.count = count
    let plan = count < PlaneCode.leastCodedCount ? .raw : try PlanePlan(from: &reader, code: code, count: count)
    guard case .coded(let length, let full, let tail) = plan else {
      var bits = BitBlocks(blockCount: 1, bitCount: count)
      try bits.read(0..<count, of: 0, from: &reader)
      raw = bits
      return
    }
    let shape = PlaneBlocks(count: count, blockLength: code.blockLengths[length], full: full, tail: tail)
    let levels = BlockLevels(shape, full: full, tail: tail)
    if code.isExact { planeCheck = UInt32(truncatingIfNeeded: try reader.read(CyclicCheck.bitCount)) }
    checks = BitBlocks(blockCount: shape.count, bitCount: shape.longestSyndrome)
    blocks = BitBlocks(blockCount: shape.count, bitCount: shape.blockLength)
    blockChecks = [UInt32](repeating: 0, count: shape.count)
    for block in 0..<shape.count { try read(levels.extent(of: block, from: nil), of: block, from: &reader) }
    self.levels = levels
    waiting = levels.open
  }

  /// The number of bits of whole blocks, N and what the last one is filled up with; N for a raw plane.
  var paddedCount: Int { levels.map { $0.blocks.count * $0.blocks.blockLength } ?? count }

  /// Decodes the plane, as far as its message goes.
  ///
  /// - Parameters:
  ///   - ratios: λ = ln (Pr(0) / Pr(1)) of each bit, up to ``paddedCount``, infinite from N on; none is nan. A raw plane
  ///     takes none.
  ///   - information: What climbing is planned with.
  mutating func decode(
    _ ratios: [Float], information: PlaneInformation
  ) throws(EntropyCodingError) -> Outcome {
    if let raw { return .decoded(raw) }
    precondition(ratios.count == paddedCount, "\(ratios.count) ratios for \(paddedCount) bits")
    self.ratios = code.isInterleaved ? Interleaving(count: count).spread(ratios) : ratios
    if let shape = levels?.blocks {
      policies.full = shape.full.map {
        code.policy($0, bitCount: shape.blockLength, information, blockCount: shape.count)
      }
      policies.tail = shape.tail.map {
        code.policy($0, bitCount: shape.tailLength, information, blockCount: shape.count)
      }
    }
    return try advance()
  }

  /// Takes the answer to the last request, and decodes as far as it goes.
  ///
  /// - Throws: `EntropyCodingError`, for bits that are no answer; the decoder is then as it was.
  mutating func receive(_ reader: inout BitReader) throws(EntropyCodingError) -> Outcome {
    let start = self
    do throws(EntropyCodingError) {
      guard var levels, let request else {
        throw .invalid(offset: reader.byteOffset, found: "an answer", expected: "none, for nothing was asked")
      }
      for (block, extent) in levels.climb(request) { try read(extent, of: block, from: &reader) }
      self.levels = levels
      self.request = nil
      if request == .checks {
        for block in levels.coded {
          blockChecks[block] |= UInt32(try reader.read(PlaneEncoder.checkPieceWidth)) << UInt32(blockCheckWidth)
        }
        blockCheckWidth += PlaneEncoder.checkPieceWidth
        waiting = levels.coded.filter { !passesCheck($0) }
      }
      return try advance()
    } catch {
      self = start
      throw error
    }
  }

  /// The bytes of a request of this decoder, where no plane has to be named.
  func bytes(of request: RepairRequest) -> [UInt8] {
    var encoder = RangeEncoder()
    if let levels { request.encode(to: &encoder, levels) }
    return encoder.finish()
  }

  private mutating func read(
    _ extent: BlockLevels.Extent, of block: Int, from reader: inout BitReader
  ) throws(EntropyCodingError) {
    switch extent {
    case .checks(let range): try checks.read(range, of: block, from: &reader)
    case .bits(let count):
      blocks.clear(block)
      try blocks.read(0..<count, of: block, from: &reader)
    }
  }
}
