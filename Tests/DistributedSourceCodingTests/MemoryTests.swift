import DistributedSourceCoding
import Foundation
import GradientCoding
import SlepianWolf
import Testing

/// What halves keep from round to round.
@Suite struct MemoryTests {
  /// Fresh halves with the memory of others, stored and read again, send and decode the same bytes; an open round is not part
  /// of it, and leaves no trace.
  @Test(arguments: DeliveryTests.sources.indices) func freshHalvesGoOn(source: Int) throws {
    let codec = DistributedSignCodec(DeliveryTests.sources[source])
    var straight = try CodedRounds(codec, DeliveryTests.layout, workerCount: 4, seed: 21)
    var resumed = straight
    func run(_ coded: inout CodedRounds<DistributedSignCodec>, round: Int) throws -> [Float] {
      let gradients = coded.gradients(round: round, ratio: 10), models = coded.gradients(round: 10 + round, ratio: 1)
      return try coded.run(RoundPlan(round: round, workers: Array(0..<4)), gradients, model: models[0])
    }
    for round in 0..<2 { _ = try run(&straight, round: round) }
    let stored = try PropertyListEncoder().encode(straight.server.memory)
    try resumed.server.restore(PropertyListDecoder().decode(DistributedSignCodec.Server.Memory.self, from: stored))
    for worker in 0..<4 { resumed.workers[worker].restore(straight.workers[worker].memory) }
    // A round that is not finished.
    _ = try resumed.server.open(RoundPlan(round: 2, workers: [0, 1]), model: resumed.gradients(round: 30, ratio: 1)[0])
    let message = resumed.workers[0].encode(LocalGradient(values: resumed.gradients(round: 9, ratio: 0)[0]), round: 2)
    let request = try #require(try resumed.server.receive(message.bytes).first)
    _ = try resumed.server.receive(try resumed.workers[0].answer(request.message.bytes).bytes)
    for round in 2..<4 {
      let (expected, found) = (try run(&straight, round: round), try run(&resumed, round: round))
      #expect(firstDifference(expected, found) == nil && straight.traffic == resumed.traffic)
    }
    let (first, second) = (try #require(straight.server.report), try #require(resumed.server.report))
    #expect(first.deliveries == second.deliveries && first.total.blockCount > 0)
  }
}
