/// The outline of a MATLAB level 5 file: which arrays it holds, checked to the last tag before matio sees the file.
///
/// matio trusts some lengths that a file states and follows nested arrays by recursion, so a hostile file could cost it
/// unbounded memory or stack. Here only little-endian level 5 files pass, whose elements are plain numeric arrays with
/// dimensions, lengths and, where compressed, check values that agree with the bytes that are there. Version 7.3 files
/// (HDF5) and level 4 files never reach matio.
///
/// Source: MathWorks, "MAT-File Format", level 5. An element is a tag, type and length as 32-bit numbers, and its data,
/// padded to 8 bytes; data of up to 4 bytes may stand in the tag itself.
struct MATFile: Equatable {
  /// A numeric array.
  struct Variable: Equatable {
    let name: String
    /// mxUINT8_CLASS is 9, mxDOUBLE_CLASS 6.
    let elementClass: Int
    let dimensions: [Int]
    /// Where its element begins in the file.
    let offset: Int
  }

  let variables: [Variable]

  /// Most bytes of tags, dimensions and name before an array's values.
  private static let headerLimit = 256

  /// Walks the elements of a file.
  ///
  /// - Parameter limit: The most unpacked bytes of one array.
  /// - Complexity: O(bytes, unpacked up to `limit` an array); memory O(1) beyond the input.
  /// - Throws: ``DatasetError`` with the offset of the first thing that is not as it must be.
  init(_ bytes: [UInt8], file: String, limit: Int) throws(DatasetError) {
    guard bytes.count >= 128 else { throw .truncated(file: file, offset: 0, expected: 128, found: bytes.count) }
    guard bytes[124..<128] == [0x00, 0x01, 0x49, 0x4d] else {
      throw .mismatch(
        file: file, offset: 124, expected: "version 0x0100 and IM of a little-endian level 5 MAT-file",
        found: "\(Array(bytes[124..<128]))")
    }
    var variables: [Variable] = []
    var offset = 128
    while offset < bytes.count {
      guard bytes.count - offset >= 8 else {
        throw .truncated(file: file, offset: offset, expected: 8, found: bytes.count - offset)
      }
      let (type, size) = (Self.word(bytes, at: offset), Self.word(bytes, at: offset + 4))
      guard size <= bytes.count - offset - 8 else {
        throw .truncated(file: file, offset: offset + 8, expected: size, found: bytes.count - offset - 8)
      }
      guard variables.count < 16 else {
        throw .mismatch(file: file, offset: offset, expected: "at most 16 arrays", found: "more")
      }
      let content = bytes[offset..<(offset + 8 + size)]
      switch type {
      case 14:
        let header = Array(content.prefix(Self.headerLimit))
        variables.append(try Self.variable(header, of: content.count, at: offset, file: file))
      case 15:
        let (header, count) = try Self.unpack(content, file: file, limit: limit)
        variables.append(try Self.variable(header, of: count, at: offset, file: file))
      default:
        throw .mismatch(file: file, offset: offset, expected: "a matrix or compressed element", found: "type \(type)")
      }
      offset += 8 + size
    }
    self.variables = variables
  }

