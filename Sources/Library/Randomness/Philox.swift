/// The counter-based generator Philox4x32-10.
///
/// Implements Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), Section 3.3: a
/// block of four words is a keyed bijection of a 128-bit counter, so any place of the stream is reached in O(1) and
/// streams with different keys or counters need no coordination.
///
/// The words of the counter, least significant first, are
///
///     c₀, c₁ = the block's index     c₂ = worker     c₃ = round
///
/// and a stream is the words of its blocks 0, 1, 2, … in order. ``Streams`` derives generators from names.
///
/// Values drawn one at a time take words from ``position`` on; ``Distribution`` fills whole buffers many times faster.
public struct Philox: RandomNumberGenerator, Sendable {
  /// The key, k₀ in the low 32 bits and k₁ in the high ones.
  public let key: UInt64
  /// The third word of the counter.
  public let worker: UInt32
  /// The fourth word of the counter.
  public let round: UInt32
  /// The index in the stream of the word that is drawn next.
  public private(set) var position: UInt64 = 0
  /// The block that holds the word at `position`, unless `position` is at the start of a block.
  private var current: SIMD4<UInt32> = .zero

  /// Creates the generator at the start of the stream of `key`, `worker` and `round`.
  public init(key: UInt64, worker: UInt32 = 0, round: UInt32 = 0) {
    self.key = key
    self.worker = worker
    self.round = round
  }

  /// Moves to the word with index `position`, forwards or backwards.
  ///
  /// - Complexity: O(1).
  public mutating func seek(to position: UInt64) {
    self.position = position
    if !position.isMultiple(of: 4) { current = block(at: position / 4) }
  }

  /// The next 32 bits.
  public mutating func nextWord() -> UInt32 {
    let lane = Int(position % 4)
    if lane == 0 { current = block(at: position / 4) }
    position &+= 1
    return current[lane]
  }

  /// The next two words, the first in the low half.
  public mutating func next() -> UInt64 {
    let low = nextWord()
    return UInt64(nextWord()) << 32 | UInt64(low)
  }

  /// The four words of the block with the given index.
  ///
  /// - Complexity: O(1), ten rounds.
  public func block(at index: UInt64) -> SIMD4<UInt32> {
    var c = SIMD4(UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), worker, round)
    var k = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    for _ in 0..<Self.roundCount {
      let p = UInt64(Self.multipliers.0) * UInt64(c[0])
      let q = UInt64(Self.multipliers.1) * UInt64(c[2])
      c = SIMD4(
        UInt32(q >> 32) ^ c[1] ^ k.0, UInt32(truncatingIfNeeded: q),
        UInt32(p >> 32) ^ c[3] ^ k.1, UInt32(truncatingIfNeeded: p))
      k = (k.0 &+ Self.keyIncrements.0, k.1 &+ Self.keyIncrements.1)
    }
    return c
  }

  /// The number of rounds of the bijection.
  static let roundCount = 10
  /// M₀ and M₁ of the reference.
  static var multipliers: (UInt32, UInt32) { (0xD251_1F53, 0xCD9E_8D57) }
  /// What each round adds to the key: the golden ratio and √3 − 1, each times 2³².
  static var keyIncrements: (UInt32, UInt32) { (0x9E37_79B9, 0xBB67_AE85) }
}

extension Philox: Equatable {
  /// Whether both are at the same place of the same stream, so that all they draw from here on is equal.
  public static func == (left: Philox, right: Philox) -> Bool {
    left.key == right.key && left.worker == right.worker && left.round == right.round
      && left.position == right.position
  }
}
