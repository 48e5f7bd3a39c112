import Datasets
import DistributedLearning
import Foundation
import GradientCoding
import IndirectQuantization
import Logging
import QuantizerCoding
import TestSupport
import Testing

@testable import Experiments
@testable import FigureKit

/// Trainings of THESIS on some painted digits.
@Suite struct ThesisTrainingTests {
  private static let indirect = ThesisScheme.indirect(.dithered(inputExtent: 1, deltaExtent: 1))
  private let folder: TemporaryFolder
  private let data: FigureData.Entry

  init() throws {
    folder = try TemporaryFolder()
    let pictures = SyntheticDigits(.handwritten, count: 40, seed: 1).dataset()
    data = FigureData.Entry(choices: [.mnist], train: pictures, test: pictures, isEmbedded: true)
  }

  /// Two epochs of four rounds of three workers, of whom the first has four pictures and the others three.
  private func training(
    _ scheme: ThesisScheme = .baseline, epochs: Int = 2, probe: ThesisProbe = .none
  ) -> ThesisTraining {
    ThesisTraining(
      model: .mlp, scheme: scheme, workers: 3, batch: .total(10), pictures: 40, testPictures: 20, epochs: epochs,
      evaluationInterval: 3, probe: probe, seed: 5)
  }

  private func result(_ training: ThesisTraining) async throws -> ThesisResult {
    let cache = RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return try await training.result(on: data, cache: cache, jobs: 2)
  }

  /// The model is tested after every third of eight rounds and after the last; the baseline sends 32 bits a number.
  @Test func pointsComeAtTheirIntervals() async throws {
    let result = try await result(training())
    #expect(result.points.map(\.iteration) == [3, 6, 8] && result.points.map(\.rounds) == [3, 3, 2])
    #expect(result.points.allSatisfy { $0.loss > 0 && $0.loss < 5 && (0...1).contains($0.accuracy) })
    #expect(result.parameterCount == 199_210 && result.samples.isEmpty)
    #expect(result.bits.raw == 32 * 199_210 && result.bits.sent > result.bits.raw)
    #expect(result.bits.sent < result.bits.raw + 1_000 && result.bits.entropy == nil && result.bits.downlink == 0)
  }

  /// A run that was cut short between points and within a probe's rounds goes on as if it had not been.
  @Test(arguments: [ThesisScheme.baseline, indirect]) func aRunThatWasCutShortGoesOn(scheme: ThesisScheme) async throws
  {
    let options = training(scheme, probe: ThesisProbe(schemes: [Self.indirect], sampledRounds: [2, 5], lead: 1))
    let whole = try await result(options)
    func run(_ codec: some ResumableCodec) async throws -> ThesisResult {
      var run = try ThesisRun(options, with: codec, on: data)
      for rounds in [2, 3] {
        for _ in 0..<rounds { try await run.runRound(jobs: 1) }
        let stored = try PropertyListEncoder().encode(run.state)
        run = try ThesisRun(options, with: codec, on: data)
        try run.restore(PropertyListDecoder().decode(ThesisRun.State.self, from: stored))
      }
      #expect(!run.isDone)
      while !run.isDone { try await run.runRound(jobs: 1) }
      return run.result
    }
    let resumed = try await run(scheme.codec(.words))
    #expect(resumed == whole)
  }

  /// What a scheme would send is counted in the sampled rounds alone, and the training is what it is without. Signals of
  /// three levels take fewer bits than gradients, and no more symbols' bits than their words have.
  @Test func aProbeDoesNotChangeTheTraining() async throws {
    let plain = try await result(training())
    let schemes = [Self.indirect, .baseline]
    let probed = try await result(training(probe: ThesisProbe(schemes: schemes, sampledRounds: [1, 7], lead: 1)))
    #expect(probed.points == plain.points)
    #expect(probed.samples.map(\.round) == [1, 1, 7, 7] && probed.samples.map(\.scheme) == schemes + schemes)
    let bits = probed.sampledBits(Self.indirect), entropy = try #require(bits.entropy)
    #expect(entropy <= bits.raw && bits.sent < 32 * 199_210 / 10 && bits.sent > entropy / 2)
    #expect(abs(probed.sampledBits(.baseline).sent - plain.bits.sent) < 1)
  }

  private static let schemes: [ThesisScheme] = [
    .dithered(extent: 3), .nested, .stochastic(extent: 3), .qsgd(levels: 3), .ternGrad, .oneBit, .oneBitIndirect,
    .twoBitIndirect, .indirect(.naive(inputLevels: 3, deltaLevels: 3), codesZeros: true), indirect,
    .sampled(.first), .sampled(.weightedFeedback(gain: 32)), .sampled(.leastError(gain: 32)), .sampled(.threeLevels),
    .sampled(.rotated(gain: 32)), .sampled(.topSelection(gain: 32)),
  ]

  /// Every scheme trains, in fewer bits than gradients take; range-coded, as the probe has it, in no more than in words and a
  /// flag for each of six tensors. Signals are range-coded in both.
  @Test func everySchemeSendsLessThanTheBaseline() async throws {
    #expect(Set(Self.schemes.map(\.name)).count == Self.schemes.count)
    for scheme in Self.schemes {
      let probe = ThesisProbe(schemes: [scheme], sampledRounds: [0])
      let result = try await result(training(scheme, epochs: 1, probe: probe))
      #expect(
        result.points.map(\.rounds) == [3, 1] && result.points.allSatisfy { $0.loss > 0 && $0.loss < 20 }, "\(scheme)")
      #expect(result.bits.sent < 32 * 199_210 / 5 && result.bits.raw > 0, "\(scheme)")
      let range = result.samples[0].bits, words = result.points[0].bits
      #expect(range.sent <= 1.02 * words.sent + 8 * 6, "\(scheme)")
      #expect(try #require(range.entropy) <= range.raw, "\(scheme)")
    }
  }

  /// The model after the last round may be tested on more pictures; what comes before is as it was.
  @Test func theLastTestMayHaveMorePictures() async throws {
    let few = try await result(training())
    var options = training()
    options.finalTestPictures = 40
    let all = try await result(options)
    #expect(all.points.dropLast() == few.points.dropLast() && all.points.last?.loss == few.points.last?.loss)
    #expect(all.finalAccuracy != few.finalAccuracy)
  }

  /// By hand: 0.5 lies three fifths of the way from 20 to 30 rounds.
  @Test func iterationsToAnAccuracyLieBetweenPoints() throws {
    var result = ThesisResult()
    for (iteration, accuracy) in [(10, 0.1), (20, 0.2), (30, 0.7), (40, 0.6)] {
      var point = ThesisResult.Point()
      (point.iteration, point.accuracy) = (iteration, accuracy)
      result.points.append(point)
    }
    #expect(abs(try #require(result.iterations(toAccuracy: 0.5)) - 26) < 1e-9)
    #expect(try #require(result.iterations(toAccuracy: 0.05)) == 5)
    #expect(result.iterations(toAccuracy: 0.8) == nil && result.finalAccuracy == 0.6)
  }

  /// Rounds 4 and 9 with two before each; 3 is before both a sample and none.
  @Test func probesLeadIntoSamples() {
    let probe = ThesisProbe(schemes: [], sampledRounds: [4, 9], lead: 2)
    let coded = (0..<12).filter { probe.part(of: $0) != .followed }
    #expect(coded == [2, 3, 4, 7, 8, 9])
    #expect((0..<12).filter { probe.part(of: $0) == .measured } == [4, 9])
  }
}
