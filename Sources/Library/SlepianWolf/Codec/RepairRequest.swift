import EntropyCoding

/// What the server asks of a worker whose plane did not decode.
///
/// In bytes it is range coded: first its kind, of which further steps have the probability 255/256; then, for each open
/// block, whether it climbs and, one bit for each, whether by a step more, with probabilities that adapt.
enum RepairRequest: Sendable, Equatable {
  /// The checks of all coded blocks, to find the one that is wrong; it opens all of them.
  case checks
  /// The bits themselves of all coded blocks.
  case everything
  /// For each open block the steps it climbs, 0 where it has decoded; past the last step are the bits themselves.
  case climb([Int])

  /// The frequencies of further steps and of the checks, of 2⁸.
  private static let frequencies: (climb: UInt32, checks: UInt32) = (255, 128)

  func encode(to encoder: inout RangeEncoder, _ levels: BlockLevels) {
    guard case .climb(let steps) = self else {
      encoder.encode(true, zeroFrequency: Self.frequencies.climb, totalBits: 8)
      encoder.encode(self == .everything, zeroFrequency: Self.frequencies.checks, totalBits: 8)
      return
    }
    encoder.encode(false, zeroFrequency: Self.frequencies.climb, totalBits: 8)
    var models = StepModels()
    for (block, count) in zip(levels.open, steps) {
      for step in 0..<levels.stepsLeft(block) {
        encoder.encode(step < count, with: &models[step])
        guard step < count else { break }
      }
    }
  }

  /// - Throws: `EntropyCodingError`, for bytes that say no such thing.
  init(from decoder: inout RangeDecoder, _ levels: BlockLevels) throws(EntropyCodingError) {
    if try decoder.decodeBit(zeroFrequency: Self.frequencies.climb, totalBits: 8) {
      let all = try decoder.decodeBit(zeroFrequency: Self.frequencies.checks, totalBits: 8)
      self = all ? .everything : .checks
      return
    }
    var models = StepModels()
    var steps: [Int] = []
    steps.reserveCapacity(levels.open.count)
    for block in levels.open {
      var count = 0
      while count < levels.stepsLeft(block) {
        guard try decoder.decode(with: &models[count]) else { break }
        count += 1
      }
      steps.append(count)
    }
    self = .climb(steps)
  }
}

/// The models of the bits of a number of steps, the later ones one for all.
private struct StepModels {
  private var models = [AdaptiveBit](repeating: AdaptiveBit(), count: 16)

  subscript(step: Int) -> AdaptiveBit {
    get { models[min(step, 15)] }
    set { models[min(step, 15)] = newValue }
  }
}
