import Randomness

/// Which nodes are active in a round: each by a coin of its own (THESIS, Section 5.4.2).
///
/// Node i is active in round t with probability πᵢ, whatever the others do: if the first value of the stream
/// ("participation", i, t), uniform on [0, 1) in steps of 2⁻²⁴, lies below πᵢ.
public struct Participation: Sendable {
  /// πᵢ, in 0...1 and not 0.
  public let probabilities: [Float]
  private let streams: Streams

  /// - Precondition: There is a node at least, and every probability lies in 0...1 and is not 0.
  public init(probabilities: [Float], streams: Streams) {
    precondition(!probabilities.isEmpty && probabilities.allSatisfy { $0 > 0 && $0 <= 1 }, "\(probabilities)")
    self.probabilities = probabilities
    self.streams = streams
  }

  /// The active nodes, ascending; there may be none.
  public func nodes(of round: Int) -> [Int] {
    probabilities.indices.filter { node in
      var rng = streams.generator("participation", worker: node, round: round)
      return Uniform(low: 0, high: 1).sample(using: &rng) < probabilities[node]
    }
  }
}
