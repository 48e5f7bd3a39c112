/// How bulk coding cuts symbols into streams that are coded side by side, so that a processor works on all at once.
///
/// Fewer than 2¹⁴ symbols are one stream. Others are four, of ⌈n / 4⌉ consecutive symbols each, the last one with the rest;
/// before them the bytes of the first three are told, each seven bits a byte, the least significant first, the last byte
/// alone being below 128.
struct StreamLayout {
  /// The symbols of each stream.
  let parts: [Range<Int>]

  init(symbolCount: Int) {
    let streamCount = symbolCount < 1 << 14 ? 1 : 4
    let length = (symbolCount + streamCount - 1) / streamCount
    parts = (0..<streamCount).map { $0 * length..<min(($0 + 1) * length, symbolCount) }
  }

  /// What is written before streams of these sizes in bytes.
  func header(_ sizes: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    for size in sizes.dropLast() {
      var rest = size
      while rest >= 128 {
        bytes.append(UInt8(rest & 127) | 128)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    return bytes
  }

  /// Where each stream lies in bytes that may be anything, with sizes at `start`; the last is given all that is left.
  ///
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``,
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` for a size of more than six bytes.
  func sections(in bytes: Span<UInt8>, from start: Int = 0) throws(EntropyCodingError) -> [Range<Int>] {
    var sizes: [Int] = []
    var offset = start
    while sizes.count < parts.count - 1 {
      let start = offset
      var size = 0, byte: UInt8 = 128
      while byte >= 128 {
        guard offset < bytes.count else { throw .truncated(offset: offset, needed: 1, found: 0) }
        guard offset - start < 6 else {
          throw .invalid(offset: start, found: "a size of more than 6 bytes", expected: "at most 6")
        }
        byte = bytes[offset]
        size |= Int(byte & 127) << (7 * (offset - start))
        offset += 1
      }
      sizes.append(size)
    }
    var sections: [Range<Int>] = []
    for size in sizes {
      guard size <= bytes.count - offset else {
        throw .truncated(offset: offset, needed: size, found: bytes.count - offset)
      }
      sections.append(offset..<offset + size)
      offset += size
    }
    return sections + [offset..<bytes.count]
  }
}
