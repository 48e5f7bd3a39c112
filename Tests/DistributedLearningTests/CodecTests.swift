import Autodiff
import DistributedLearning
import GradientCoding
import Testing

/// What passes between a training and a codec that uses all of a round.
@Suite struct CodecTests {
  private func trial() throws -> Trial {
    var trial = try Trial()
    trial.perRound = 3
    return trial
  }

  @Test func broadcastRequestAndAnswerReachTheRightOnes() async throws {
    let trial = try trial()
    var training = try trial.training(AskingCodec())
    for round in 0..<4 {
      var local: [[Float]] = []
      let report = try await training.runRound(jobs: 2) { local = $0.results.map(\.gradient.scalars) }
      let half = training.server.half
      let last = try #require(report.workers.last)
      let expected = report.workers.map { (MessageKind.gradient, $0) } + [(.answer, last)]
      #expect(half.senders.map(\.0) == expected.map(\.0) && half.senders.map(\.1) == expected.map(\.1))
      #expect(report.traffic.uplink.sentBytes == half.bytesReceived)
      #expect(report.traffic.downlink.sentBytes == half.bytesAsked + 3 * half.bytesBroadcast)
      #expect(report.traffic.uplink.raw == 4 * 8 * trial.network.layout.count)
      #expect(report.traffic.downlink.raw == 3 * 5 + 3)
      // Multiples of Δ, and of Δ/256 for the worker that was asked: all of it exact in single precision.
      let step = AskingCodec.step(round: round)
      let decoded = local.enumerated().map { place, values in
        let step = place == 2 ? step / 256 : step
        return values.map { ($0 / step).rounded() * step }
      }
      #expect(firstDifference(report.estimate, mean(decoded)) == nil)
      // The observer saw what was not yet encoded.
      #expect(firstDifference(local[0], decoded[0]) != nil)
    }
  }

  /// Errors arrive as they are; the model, the optimizer and the round stay.
  @Test(arguments: AskingCodec.Fault.allCases)
  func errorsOfTheHalvesPassThrough(fault: AskingCodec.Fault) async throws {
    let trial = try trial(), codec = AskingCodec(fault: fault)
    guard fault != .makeServer && fault != .makeWorker else {
      #expect(throws: AskingCodec.error) { try trial.training(codec) }
      return
    }
    var training = try trial.training(codec)
    var error: (any Error)?
    do { _ = try await training.runRound(jobs: 2) } catch let caught { error = caught }
    #expect(error as? CodecError == AskingCodec.error)
    #expect(training.round == 0 && firstDifference(training.server.state.bits, trial.initialState.bits) == nil)
    #expect((training.server.optimizer as? SGD)?.step == 0)
  }

  /// Worker 0, which takes no part, and one that does not exist.
  @Test(arguments: [0, 6])
  func nobodyElseIsAsked(stranger: Int) async throws {
    var trial = try trial()
    trial.seed = try #require(
      (1...100 as ClosedRange<UInt64>).first { seed in
        trial.seed = seed
        return !trial.participants(of: 0).contains(0)
      })
    let codec = AskingCodec(stranger: stranger)
    var training = try trial.training(codec)
    var error: (any Error)?
    do { _ = try await training.runRound(jobs: 1) } catch let caught { error = caught }
    #expect(error as? CodecError == .unknownWorker(stranger))
  }
}
