import GradientCoding
import Randomness
import RateDistortion
import TestSupport
import Testing

@testable import Experiments

/// Epochs, sums over them, and bounds.
@Suite struct CommunicationSumTests {
  // MARK: Epochs

  /// 60,000 pictures, 1,280 a round: 46.875 rounds an epoch, so that every eighth has one fewer.
  @Test func epochsHoldAsManyPicturesAsTheSet() {
    let schedule = EpochSchedule(pictures: 60_000, picturesPerRound: 1_280, epochs: 16, wholeEpochs: 2, stretch: 8)
    let lengths = (0..<16).map { schedule.rounds(of: $0).count }
    #expect(lengths == [47, 47, 47, 47, 47, 47, 47, 46, 47, 47, 47, 47, 47, 47, 47, 46])
    #expect(schedule.roundCount == 750)
    #expect((0..<750).allSatisfy { schedule.rounds(of: schedule.epoch(of: $0)).contains($0) })
  }

  /// Of the first epochs all rounds, of the others a stretch in the middle, after a round that is coded only.
  @Test func stretchesLieInTheMiddle() {
    let schedule = EpochSchedule(pictures: 100, picturesPerRound: 10, epochs: 3, wholeEpochs: 1, stretch: 4)
    let letters = (0..<schedule.roundCount).map { round in
      switch schedule.part(of: round) {
      case .followed: "f"
      case .warmingUp: "w"
      case .measured: "m"
      }
    }
    #expect(letters.joined() == "mmmmmmmmmm" + "ffwmmmmfff" + "ffwmmmmfff")
  }

  /// Where the stretch fills an epoch all is measured, and nothing after the last.
  @Test func longStretchesMeasureAll() {
    let schedule = EpochSchedule(pictures: 10, picturesPerRound: 4, epochs: 2, wholeEpochs: 0, stretch: 3)
    #expect((0..<schedule.roundCount).allSatisfy { schedule.part(of: $0) == .measured })
    #expect(schedule.part(of: schedule.roundCount) == .followed)
  }

  // MARK: Sums

  /// So many bytes in either direction.
  private func cost(up: Int, down: Int = 0) -> CodecCost {
    var cost = CodecCost()
    (cost.traffic.uplink.sentBytes, cost.traffic.downlink.sentBytes) = (up, down)
    (cost.blocks, cost.repairedBlocks) = (3, 1)
    return cost
  }

  /// By hand: 10 and 14 bytes, s² = 8; of 6 rounds 72 bytes, with an error of 6 √(8/2 · (1 − 2/6)) = 6 √(8/3).
  @Test func someRoundsTellOfAll() {
    var sample = CostSample()
    sample.add(cost(up: 9, down: 1))
    sample.add(cost(up: 11, down: 3))
    #expect(sample.bits(ofRounds: 6) == 8 * 72 && sample.downlinkBits(ofRounds: 6) == 8 * 12)
    #expect(abs(sample.standardError(ofRounds: 6) - 8 * 6 * (8.0 / 3).squareRoot()) < 1e-12)
    #expect(sample.standardError(ofRounds: 2) == 0 && sample.bits(ofRounds: 2) == 8 * 24)
    #expect(sample.blocks == 6 && sample.repairedBlocks == 2)
    var single = CostSample()
    single.add(bits: 5)
    #expect(single.standardError(ofRounds: 2).isNaN && single.standardError(ofRounds: 1) == 0)
  }

  /// Three epochs of two rounds; the uncoded signs take 100 bits a round, history 50, 60 and 90.
  private var result: CommunicationResult {
    var result = CommunicationResult()
    for (bits, accuracy) in [(50.0, 0.7), (60, 0.9), (90, 0.85)] {
      var epoch = CommunicationResult.Epoch()
      epoch.rounds = 2
      epoch.accuracy = accuracy
      for offset in [-1.0, 1] {
        epoch[.uncoded].add(bits: 100)
        epoch[.history].add(bits: bits + offset)
      }
      epoch[.neighbours].add(bits: bits)
      result.epochs.append(epoch)
    }
    return result
  }

