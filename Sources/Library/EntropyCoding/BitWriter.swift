/// Bits that grow at their end, in the form that ``BitReader`` reads.
///
/// Bit i of the stream is bit i mod 8 of byte ⌊i / 8⌋, the least significant being bit 0. An integer is written with its
/// least significant bit first.
public struct BitWriter: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  /// Bits not in `bytes` yet, the oldest lowest; those from `pendingCount` up are zero.
  @usableFromInline var pending: UInt64 = 0
  @usableFromInline var pendingCount = 0

  /// Creates a writer with room for `capacity` bytes.
  public init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// The number of bits written.
  public var bitCount: Int { 8 * bytes.count + pendingCount }

  /// Writes the `count` lowest bits of `bits`.
  ///
  /// - Precondition: `count` is in `0...64`, and `bits` is below 2^`count`.
  /// - Complexity: O(1) amortized.
  @inlinable
  public mutating func write(_ bits: UInt64, count: Int) {
    precondition((0...64).contains(count) && (count == 64 || bits >> UInt64(count) == 0), "more bits than \(count)")
    pending |= bits &<< UInt64(pendingCount)
    pendingCount += count
    guard pendingCount >= 64 else { return }
    append(pending, byteCount: 8)
    pendingCount -= 64
    pending = bits >> UInt64(count - pendingCount)  // a shift by 64 gives 0
  }

  /// Writes one bit.
  @inlinable
  public mutating func write(_ bit: Bool) {
    write(bit ? 1 : 0, count: 1)
  }

  /// Writes zeros up to the next byte, and then `newBytes`.
  public mutating func write(bytes newBytes: [UInt8]) {
    alignToByte()
    append(pending, byteCount: pendingCount / 8)
    (pending, pendingCount) = (0, 0)
    bytes += newBytes
  }

  /// Writes zeros up to the next byte.
  public mutating func alignToByte() {
    write(0, count: -pendingCount & 7)
  }

  /// All bytes, the last one filled up with zeros.
  public consuming func finish() -> [UInt8] {
    append(pending, byteCount: (pendingCount + 7) / 8)
    return bytes
  }

  @usableFromInline
  mutating func append(_ word: UInt64, byteCount: Int) {
    for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * index))) }
  }
}
