/// The IDX format of MNIST: a big-endian magic number 0x000008NN for unsigned bytes in NN dimensions, the dimensions as
/// big-endian 32-bit numbers, the values.
///
/// Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", file formats.
enum IDX {
  /// The values of one file and their shape.
  struct Content: Equatable {
    let dimensions: [Int]
    let values: ArraySlice<UInt8>
  }

  /// Reads `bytes`, which must hold exactly one array of `rank` dimensions.
  ///
  /// - Complexity: O(rank); the values share storage with `bytes`.
  /// - Throws: ``DatasetError`` for another magic number, missing bytes or bytes too many.
  static func parse(_ bytes: [UInt8], rank: Int, file: String) throws(DatasetError) -> Content {
    let header = 4 + 4 * rank
    guard bytes.count >= header else {
      throw .truncated(file: file, offset: 0, expected: header, found: bytes.count)
    }
    let magic = bigEndian(bytes, at: 0)
    guard magic == 0x0800 + rank else {
      throw .mismatch(file: file, offset: 0, expected: hexadecimal(0x0800 + rank), found: hexadecimal(magic))
    }
    let dimensions = (1...rank).map { bigEndian(bytes, at: 4 * $0) }
    var size = 1
    for (axis, length) in dimensions.enumerated() {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow else {
        throw .mismatch(file: file, offset: 4 + 4 * axis, expected: "an array that fits the file", found: "\(length)")
      }
      size = product
    }
    let found = bytes.count - header
    guard found >= size else { throw .truncated(file: file, offset: header, expected: size, found: found) }
    guard found == size else { throw .trailing(file: file, offset: header + size, found: found - size) }
    return Content(dimensions: dimensions, values: bytes[header...])
  }

  private static func bigEndian(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func hexadecimal(_ value: Int) -> String {
    "magic number 0x" + String(value, radix: 16)
  }
}
