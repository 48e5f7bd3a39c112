/// Reads what ``ByteWriter`` wrote, from bytes that may be anything.
///
/// Every read either gives a value or throws and leaves the reader where it was; none reads past `end`.
public struct ByteReader: Sendable {
  /// The whole message.
  public let bytes: [UInt8]
  /// The offset of the byte that is read next.
  public private(set) var offset: Int
  /// The offset after the last byte that may be read.
  public let end: Int
  /// The layer that errors name; nil in the header.
  public let layer: Int?

  /// Creates a reader of the whole of a message.
  public init(_ bytes: [UInt8]) {
    self.init(bytes, section: 0..<bytes.count, layer: nil)
  }

  /// Creates a reader of the section of one layer.
  ///
  /// - Precondition: `section` lies in the message.
  public init(_ bytes: [UInt8], section: Range<Int>, layer: Int?) {
    precondition(section.lowerBound >= 0 && section.upperBound <= bytes.count, "section outside the message")
    self.bytes = bytes
    self.layer = layer
    offset = section.lowerBound
    end = section.upperBound
  }

  /// Where the next byte is.
  public var place: CodecError.Place { CodecError.Place(layer: layer, offset: offset) }

  /// Reads one byte.
  ///
  /// - Throws: ``CodecError/truncated(_:needed:found:)`` at the end.
  public mutating func byte() throws(CodecError) -> UInt8 {
    guard offset < end else { throw .truncated(place, needed: 1, found: 0) }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// Reads an integer in `0..<2⁶³`.
  ///
  /// - Throws: ``CodecError/truncated(_:needed:found:)``, or ``CodecError/invalid(_:found:expected:)`` for an integer
  ///   of more than nine bytes or one that fewer bytes could hold: a value has one form.
  public mutating func integer() throws(CodecError) -> Int {
    var value = 0
    for index in 0..<9 {
      guard offset + index < end else { throw .truncated(place, needed: index + 1, found: index) }
      let byte = bytes[offset + index]
      value |= Int(byte & 127) << (7 * index)
      guard byte < 128 else { continue }
      guard byte > 0 || index == 0 else {
        throw .invalid(place, found: "an integer that ends in a zero byte", expected: "its shortest form")
      }
      offset += index + 1
      return value
    }
    throw .invalid(place, found: "an integer of more than 9 bytes", expected: "at most 9")
  }

  /// Reads an integer that must lie in a range.
  ///
  /// - Throws: as ``integer()``, and ``CodecError/invalid(_:found:expected:)`` for a value outside `range`.
  public mutating func integer(_ name: String, in range: ClosedRange<Int>) throws(CodecError) -> Int {
    let start = self
    let value = try integer()
    guard range.contains(value) else {
      self = start
      throw .invalid(
        place, found: "\(name) \(value)",
        expected: range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// Reads so many bytes as they are, as ``ByteWriter/write(_:)-([UInt8])`` writes them.
  ///
  /// - Precondition: `count` is not negative.
  /// - Throws: ``CodecError/truncated(_:needed:found:)``.
  public mutating func read(count: Int) throws(CodecError) -> [UInt8] {
    precondition(count >= 0, "\(count) bytes")
    guard end - offset >= count else { throw .truncated(place, needed: count, found: end - offset) }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  /// Reads a 32-bit float, as ``ByteWriter/write(floats:)`` writes it.
  ///
  /// - Throws: ``CodecError/truncated(_:needed:found:)``.
  public mutating func float() throws(CodecError) -> Float { Float(bitPattern: try word()) }

  /// Reads a word of 32 bits, as ``ByteWriter/write(words:)`` writes it.
  ///
  /// - Throws: ``CodecError/truncated(_:needed:found:)``.
  public mutating func word() throws(CodecError) -> UInt32 {
    guard end - offset >= 4 else { throw .truncated(place, needed: 4, found: end - offset) }
    defer { offset += 4 }
    return (0..<4).reduce(0 as UInt32) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
  }

  /// Checks that nothing is left.
  ///
  /// - Throws: ``CodecError/trailing(_:count:)``.
  public func finish() throws(CodecError) {
    guard offset == end else { throw .trailing(place, count: end - offset) }
  }
}
