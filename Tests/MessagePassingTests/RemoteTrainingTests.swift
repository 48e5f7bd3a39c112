import Datasets
import DistributedLearning
import DistributedSourceCoding
import Foundation
import GradientCoding
import HistoryCoding
import MessagePassing
import Models
import Quantization
import QuantizerCoding
import Testing

/// A training between ends is the training of one process.
@Suite struct RemoteTrainingTests {
  static let codecs: [any ResumableCodec] = [
    IdentityCodec(), ErrorFeedback(IdentityCodec(), decay: 0.5), SignCodec(UncodedSigns()), DistributedSignCodec(),
    DistributedSignCodec(.empiricalWithHistory()),
  ]

  /// Reports, model, optimizer and what every half keeps, after four rounds of four of five workers; 2 ends have one group, 4 have
  /// groups of two and one, 6 a worker each.
  @Test(arguments: codecs.indices, [2, 4, 6]) func resultsAreThoseOfOneProcess(codec: Int, size: Int) async throws {
    func compare(_ codec: some ResumableCodec) async throws { try await self.compare(Job(codec), size: size) }
    try await compare(Self.codecs[codec])
  }

  /// Moments of normalisations cross too.
  @Test func momentsCross() async throws {
    var job = Job(IdentityCodec())
    job.network = .resNet(depth: 8)
    job.dataset = SyntheticDigits(.coloured, count: 60, seed: 1).dataset()
    try await compare(job, size: 3)
  }

  private func compare(_ job: Job<some ResumableCodec>, size: Int) async throws {
    var local = try job.local()
    var expected: [RoundReport] = []
    for _ in 0..<4 { expected.append(try await local.runRound(jobs: 1)) }
    let (reports, snapshot) = try await job.withServer(size: size) { training in
      var reports: [RoundReport] = []
      for _ in 0..<4 { reports.append(try await training.runRound()) }
      let snapshot = try await training.snapshot()
      _ = try await training.finish()
      return (reports, snapshot)
    }
    for (found, expected) in zip(reports, expected) {
      #expect(found.plan == expected.plan && found.loss == expected.loss && found.traffic == expected.traffic)
      #expect(found.momentBits == expected.momentBits)
      #expect(zip(found.estimate, expected.estimate).allSatisfy { $0.bitPattern == $1.bitPattern })
    }
    #expect(try content(snapshot) == content(try local.snapshot()))
  }
}
