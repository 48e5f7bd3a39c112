import DistributedSourceCoding
import Foundation
import GradientCoding
import Testing

/// What halves of the codec of dithered levels keep from round to round.
@Suite struct DitheredMemoryTests {
  /// Fresh halves with the memory of others, stored and read again, send and decode the same bytes.
  @Test(arguments: [0, 1, 3]) func freshHalvesGoOn(index: Int) throws {
    let codec = DitheredDeliveryTests.codecs[index], layout = DitheredDeliveryTests.layout
    var straight = try CodedRounds(codec, layout, workerCount: 4, seed: 21)
    var resumed = straight
    func run(_ coded: inout CodedRounds<DitheredSourceCodec>, round: Int) throws -> [Float] {
      let gradients = DitheredDeliveryTests.gradients(coded, round: round)
      let model = coded.gradients(round: 10 + round, ratio: 1)[0]
      return try coded.run(RoundPlan(round: round, workers: Array(0..<4)), gradients, model: model)
    }
    for round in 0..<2 { _ = try run(&straight, round: round) }
    let stored = try PropertyListEncoder().encode(straight.server.memory)
    try resumed.server.restore(PropertyListDecoder().decode(DitheredSourceCodec.Server.Memory.self, from: stored))
    for worker in 0..<4 {
      let stored = try PropertyListEncoder().encode(straight.workers[worker].memory)
      try resumed.workers[worker].restore(
        PropertyListDecoder().decode(DitheredSourceCodec.Worker.Memory.self, from: stored))
    }
    for round in 2..<4 {
      let (expected, found) = (try run(&straight, round: round), try run(&resumed, round: round))
      #expect(firstDifference(expected, found) == nil && straight.traffic == resumed.traffic)
    }
    let (first, second) = (try #require(straight.server.report), try #require(resumed.server.report))
    #expect(first.deliveries == second.deliveries)
  }
}
