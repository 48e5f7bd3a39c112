public import EntropyCoding

/// Where a block starts.
public struct BlockStart: Sendable, Equatable {
  /// The mother of its ladder.
  public let mother: Int
  /// The step on it.
  public let step: Int
}

/// How a plane of bits is sent at first, the head of its message.
///
/// Its bits are a zero for a raw plane; or a one, the index of the block length in as few bits as number the lengths,
/// and where full blocks and the last one start, each as its mother or their number for a raw block (6 bits), and the step
/// in as few bits as number the steps. What there are no blocks of is not written.
public enum PlanePlan: Sendable, Equatable {
  /// All bits as they are.
  case raw
  /// Blocks of the length with this index; nil stands for their bits as they are.
  case coded(length: Int, full: BlockStart?, tail: BlockStart?)

  /// Writes the head of a plane of `count` bits.
  func write(to writer: inout BitWriter, code: PlaneCode, count: Int) {
    guard case .coded(let length, let full, let tail) = self else { return writer.write(false) }
    let blockLength = code.blockLengths[length]
    writer.write(true)
    writer.write(UInt64(length), count: width(of: code.blockLengths.count - 1))
    if count >= blockLength { Self.write(full, blockLength, to: &writer) }
    if count % blockLength > 0 { Self.write(tail, blockLength, to: &writer) }
  }

  private static func write(_ start: BlockStart?, _ blockLength: Int, to writer: inout BitWriter) {
    let mothers = RateAdaptiveCode.motherCount
    writer.write(UInt64(start?.mother ?? mothers), count: width(of: mothers))
    guard let start else { return }
    let ladder = RateLadder(blockLength: blockLength, mother: start.mother)
    writer.write(UInt64(start.step), count: width(of: ladder.lengths.count - 1))
  }

  /// Reads the head of a plane of `count` bits.
  ///
  /// - Throws: `EntropyCodingError`, where bits are missing or name a length, mother or step that does not exist.
  init(from reader: inout BitReader, code: PlaneCode, count: Int) throws(EntropyCodingError) {
    guard try reader.readBit() else {
      self = .raw
      return
    }
    let length = try Self.read("block length", upTo: code.blockLengths.count - 1, from: &reader)
    let blockLength = code.blockLengths[length]
    self = .coded(
      length: length, full: count >= blockLength ? try Self.readStart(blockLength, from: &reader) : nil,
      tail: count % blockLength > 0 ? try Self.readStart(blockLength, from: &reader) : nil)
  }

  private static func readStart(
    _ blockLength: Int, from reader: inout BitReader
  ) throws(EntropyCodingError) -> BlockStart? {
    let mother = try read("mother", upTo: RateAdaptiveCode.motherCount, from: &reader)
    guard mother < RateAdaptiveCode.motherCount else { return nil }
    let ladder = RateLadder(blockLength: blockLength, mother: mother)
    return BlockStart(mother: mother, step: try read("step", upTo: ladder.lengths.count - 1, from: &reader))
  }

  /// Reads a number in `0...limit` from as few bits as hold the limit.
  private static func read(
    _ name: String, upTo limit: Int, from reader: inout BitReader
  ) throws(EntropyCodingError) -> Int {
    let offset = reader.byteOffset
    let value = Int(try reader.read(width(of: limit)))
    guard value <= limit else {
      throw .invalid(offset: offset, found: "\(name) \(value)", expected: "at most \(limit)")
    }
    return value
  }
}

/// The bits that hold a number of `0...limit`.
func width(of limit: Int) -> Int { Int.bitWidth - limit.leadingZeroBitCount }

extension PlanePlan {
  /// The bytes that tell a worker the plans of a tensor's planes; none for tensors that are sent as they are.
  public static func bytes(of plans: [PlanePlan], code: PlaneCode, count: Int) -> [UInt8] {
    guard count >= PlaneCode.leastCodedCount else { return [] }
    var writer = BitWriter()
    for plan in plans { plan.write(to: &writer, code: code, count: count) }
    return writer.finish()
  }

  /// The plans of `planeCount` planes of `count` bits each that bytes tell.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that tell none.
  public static func plans(
    from bytes: [UInt8], planeCount: Int, code: PlaneCode, count: Int
  ) throws(EntropyCodingError) -> [PlanePlan] {
    var reader = BitReader(bytes)
    var plans: [PlanePlan] = []
    for _ in 0..<planeCount {
      plans.append(
        count < PlaneCode.leastCodedCount ? .raw : try PlanePlan(from: &reader, code: code, count: count))
    }
    try reader.finish()
    return plans
  }
}
