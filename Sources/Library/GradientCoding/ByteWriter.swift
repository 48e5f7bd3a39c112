/// Bytes that grow at their end, in the form that ``ByteReader`` reads.
public struct ByteWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates a writer with room for `capacity` bytes.
  public init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Writes one byte.
  public mutating func write(_ byte: UInt8) {
    bytes.append(byte)
  }

  /// Writes bytes as they are.
  public mutating func write(_ newBytes: [UInt8]) {
    bytes += newBytes
  }

  /// Writes an integer seven bits a byte, the least significant first; the last byte alone is below 128 (LEB128).
  ///
  /// - Precondition: `value` is not negative.
  public mutating func write(integer value: Int) {
    precondition(value >= 0, "negative integer \(value)")
    var rest = value
    while rest >= 128 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Writes the bit patterns of 32-bit floats, least significant byte first.
  ///
  /// - Complexity: O(n), at the speed of a copy.
  public mutating func write(floats values: [Float]) {
    #if _endian(little)
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      write(words: values.map(\.bitPattern))
    #endif
  }

  /// Writes words of 32 bits, least significant byte first.
  ///
  /// - Complexity: O(n), at the speed of a copy.
  public mutating func write(words: [UInt32]) {
    #if _endian(little)
      words.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      words.map(\.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
    #endif
  }
}
