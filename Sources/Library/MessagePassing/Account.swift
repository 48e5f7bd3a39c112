import GradientCoding

/// What a report says of a message that its bytes do not show.
struct Account: Equatable {
  let raw: Int
  let entropy: Double?, bound: Double?
  /// The mean loss of the batch; 0 with an answer.
  let loss: Float

  init(_ bits: BitCount, loss: Float = 0) {
    (raw, entropy, bound) = (bits.raw, bits.entropy, bits.bound)
    self.loss = loss
  }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(integer: raw)
    for measure in [entropy, bound] {
      writer.write(measure == nil ? 0 : 1)
      let pattern = (measure ?? 0).bitPattern
      writer.write(words: [UInt32(truncatingIfNeeded: pattern), UInt32(truncatingIfNeeded: pattern >> 32)])
    }
    writer.write(floats: [loss])
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(CodecError) {
    func measure(_ reader: inout ByteReader) throws(CodecError) -> Double? {
      let isKnown = try reader.byte() == 1
      let low = UInt64(try reader.word()), high = UInt64(try reader.word())
      return isKnown ? Double(bitPattern: high << 32 | low) : nil
    }
    var reader = ByteReader(bytes)
    raw = try reader.integer()
    entropy = try measure(&reader)
    bound = try measure(&reader)
    loss = try reader.float()
    try reader.finish()
  }

  /// The message whose account it is.
  func message(_ bytes: [UInt8]) -> Message { Message(bytes: bytes, raw: raw, entropy: entropy, bound: bound) }
}

/// Checks that a worker's message begins as one of its own in this round.
///
/// - Throws: `CodecError`.
func checkSender(of bytes: [UInt8], worker: Int, round: Int) throws(CodecError) {
  var reader = ByteReader(bytes)
  _ = try reader.integer("version", in: Int(MessageHeader.version)...Int(MessageHeader.version))
  _ = try reader.byte()
  let found = try reader.integer()
  guard found == round else { throw .wrongRound(found: found, expected: round) }
  _ = try reader.integer("worker + 1", in: worker + 1...worker + 1)
}