  /// The first bytes of a compressed element's content, and how many there are of all of it.
  private static func unpack(
    _ element: ArraySlice<UInt8>, file: String, limit: Int
  ) throws(DatasetError) -> (header: [UInt8], count: Int) {
    let stream = Array(element.dropFirst(8))
    let offset = element.startIndex + 8
    var inflater = Inflater()
    guard inflater.start(windowBits: 15) else {
      throw .corrupt(file: file, offset: offset, reason: "zlib did not start")
    }
    defer { inflater.end() }
    var header: [UInt8] = []
    var count = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let step = inflater.inflate(stream, into: &chunk)
      header.append(contentsOf: chunk.prefix(min(step.written, headerLimit - header.count)))
      count += step.written
      guard count <= limit + headerLimit else { throw .tooLarge(file: file, offset: offset, limit: limit) }
      switch step.outcome {
      case .ended: return (header, count)
      case .starved: throw .truncated(file: file, offset: offset + stream.count, expected: 1, found: 0)
      case .damaged(let reason): throw .corrupt(file: file, offset: offset + inflater.consumed, reason: reason)
      case .more: continue
      }
    }
  }

  /// The array whose element, tag included, has `count` bytes and begins with `header`.
  ///
  /// Offsets in errors are those of the file; in a compressed element they count from its start as if unpacked.
  private static func variable(
    _ header: [UInt8], of count: Int, at offset: Int, file: String
  ) throws(DatasetError) -> Variable {
    var cursor = Cursor(header, count: count, base: offset, file: file)
    try cursor.expect("a matrix", type: 14, size: nil)
    let flags = try cursor.expect("array flags", type: 6, size: 8)
    let elementClass = word(header, at: flags.start) & 0xff
    let isComplex = word(header, at: flags.start) & 0x0800 != 0
    guard (6...15).contains(elementClass), !isComplex else {
      throw .mismatch(
        file: file, offset: offset + flags.start, expected: "a real numeric array", found: "class \(elementClass)")
    }
    let shape = try cursor.expect("dimensions", type: 5, size: nil)
    guard shape.size >= 8, shape.size <= 32, shape.size.isMultiple(of: 4) else {
      throw .mismatch(
        file: file, offset: offset + shape.start, expected: "two to eight dimensions", found: "\(shape.size) bytes")
    }
    let dimensions = stride(from: 0, to: shape.size, by: 4).map { word(header, at: shape.start + $0) }
    let name = try cursor.expect("a name", type: 1, size: nil)
    let data = try cursor.tag()
    let sizes = [1: 1, 2: 1, 3: 2, 4: 2, 5: 4, 6: 4, 7: 4, 9: 8, 12: 8, 13: 8]
    guard var size = sizes[data.type] else {
      throw .mismatch(file: file, offset: offset + data.start, expected: "numbers", found: "type \(data.type)")
    }
    for length in dimensions {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      size = overflow ? Int.max : product
    }
    guard data.size == size, data.start + size <= count else {
      throw .truncated(
        file: file, offset: offset + data.start, expected: size, found: min(data.size, count - data.start))
    }
    return Variable(
      name: String(decoding: header[name.start..<(name.start + name.size)], as: UTF8.self), elementClass: elementClass,
      dimensions: dimensions, offset: offset)
  }

  /// A little-endian 32-bit number.
  private static func word(_ bytes: [UInt8], at offset: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  /// Reads tags one after another.
  private struct Cursor {
    typealias Tag = (type: Int, start: Int, size: Int)
    let header: [UInt8]
    let count: Int, base: Int
    let file: String
    var position = 0

    init(_ header: [UInt8], count: Int, base: Int, file: String) {
      (self.header, self.count, self.base, self.file) = (header, count, base, file)
    }

    /// The next tag; the cursor then stands behind its data, or behind the tag itself where that is the matrix.
    mutating func tag() throws(DatasetError) -> Tag {
      guard position + 8 <= header.count else {
        throw .truncated(file: file, offset: base + position, expected: 8, found: max(0, header.count - position))
      }
      let first = MATFile.word(header, at: position)
      let isSmall = first >> 16 != 0
      let tag: Tag =
        isSmall
        ? (first & 0xffff, position + 4, first >> 16)
        : (first, position + 8, MATFile.word(header, at: position + 4))
      guard !isSmall || tag.size <= 4 else {
        throw .mismatch(file: file, offset: base + position, expected: "up to 4 bytes in a tag", found: "\(tag.size)")
      }
      if tag.type == 14 {
        position += 8
      } else {
        position += isSmall ? 8 : 8 + (tag.size + 7) / 8 * 8
      }
      return tag
    }

    /// The next tag, which must be of `type` with its data in the header.
    @discardableResult
    mutating func expect(_ what: String, type: Int, size: Int?) throws(DatasetError) -> Tag {
      let place = position
      let tag = try tag()
      guard tag.type == type, size == nil || size == tag.size else {
        throw .mismatch(
          file: file, offset: base + place, expected: what, found: "type \(tag.type) of \(tag.size) bytes")
      }
      let due = type == 14 ? 0 : tag.size
      guard tag.start + due <= header.count else {
        throw .truncated(
          file: file, offset: base + tag.start, expected: due, found: max(0, header.count - tag.start))
      }
      return tag
    }
  }
}
