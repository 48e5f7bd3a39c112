import EntropyCoding

/// Probabilities of folded levels in their contexts, learned on the way and fresh in each message and layer.
///
/// A level is told by bits: whether it is 0; its sign; and for each further step of its magnitude, up to M, whether
/// it goes on.
struct LevelModel {
  /// M.
  let extent: Int
  private var nonzero = Array(repeating: AdaptiveBit(rate: 12), count: SourceContexts.count)
  private var negative = Array(repeating: AdaptiveBit(rate: 12), count: SourceContexts.count)
  /// [scale, sign, step], the fourth step for all further ones.
  private var further = Array(repeating: AdaptiveBit(rate: 12), count: 128)

  init(extent: Int) {
    self.extent = extent
  }

  private func place(_ context: Int, isNegative: Bool, step: Int) -> Int {
    (context >> 4) << 3 | (isNegative ? 4 : 0) | min(step - 1, 3)
  }

  /// Codes a level; that it is not 0 may be known.
  @inline(__always)
  mutating func encode(_ level: Int8, _ context: UInt8, isNonzero: Bool, to stream: inout RangeEncoder) {
    let c = Int(context), magnitude = Int(level.magnitude)
    if !isNonzero {
      stream.encode(level != 0, with: &nonzero[c])
      guard level != 0 else { return }
    }
    stream.encode(level < 0, with: &negative[c])
    var step = 1
    while step < extent {
      stream.encode(magnitude > step, with: &further[place(c, isNegative: level < 0, step: step)])
      guard magnitude > step else { return }
      step += 1
    }
  }

  /// Decodes a level; that it is not 0 may be known.
  ///
  /// - Throws: `EntropyCodingError`.
  @inline(__always)
  mutating func decode(
    _ context: UInt8, isNonzero: Bool, from stream: inout RangeDecoder
  ) throws(EntropyCodingError) -> Int8 {
    let c = Int(context)
    if !isNonzero {
      guard try stream.decode(with: &nonzero[c]) else { return 0 }
    }
    let isNegative = try stream.decode(with: &negative[c])
    var magnitude = 1
    while magnitude < extent {
      guard try stream.decode(with: &further[place(c, isNegative: isNegative, step: magnitude)]) else { break }
      magnitude += 1
    }
    return isNegative ? -Int8(magnitude) : Int8(magnitude)
  }
}
