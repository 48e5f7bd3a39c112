/// Four measures of the information in a message, none of which stands for another.
///
/// A sum over layers, workers or rounds has an entropy or a bound only if all its parts have one: a sum over some of
/// them would pass for the whole.
public struct BitCount: Sendable, Equatable {
  /// The bits of the symbols without any source coding, at a fixed number of bits a symbol.
  public var raw: Int
  /// The entropy of the symbols in bits; nil where there are no symbols to speak of.
  public var entropy: Double?
  /// The least number of bits that any code needs for the source; nil where it is not known.
  public var bound: Double?
  /// The length in bytes of what is decoded, headers and all.
  public var sentBytes: Int

  /// The length in bits of what is decoded.
  public var sentBits: Int { 8 * sentBytes }

  /// The count of no message at all.
  public static var zero: BitCount { BitCount(raw: 0, entropy: 0, bound: 0, sentBytes: 0) }

  /// Creates a count from its four measures.
  public init(raw: Int, entropy: Double? = nil, bound: Double? = nil, sentBytes: Int) {
    self.raw = raw
    self.entropy = entropy
    self.bound = bound
    self.sentBytes = sentBytes
  }

  /// The count of two messages together.
  public static func + (left: BitCount, right: BitCount) -> BitCount {
    BitCount(
      raw: left.raw + right.raw, entropy: sum(left.entropy, right.entropy), bound: sum(left.bound, right.bound),
      sentBytes: left.sentBytes + right.sentBytes)
  }

  /// Adds the count of another message.
  public static func += (left: inout BitCount, right: BitCount) {
    left = left + right
  }

  /// The count of a message that is sent to `copies` receivers.
  public static func * (count: BitCount, copies: Int) -> BitCount {
    BitCount(
      raw: count.raw * copies, entropy: count.entropy.map { $0 * Double(copies) },
      bound: count.bound.map { $0 * Double(copies) }, sentBytes: count.sentBytes * copies)
  }

  private static func sum(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right else { return nil }
    return left + right
  }
}

/// What crossed between the workers and the server, in both directions.
public struct Traffic: Sendable, Equatable {
  /// From the workers to the server: messages and answers.
  public var uplink: BitCount = .zero
  /// From the server to the workers: requests, and broadcasts once for each worker that receives them. The model's
  /// own broadcast is not part of it.
  public var downlink: BitCount = .zero

  /// Creates the traffic of nothing sent.
  public init() {}

  /// The traffic of both together.
  public static func + (left: Traffic, right: Traffic) -> Traffic {
    var sum = left
    sum.uplink += right.uplink
    sum.downlink += right.downlink
    return sum
  }

  /// Adds other traffic.
  public static func += (left: inout Traffic, right: Traffic) {
    left = left + right
  }
}
