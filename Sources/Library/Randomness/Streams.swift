/// The random streams of one seed, each with a name.
///
/// A stream is named by its purpose, worker and round, so that what is drawn for one name does not depend on what else
/// was drawn, in which order or on which thread, and so that a worker and the server that know the seed draw the same
/// values from the same name.
///
/// The purpose and the seed make the key, worker and round are words of the counter (``Philox``). With mix the
/// finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) and FNV-1a the 64-bit hash of that name,
///
///     key = mix(mix(seed + γ) ⊕ FNV-1a(purpose in UTF-8)),   γ = 9E3779B97F4A7C15₁₆
///
/// Both steps are bijections: two seeds never share a key for one purpose, and two purposes share keys only if their
/// hashes are equal. Streams of one purpose and seed never overlap.
public struct Streams: Sendable {
  /// The seed that all streams are derived from.
  public let seed: UInt64

  /// Creates the streams of `seed`.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// The generator at the start of the stream named by purpose, worker and round.
  ///
  /// - Precondition: `worker` and `round` lie in `0..<2³²`.
  public func generator(_ purpose: String, worker: Int = 0, round: Int = 0) -> Philox {
    guard let worker = UInt32(exactly: worker), let round = UInt32(exactly: round) else {
      preconditionFailure("stream \(purpose): worker \(worker) and round \(round) must lie in 0..<2^32")
    }
    let key = Self.mixed(Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ Self.hash(purpose))
    return Philox(key: key, worker: worker, round: round)
  }

  /// The streams of one repetition of an experiment, under a seed drawn from the stream ("repetition", 0, index).
  ///
  /// - Precondition: `index` lies in `0..<2³²`.
  public func repetition(_ index: Int) -> Streams {
    var rng = generator("repetition", round: index)
    return Streams(seed: rng.next())
  }

  /// FNV-1a with 64 bits.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// The finalizer of SplitMix64, a bijection.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
