// What range encoder and decoders agree on about the end of a stream.

/// How many bytes of `low`, rounded up, decide for an interval of so many numbers: the least t with 2^(65 − 8t) ≤ range,
/// so that rounding and what follows add less than the range. The decoder has the same range and finds the same t.
func tailByteCount(ofRange range: UInt64) -> Int {
  range == .max ? 0 : (range.leadingZeroBitCount + 9) / 8
}

/// The four bytes at an offset as a number, highest byte first; bytes from `end` on count as zeros.
@inlinable @inline(__always)
func word(at offset: Int, in bytes: Span<UInt8>, end: Int) -> UInt32 {
  guard offset + 4 > end else {
    return UInt32(bigEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
  return lastWord(at: offset, in: bytes, end: end)
}

@usableFromInline
func lastWord(at offset: Int, in bytes: Span<UInt8>, end: Int) -> UInt32 {
  (offset..<offset + 4).reduce(0) { $0 << 8 | ($1 < end ? UInt32(bytes[$1]) : 0) }
}

/// The offset of the byte after a stream of which all is decoded.
///
/// - Parameters:
///   - offset: The offset of the first byte not in `code`.
///   - code: The number that the bytes are, less the first of the interval.
/// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)`` where bytes are missing, and
///   ``EntropyCodingError/invalid(offset:found:expected:)`` where the last ones are not the least number in the interval
///   that so many bytes can say. So no part of a stream, read with zeros after it, passes for a stream.
func endOfStream(
  in bytes: Span<UInt8>, offset: Int, end: Int, code: UInt64, range: UInt64
) throws(EntropyCodingError) -> Int {
  let tail = tailByteCount(ofRange: range)
  let next = offset - 8 + tail
  guard next <= end else { throw .truncated(offset: offset - 8, needed: tail, found: max(0, end - offset + 8)) }
  guard tail > 0 else { return next }
  let mask = UInt64.max >> UInt64(8 * tail)
  let following =
    mask & (UInt64(word(at: offset - 8, in: bytes, end: end)) << 32 | UInt64(word(at: offset - 4, in: bytes, end: end)))
  guard code &- following <= mask else {
    throw .invalid(offset: offset - 8, found: "another end of a range coder's stream", expected: "the shortest")
  }
  return next
}
