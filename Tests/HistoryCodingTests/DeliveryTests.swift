import Autodiff
import DistributedLearning
import Foundation
import GradientCoding
import HistoryCoding
import Testing

/// Trainings whose signs are coded, beside one whose signs are not.
@Suite struct DeliveryTests {
  static let codings = [
    RangeCodedSigns(reach: 0, usesNeighbours: false), RangeCodedSigns(reach: 0),
    RangeCodedSigns(reach: 1), RangeCodedSigns(reach: 16), RangeCodedSigns(reach: 16, usesNeighbours: false),
  ]

  /// Bit by bit, with workers that miss rounds, within the reach and beyond it; and never more bytes than uncoded.
  @Test(arguments: codings, [3, 5]) func estimatesAreThoseOfUncodedSigns(coding: RangeCodedSigns, perRound: Int)
    async throws
  {
    var trial = Trial()
    trial.perRound = perRound
    var plain = try trial.training(UncodedSigns()), coded = try trial.training(coding)
    for _ in 0..<8 {
      let expected = try await plain.runRound(jobs: 2), found = try await coded.runRound(jobs: 2)
      #expect(firstDifference(found.estimate, expected.estimate) == nil && found.workers == expected.workers)
      #expect(found.traffic.uplink.raw == expected.traffic.uplink.raw && found.traffic.downlink == .zero)
      #expect(found.traffic.uplink.entropy == expected.traffic.uplink.entropy)
      #expect(found.traffic.uplink.sentBits <= expected.traffic.uplink.sentBits)
      #expect(found.loss == expected.loss)
    }
    #expect(
      firstDifference(coded.server.state.parameters.scalars, plain.server.state.parameters.scalars) == nil)
  }

  /// Each of the two kinds of context saves beside the order-0 coder, and both together more than each.
  @Test func contextsSave() async throws {
    var sent: [Int] = []
    for coding in [
      RangeCodedSigns(reach: 0, usesNeighbours: false), RangeCodedSigns(reach: 8, usesNeighbours: false),
      RangeCodedSigns(reach: 0), RangeCodedSigns(reach: 8),
    ] {
      var training = try Trial().training(coding)
      var total = 0
      for _ in 0..<8 { total += try await training.runRound(jobs: 2).traffic.uplink.sentBits }
      sent.append(total)
    }
    #expect(sent[1] < sent[0] && sent[2] < sent[0] && sent[3] < sent[1] && sent[3] < sent[2])
  }

  /// Bit by bit and byte by byte, into a training that is elsewhere.
  @Test(arguments: [0, 1, 16]) func aTrainingGoesOnFromItsSnapshot(reach: Int) async throws {
    let coding = RangeCodedSigns(reach: reach)
    var straight = try Trial().training(coding)
    for _ in 0..<5 { _ = try await straight.runRound(jobs: 2) }
    let snapshot = try straight.snapshot()
    var resumed = try Trial().training(coding)
    for _ in 0..<2 { _ = try await resumed.runRound(jobs: 2) }
    try resumed.restore(snapshot)
    for _ in 0..<5 {
      let expected = try await straight.runRound(jobs: 2), found = try await resumed.runRound(jobs: 2)
      #expect(found.traffic == expected.traffic && found.round == expected.round && found.workers == expected.workers)
      #expect(firstDifference(found.estimate, expected.estimate) == nil)
    }
    let plain = try Trial().training(UncodedSigns()).snapshot()
    #expect(throws: DecodingError.self) { try resumed.restore(plain) }
    #expect(throws: DecodingError.self) { try resumed.restore(Data("snapshot".utf8)) }
  }
}
