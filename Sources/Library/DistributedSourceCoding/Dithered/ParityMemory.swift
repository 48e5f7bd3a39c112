import SlepianWolf

/// What the server keeps of a layer from round to round, for plans of parity checks.
struct ParityMemory: Sendable, Codable {
  /// How often levels were zero in each class of ``PeerInformation``, of which each worker's counts weigh 0.9 times
  /// the next's.
  private(set) var learnt = EmpiricalSideInformation(
    planeCount: 1, stageCount: 1, contextCount: PeerInformation.count, memory: 0.9, priorWeight: 4)
  /// How far that was from what levels took.
  private(set) var correction = EntropyCorrection(deviation: 0.05)

  /// Takes note of a worker's levels and classes.
  ///
  /// - Complexity: O(elements + classes).
  mutating func learn(_ levels: [Int8], _ classes: [UInt16]) {
    var counts = [Int](repeating: 0, count: 2 * PeerInformation.count)
    for index in levels.indices { counts[2 * Int(classes[index]) + (levels[index] == 0 ? 0 : 1)] += 1 }
    learnt.beginRound()
    learnt.learn(symbolCounts: counts, stage: 0)
  }

  /// Takes note of what the parity checks of a worker were expected to tell, and told.
  mutating func learn(_ delivery: TensorDelivery) {
    correction.learn(bits: delivery.codeLength, expected: delivery.modelEntropy)
  }
}