  @Test func totalsAreSumsOfEpochs() {
    #expect(result.total(.history, epochs: 3) == 400 && result.total(.history, epochs: 2) == 220)
    #expect(abs(result.saving(.history, epochs: 1) - 50) < 1e-12)
    #expect(abs(result.saving(.history, epochs: 2) - 45) < 1e-12)
    #expect(abs(result.saving(.neighbours, epochs: 2) - 45) < 1e-12)
    #expect(result.savingError(.history, epochs: 3) == 0 && result.savingError(.neighbours, epochs: 3).isNaN)
  }

  /// Savings over one, two and three epochs are 50, 45 and 33.3 %.
  @Test func longestTrainingSavesAsStated() {
    let found = [50.5, 50, 46, 40, 30].map { result.longestTraining(saving: $0, by: .history) }
    #expect(found == [nil, 1, 1, 2, 3])
    #expect(CommunicationResult().longestTraining(saving: 1, by: .history) == nil)
  }

  /// To 0.9, two epochs, history takes 220 of 400 bits.
  @Test func sharesEndAtTheAccuracy() {
    #expect(result.share(of: .history, in: .uncoded, toAccuracy: 0.9) == 0.55)
    #expect(result.share(of: .history, in: .uncoded, toAccuracy: 0.95) == nil)
  }

  /// Bits to an accuracy are those through the first epoch that ends at it.
  @Test func accuracyIsReachedAtTheEndOfAnEpoch() {
    #expect(result.epochs(toAccuracy: 0.7) == 1 && result.epochs(toAccuracy: 0.8) == 2)
    #expect(result.epochs(toAccuracy: 0.9) == 2 && result.epochs(toAccuracy: 0.91) == nil)
  }

  // MARK: Bounds

  /// Two workers, by hand: the first has 3 of 4 positive signs, 0.811 bit; the second agrees after a positive one always and
  /// the other way has one of one, so that it takes nothing. The second layer is one element, nothing either.
  @Test func empiricalBoundByHand() throws {
    let layout = LayerLayout([(name: "a", shape: [4]), (name: "b", shape: [1])])
    let entropies = try SignEntropies(
      [LocalGradient(values: [1, 0, 2, -1, 3]), LocalGradient(values: [4, 5, 0, -2, -3])], layout: layout)
    #expect(abs(entropies.empirical - 4 * 0.811278124459133) < 1e-9)
    let apart = try SignEntropies(
      [LocalGradient(values: [1, 0, -2, -1, 3]), LocalGradient(values: [4, -5, 0, -2, -3])], layout: layout)
    #expect(abs(apart.empirical - 8) < 1e-9)
  }

  /// On gradients of the model itself both bounds are the model's entropy; 1 % is several standard errors at this size, for
  /// the error of an entropy of 60,000 elements is about half a percent, and that of the ratio adds less.
  @Test(arguments: [(seed: UInt64(1), ratio: Float(0.1)), (2, 1), (3, 10)])
  func boundsOfTheModelAreItsEntropy(seed: UInt64, ratio: Float) throws {
    let layout = LayerLayout([(name: "a", shape: [60_000])])
    var rng = Streams(seed: seed).generator("bounds")
    let common = Normal(deviation: ratio.squareRoot()).values(count: 60_000, using: &rng)
    let gradients = (0..<5).map { _ in
      LocalGradient(values: zip(common, Normal().values(count: 60_000, using: &rng)).map { $0 + $1 })
    }
    let entropies = try SignEntropies(gradients, layout: layout)
    let model = try GaussianCEO(signalVariance: Double(ratio), noiseVariance: 1)
    let exact = try 60_000 * SignSideInformation(model, workerCount: 5).rates.reduce(0, +)
    #expect(abs(entropies.gaussian / exact - 1) < 0.01 && abs(entropies.empirical / exact - 1) < 0.01)
  }
}
