/// Which rounds make an epoch, and which of them are coded by the codecs that are compared.
///
/// An epoch is as many pictures as the training set holds, over all workers: epoch e ends with the round in which
/// e + 1 times the set has been drawn.
///
/// > Note: What a codec learns over many rounds is staler at a stretch than it would be, so that stretches understate what such
/// > codecs save; whole epochs do not.
public struct EpochSchedule: Sendable, Codable, Equatable {
  /// What is done in a round beside the training.
  public enum Part: Sendable {
    /// Nothing is coded; codecs hear of the model.
    case followed
    /// Coded but not counted: codecs that learn from earlier rounds come to know the present again.
    case warmingUp
    /// Coded and counted.
    case measured
  }

  /// Rounds that are coded before a stretch that is measured: rates follow from the statistics of the round before.
  public static let warmUp = 1

  /// Pictures in the training set, and drawn in a round by all workers together.
  public let pictures: Int, picturesPerRound: Int
  /// The number of epochs.
  public let epochs: Int
  /// Epochs that are measured throughout, from the first; of later ones the `stretch` rounds in the middle are.
  public let wholeEpochs: Int, stretch: Int

  public init(pictures: Int, picturesPerRound: Int, epochs: Int, wholeEpochs: Int, stretch: Int) {
    precondition((1...pictures).contains(picturesPerRound), "\(picturesPerRound) of \(pictures) pictures in a round")
    precondition(epochs >= 1 && wholeEpochs >= 0 && stretch >= 1, "\(stretch) rounds of \(epochs) epochs")
    self.pictures = pictures
    self.picturesPerRound = picturesPerRound
    self.epochs = epochs
    self.wholeEpochs = wholeEpochs
    self.stretch = stretch
  }

  /// Creates a schedule that is measured throughout.
  public init(pictures: Int, picturesPerRound: Int, epochs: Int) {
    self.init(
      pictures: pictures, picturesPerRound: picturesPerRound, epochs: epochs, wholeEpochs: epochs, stretch: 1)
  }

  /// The number of rounds.
  public var roundCount: Int { start(of: epochs) }
  /// The rounds of an epoch.
  public func rounds(of epoch: Int) -> Range<Int> { start(of: epoch)..<start(of: epoch + 1) }
  /// The epoch to which a round belongs.
  public func epoch(of round: Int) -> Int { round * picturesPerRound / pictures }

  private func start(of epoch: Int) -> Int { (epoch * pictures + picturesPerRound - 1) / picturesPerRound }

  /// What is done in a round.
  public func part(of round: Int) -> Part {
    if isMeasured(round) { return .measured }
    return (1...Self.warmUp).contains { isMeasured(round + $0) } ? .warmingUp : .followed
  }

  private func isMeasured(_ round: Int) -> Bool {
    let epoch = epoch(of: round), rounds = rounds(of: epoch)
    if epoch >= epochs { return false }
    if epoch < wholeEpochs || stretch >= rounds.count { return true }
    let first = rounds.lowerBound + (rounds.count - stretch) / 2
    return (first..<first + stretch).contains(round)
  }
}
