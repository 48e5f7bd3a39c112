/// An array of numbers as NumPy stores it in a file (`numpy.lib.format`, versions 1.0 and 2.0).
///
/// Little-endian 32- or 64-bit floats in the order of C, one or two dimensions; 64-bit ones are rounded to 32 bits. A file is
///
///     93 "NUMPY", version (2 bytes), length of the header (2 bytes in version 1.0, 4 in 2.0, least significant first), header, numbers
///
/// and the header a dictionary of Python: `{'descr': '<f4', 'fortran_order': False, 'shape': (10, 199210), }`, with spaces and a line feed.
public struct NPYArray: Sendable, Equatable {
  /// The extents, one or two.
  public let shape: [Int]
  /// The numbers, the last dimension contiguous.
  public let values: [Float]

  /// Creates an array.
  ///
  /// - Precondition: There are one or two extents, not negative, and as many values as their product.
  public init(shape: [Int], values: [Float]) {
    precondition(1...2 ~= shape.count && shape.allSatisfy { $0 >= 0 }, "an array of shape \(shape)")
    precondition(shape.reduce(1, *) == values.count, "\(values.count) values for shape \(shape)")
    self.shape = shape
    self.values = values
  }

  /// The rows of an array of two dimensions; an array of one is a row.
  public var rows: [[Float]] {
    let count = shape.count == 2 ? shape[0] : 1, length = shape[shape.count - 1]
    return (0..<count).map { Array(values[$0 * length..<($0 + 1) * length]) }
  }

  /// The bytes of a file of version 1.0 with 32-bit floats.
  public var bytes: [UInt8] {
    let extents = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (\(extents)), }".utf8)
    // The numbers begin at a multiple of 64 bytes, as NumPy has it.
    header += [UInt8](repeating: 32, count: 63 - (Self.magic.count + 4 + header.count) % 64) + [10]
    var bytes = Self.magic + [1, 0, UInt8(header.count & 255), UInt8(header.count >> 8)] + header
    bytes.reserveCapacity(bytes.count + 4 * values.count)
    for value in values {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
      }
    }
    return bytes
  }

  /// Reads a file's bytes.
  ///
  /// - Parameter file: The name in errors.
  /// - Complexity: O(bytes), whatever they are.
  /// - Throws: ``DatasetError``.
  public init(_ bytes: [UInt8], file: String) throws(DatasetError) {
    guard bytes.count >= 10 else {
      throw .truncated(file: file, offset: bytes.count, expected: 10 - bytes.count, found: 0)
    }
    guard bytes.starts(with: Self.magic) else {
      throw .mismatch(file: file, offset: 0, expected: "an array of NumPy (93 \"NUMPY\")", found: "something else")
    }
    let (major, minor) = (bytes[6], bytes[7]), start = major == 1 ? 10 : 12
    guard 1...2 ~= major, minor == 0 else {
      throw .mismatch(file: file, offset: 6, expected: "version 1.0 or 2.0", found: "\(major).\(minor)")
    }
    guard bytes.count >= start else { throw .truncated(file: file, offset: 10, expected: 2, found: bytes.count - 10) }
    let length = (8..<start).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 8)) }
    guard length <= Self.headerLimit else {
      throw .tooLarge(file: file, offset: 8, limit: Self.headerLimit)
    }
    guard bytes.count - start >= length else {
      throw .truncated(file: file, offset: start, expected: length, found: bytes.count - start)
    }
    let header = try NPYHeader(bytes[start..<start + length], file: file)
    let first = start + length, size = header.isDouble ? 8 : 4
    // No product of extents overflows that is checked against the bytes that are there.
    var count = 1
    for extent in header.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= bytes.count else {
        throw .truncated(file: file, offset: first, expected: Int.max, found: bytes.count - first)
      }
      count = product
    }
    guard bytes.count - first >= size * count else {
      throw .truncated(file: file, offset: first, expected: size * count, found: bytes.count - first)
    }
    guard bytes.count - first == size * count else {
      throw .trailing(file: file, offset: first + size * count, found: bytes.count - first - size * count)
    }
    var values: [Float] = []
    values.reserveCapacity(count)
    for place in stride(from: first, to: bytes.count, by: size) {
      let word = (0..<size).reduce(UInt64(0)) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
      values.append(
        header.isDouble ? Float(Double(bitPattern: word)) : Float(bitPattern: UInt32(truncatingIfNeeded: word)))
    }
    self.init(shape: header.shape, values: values)
  }

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// No header that is meant is longer, bytes.
  private static let headerLimit = 1 << 16
}
