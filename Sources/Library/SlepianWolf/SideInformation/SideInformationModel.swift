import RealModule

/// What symbols decoded before tell of the next worker's symbol at the same element: the part of the codec that can be
/// exchanged.
///
/// An element has a state, which moves on with each symbol decoded for it. Stage k is that of the (k + 1)-th worker to be
/// decoded, in whatever order workers come. The bits of a symbol are its planes, the least significant first; each is
/// decoded with the lower ones known (DSC, Equations (33)-(35)).
public protocol SideInformationModel: Sendable {
  /// The bits of a symbol m.
  var planeCount: Int { get }
  /// The workers that can be decoded in a round.
  var stageCount: Int { get }
  /// The number of states of an element at a stage.
  func stateCount(stage: Int) -> Int
  /// ln (Pr(b = 0) / Pr(b = 1)) of bit `plane` of the symbol at a stage, given the lower bits, as a number, and the state;
  /// not nan.
  func llr(plane: Int, lowerBits: Int, state: Int, stage: Int) -> Float
  /// The state at the next stage after a symbol.
  func state(after state: Int, symbol: Int, stage: Int) -> Int
  /// Takes note of the symbols of a worker, decoded at a stage: `symbolCounts[s · 2ᵐ + x]` elements in state s had the
  /// symbol x.
  mutating func learn(symbolCounts: [Int], stage: Int)
  /// Begins another round.
  mutating func beginRound()
}

extension SideInformationModel {
  /// Learns nothing.
  public mutating func learn(symbolCounts: [Int], stage: Int) {}
  /// Forgets nothing.
  public mutating func beginRound() {}

  /// What each plane is expected to hold, by the model itself, for so many elements in each state.
  ///
  /// - Complexity: O(*states* 2ᵐ).
  public func information(stateCounts counts: [Int], stage: Int) -> [PlaneInformation] {
    let total = Double(max(1, counts.reduce(0, +)))
    let present = counts.indices.filter { counts[$0] > 0 }
    return (0..<planeCount).map { plane in
      PlaneInformation(
        present.flatMap { state in
          (0..<1 << plane).map { lowerBits in
            (
              probability: probability(ofBits: lowerBits, below: plane, state: state, stage: stage)
                * Double(counts[state]) / total,
              ratio: Double(llr(plane: plane, lowerBits: lowerBits, state: state, stage: stage))
            )
          }
        })
    }
  }

  /// The bits that an ideal code by the model spends on the symbols of a worker, counted as
  /// ``learn(symbolCounts:stage:)`` has them.
  ///
  /// - Complexity: O(*states* m 2ᵐ).
  public func codeLength(symbolCounts: [Int], stage: Int) -> Double {
    symbolCounts.indices.reduce(0) { sum, entry in
      guard symbolCounts[entry] > 0 else { return sum }
      let (state, symbol) = (entry >> planeCount, entry & (1 << planeCount - 1))
      let probability = probability(ofBits: symbol, below: planeCount, state: state, stage: stage)
      return sum - Double(symbolCounts[entry]) * .log2(probability)
    }
  }

  /// Pr(the bits below a plane | state).
  private func probability(ofBits bits: Int, below plane: Int, state: Int, stage: Int) -> Double {
    (0..<plane).reduce(1) { product, lower in
      let ratio = Double(llr(plane: lower, lowerBits: bits & (1 << lower - 1), state: state, stage: stage))
      return product / (1 + .exp(bits >> lower & 1 == 0 ? -ratio : ratio))
    }
  }
}
