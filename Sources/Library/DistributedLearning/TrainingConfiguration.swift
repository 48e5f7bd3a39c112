/// How many pictures each worker's batch has.
public enum BatchDivision: Sendable, Codable, Hashable {
  /// As many at every worker.
  case each(Int)
  /// So many in a round of all workers, divided as evenly as it goes: the first workers have one more where there is a
  /// remainder.
  case total(Int)

  /// The sizes of the batches of so many workers, in their order.
  ///
  /// - Precondition: Every worker has a picture at least.
  public func sizes(workerCount: Int) -> [Int] {
    switch self {
    case .each(let size):
      return Array(repeating: size, count: workerCount)
    case .total(let total):
      let (size, remainder) = total.quotientAndRemainder(dividingBy: workerCount)
      precondition(size > 0, "\(total) pictures for \(workerCount) workers")
      return (0..<workerCount).map { $0 < remainder ? size + 1 : size }
    }
  }
}

/// The sizes of a synchronous distributed training.
public struct TrainingConfiguration: Sendable, Codable, Equatable {
  /// Workers that take part in a round, K, drawn anew from all for each round.
  public var workersPerRound: Int
  /// Pictures in a worker's batch, B, among all workers, also those that sit a round out.
  ///
  /// Where batches differ, they are the weights of the mean of gradients, losses and moments.
  public var batch: BatchDivision
  /// The share of a moving moment that stays when a round's is mixed in.
  public var momentDecay: Float
  /// Whether a network that reads smaller pictures is trained on windows at random places instead of the middle; the places
  /// come from the streams ("crops", worker, round).
  public var cropsAtRandom: Bool
  /// Whether observers see the signals of dense layers where the codec does not read them.
  public var keepsSignals: Bool
  /// Whether each worker's gradient is computed by itself, so that its bits are the same whichever workers share its process.
  ///
  /// Else neighbours share products of matrices, which is faster for perceptrons and rounds otherwise with other neighbours.
  public var computesApart: Bool

  public init(
    workersPerRound: Int, batch: BatchDivision, momentDecay: Float = 0.9, cropsAtRandom: Bool = false,
    keepsSignals: Bool = false, computesApart: Bool = false
  ) {
    self.workersPerRound = workersPerRound
    self.batch = batch
    self.momentDecay = momentDecay
    self.cropsAtRandom = cropsAtRandom
    self.keepsSignals = keepsSignals
    self.computesApart = computesApart
  }

  /// The same with batches of one size.
  public init(
    workersPerRound: Int, batchSize: Int, momentDecay: Float = 0.9, cropsAtRandom: Bool = false,
    keepsSignals: Bool = false
  ) {
    self.init(
      workersPerRound: workersPerRound, batch: .each(batchSize), momentDecay: momentDecay,
      cropsAtRandom: cropsAtRandom, keepsSignals: keepsSignals)
  }
}
