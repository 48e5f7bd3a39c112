/// One stream of words on its way to symbols: the kernel of Huffman decoding.
///
/// It works on memory without checks, for speed (`telegrad-bench entropy`). What makes that safe: bytes are loaded, and
/// symbols stored, only for as many steps as both have room for (``stepCount``), or one by one with checks. Offsets
/// never pass the end of the bytes by more than the bits of one word.
struct HuffmanReader {
  /// For the next 11 bits, the words that are whole in them, three at most: the number of their bits in bits 0 to 5, that of
  /// the symbols in bits 6 and 7, and the symbols from bit 8.
  typealias Table = UnsafePointer<UInt32>
  /// The number of bits that an entry of the table is looked up by.
  static let width = 11

  private let bytes: UnsafeRawPointer
  private let end: Int
  private var symbols: UnsafeMutableRawPointer
  private let symbolEnd: UnsafeMutableRawPointer
  /// The offset of the byte that holds the next bit, and the number of its bits that were passed.
  private(set) var offset: Int
  private(set) var passed: UInt64 = 0

  /// - Parameters:
  ///   - section: Where the stream may be in `bytes`.
  ///   - part: Where its symbols go in `symbols`.
  init(bytes: UnsafeRawPointer, section: Range<Int>, symbols: UnsafeMutableRawPointer, part: Range<Int>) {
    self.bytes = bytes
    offset = section.lowerBound
    end = section.upperBound
    self.symbols = symbols + part.lowerBound
    symbolEnd = symbols + part.upperBound
  }

  /// Decodes streams until all symbols are there, or bytes are missing: ``isTruncated``.
  static func read(_ streams: inout [HuffmanReader], _ table: Table, lengths: [UInt8]) {
    if streams.count == 4 {
      // Local variables, which live in registers.
      var (a, b, c, d) = (streams[0], streams[1], streams[2], streams[3])
      while true {
        let count = min(min(a.stepCount, b.stepCount), min(c.stepCount, d.stepCount))
        guard count > 0 else { break }
        for _ in 0..<count {
          var bits = (a.load(), b.load(), c.load(), d.load())
          for _ in 0..<5 {
            a.take(&bits.0, table)
            b.take(&bits.1, table)
            c.take(&bits.2, table)
            d.take(&bits.3, table)
          }
          a.pass(bits.0)
          b.pass(bits.1)
          c.pass(bits.2)
          d.pass(bits.3)
        }
      }
      streams = [a, b, c, d]
    }
    for index in streams.indices { streams[index].finish(table, lengths) }
  }

  /// Whether the bytes ended before the symbols.
  var isTruncated: Bool { offset > end || offset == end && passed > 0 }

  /// How many times eight bytes can be loaded and five entries taken: that passes at most 7 bytes, and stores at most 15
  /// symbols and one byte after them.
  private var stepCount: Int { min((end - offset - 1) / 7, (symbolEnd - symbols - 1) / 15) }

  /// The next 56 bits or more, below a one and zeros: their number says how many were passed.
  @inline(__always)
  private func load() -> UInt64 {
    (UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) | 1 << 63) &>> passed
  }

  /// Stores the symbols of the next 11 bits.
  @inline(__always)
  private mutating func take(_ bits: inout UInt64, _ table: Table) {
    let entry = table[Int(truncatingIfNeeded: bits & (1 << UInt64(Self.width) - 1))]
    bits = bits &>> UInt64(entry)
    symbols.storeBytes(of: (entry &>> 8).littleEndian, as: UInt32.self)
    symbols += Int(entry &>> 6 & 3)
  }

  @inline(__always)
  private mutating func pass(_ bits: UInt64) {
    let count = bits.leadingZeroBitCount
    offset += count &>> 3
    passed = UInt64(count & 7)
  }

  private mutating func finish(_ table: Table, _ lengths: [UInt8]) {
    while stepCount > 0 {
      for _ in 0..<stepCount {
        var bits = load()
        for _ in 0..<5 { take(&bits, table) }
        pass(bits)
      }
    }
    while symbols < symbolEnd, !isTruncated {
      var bits: UInt64 = 0
      for index in 0..<min(3, end - offset) {
        bits |= UInt64(bytes.load(fromByteOffset: offset + index, as: UInt8.self)) << UInt64(8 * index)
      }
      let entry = table[Int(bits >> passed & (1 << UInt64(Self.width) - 1))]
      let symbol = UInt8(truncatingIfNeeded: entry >> 8)
      symbols.storeBytes(of: symbol, as: UInt8.self)
      symbols += 1
      passed += UInt64(lengths[Int(symbol)])
      offset += Int(passed >> 3)
      passed &= 7
    }
  }
}
