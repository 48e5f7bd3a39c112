import GradientCoding

/// What some rounds of an epoch cost, and what that says of all of them.
public struct CostSample: Sendable, Codable, Equatable {
  /// The number of rounds that were measured.
  public private(set) var count = 0
  /// Sums over these rounds of the bits in both directions, their squares, and the bits to the workers.
  private var bits = 0.0, squares = 0.0, downlinkBits = 0.0
  /// Sums over these rounds of blocks of syndromes, and of those that needed more than their first.
  public private(set) var blocks = 0, repairedBlocks = 0

  public init() {}

  /// Adds a round.
  public mutating func add(_ cost: CodecCost) {
    add(bits: Double(cost.bits))
    downlinkBits += Double(cost.traffic.downlink.sentBits)
    blocks += cost.blocks
    repairedBlocks += cost.repairedBlocks
  }

  /// Adds a round of which no more is known than its bits, as of a bound.
  public mutating func add(bits: Double) {
    count += 1
    self.bits += bits
    squares += bits * bits
  }

  /// An estimate of the bits of `rounds` rounds, of which these are part.
  public func bits(ofRounds rounds: Int) -> Double { bits / Double(count) * Double(rounds) }

  /// An estimate of the bits to the workers in `rounds` rounds, of which these are part.
  public func downlinkBits(ofRounds rounds: Int) -> Double { downlinkBits / Double(count) * Double(rounds) }

  /// The standard error of ``bits(ofRounds:)``, were the measured rounds drawn at random without replacement:
  /// N √(s²/n (1 − n/N)). 0 where all rounds were measured; nan of a single one.
  public func standardError(ofRounds rounds: Int) -> Double {
    if count == rounds { return 0 }
    let n = Double(count), N = Double(rounds)
    let variance = max(0, squares - bits * bits / n) / (n - 1)
    return N * (variance / n * (1 - n / N)).squareRoot()
  }
}
