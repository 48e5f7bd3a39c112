/// Who takes part in a round, and with what weight in the mean.
public struct RoundPlan: Sendable, Equatable {
  /// The round's index, in `0..<2³²`.
  public let round: Int
  /// The workers that take part, ascending, in `0..<2³²`.
  public let workers: [Int]
  /// The weight of each in the mean, positive, such as its number of samples.
  public let weights: [Float]

  /// Plans a round; without weights, all are 1.
  ///
  /// - Precondition: `workers` is not empty and strictly ascending, there are as many weights, each positive and finite.
  public init(round: Int, workers: [Int], weights: [Float]? = nil) {
    let weights = weights ?? Array(repeating: 1, count: workers.count)
    precondition(MessageHeader.indices.contains(round), "round \(round)")
    precondition(!workers.isEmpty && workers.allSatisfy(MessageHeader.indices.contains), "workers \(workers)")
    precondition(zip(workers, workers.dropFirst()).allSatisfy(<), "workers \(workers) are not strictly ascending")
    precondition(weights.count == workers.count && weights.allSatisfy { $0 > 0 && $0.isFinite }, "weights \(weights)")
    self.round = round
    self.workers = workers
    self.weights = weights
  }

  /// The place in ``workers`` of the sender of a message of this round.
  ///
  /// - Complexity: O(log K).
  /// - Throws: ``CodecError/wrongRound(found:expected:)``, ``CodecError/unknownWorker(_:)``, or
  ///   ``CodecError/invalid(_:found:expected:)`` for a message to all workers.
  public func place(ofSender header: MessageHeader) throws(CodecError) -> Int {
    guard header.round == round else { throw .wrongRound(found: header.round, expected: round) }
    guard let worker = header.worker else {
      throw .invalid(CodecError.Place(offset: 0), found: "no sender", expected: "a worker")
    }
    var candidates = workers.indices
    while candidates.count > 1 {
      let middle = candidates.lowerBound + candidates.count / 2
      candidates = workers[middle] <= worker ? middle..<candidates.upperBound : candidates.lowerBound..<middle
    }
    guard workers[candidates.lowerBound] == worker else { throw .unknownWorker(worker) }
    return candidates.lowerBound
  }
  /// What came of the workers, each in its place, where it came of all.
  ///
  /// - Throws: ``CodecError/missingWorkers(_:)``.
  public func complete<Part>(_ received: [Part?]) throws(CodecError) -> [Part] {
    let missing = zip(workers, received).filter { $1 == nil }.map(\.0)
    guard missing.isEmpty else { throw .missingWorkers(missing) }
    return received.compactMap(\.self)
  }
}
