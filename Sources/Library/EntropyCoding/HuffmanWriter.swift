/// The words of one stream of symbols on their way to bytes: the kernel of Huffman encoding.
///
/// It works on memory without checks, for speed (`telegrad-bench entropy`). What makes that safe: the bytes are just as many
/// as the words of the symbols take, a word has 1 to 11 bits, and the table has 256 entries.
struct HuffmanWriter {
  /// For each symbol its word with the last bit highest, and the word's length lowest.
  typealias Table = UnsafePointer<UInt64>

  private var symbols: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>
  private var bytes: UnsafeMutableRawPointer
  /// Bits not stored yet, the newest highest; what is below them does not matter.
  private var bits: UInt64 = 0
  /// The number of those bits.
  private var bitCount: UInt64 = 0

  private init(symbols: UnsafePointer<UInt8>, count: Int, bytes: UnsafeMutableRawPointer) {
    self.symbols = symbols
    end = symbols + count
    self.bytes = bytes
  }

  /// Writes the streams of all parts, of these sizes, one after another to `bytes`.
  ///
  /// - Precondition: There are symbols in every part, and all have words.
  static func write(
    _ symbols: UnsafePointer<UInt8>, parts: [Range<Int>], sizes: [Int], _ table: Table,
    to bytes: UnsafeMutableRawPointer
  ) {
    var offset = 0
    var streams: [HuffmanWriter] = []
    for (part, size) in zip(parts, sizes) {
      streams.append(Self(symbols: symbols + part.lowerBound, count: part.count, bytes: bytes + offset))
      offset += size
    }
    if streams.count == 4 {
      // Local variables, which live in registers. The last part is not the longest.
      var (a, b, c, d) = (streams[0], streams[1], streams[2], streams[3])
      while d.hasRoom {
        for _ in 0..<4 {
          a.add(table)
          b.add(table)
          c.add(table)
          d.add(table)
        }
        a.store()
        b.store()
        c.store()
        d.store()
      }
      streams = [a, b, c, d]
    }
    for index in streams.indices { streams[index].finish(table) }
  }

  /// Whether 64 symbols follow the next four: they take 8 bytes or more, so that ``store()`` stays in this stream.
  @inline(__always)
  private var hasRoom: Bool { end - symbols >= 68 }

  @inline(__always)
  private mutating func add(_ table: Table) {
    let entry = table[Int(symbols.pointee)]
    symbols += 1
    bits = bits &>> entry | entry  // the length also falls on the lowest bits, which are not stored
    bitCount &+= entry & 15
  }

  /// Stores the whole bytes; after four words at most 7 + 44 bits wait.
  @inline(__always)
  private mutating func store() {
    bytes.storeBytes(of: (bits &>> (64 &- bitCount)).littleEndian, as: UInt64.self)
    bytes += Int(bitCount &>> 3)
    bitCount &= 7
  }

  private mutating func finish(_ table: Table) {
    while hasRoom {
      for _ in 0..<4 { add(table) }
      store()
    }
    while symbols < end {
      add(table)
      while bitCount >= 8 { storeByte() }
    }
    if bitCount > 0 { storeByte() }
  }

  /// Stores the oldest bits, at most 8.
  private mutating func storeByte() {
    let oldest = bits >> (64 - bitCount)
    bytes.storeBytes(of: UInt8(truncatingIfNeeded: oldest), as: UInt8.self)
    bytes += 1
    bitCount -= min(8, bitCount)
  }
}
