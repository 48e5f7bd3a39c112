import Experiments
import Randomness
import Testing

@Suite struct ServerRoundTests {
  /// Links of 4 bit/s. The model of 8 bits is out at 2, messages come at 3 and 4. The server opens to 1; its ratios are ready at 1.5, so
  /// that it decodes from 3 to 6, has the next ratios at 6.5, decodes to 7.5 and is done at 9.5.
  @Test func aRoundByHand() {
    let work = ServerWork(sentBits: 8, open: 1, bits: [4, 4], prepare: 0.5, decode: [3, 1], close: 2)
    let round = ServerRound(work, bitRate: 4)
    #expect(round.delay == 9.5)
    #expect(round.send == 2 && round.receive == 2 && round.decode == 5 && round.aggregate == 3)
    #expect(round.bottleneck == .decode && round.processorsForLink == 4)
  }

  /// Rates that are late hold workers up: known at 7, messages come at 8 and 9 and take no time.
  @Test func workersWaitForTheirRates() {
    let work = ServerWork(sentBits: 8, open: 7, bits: [4, 4], prepare: 0, decode: [0, 0], close: 0.5)
    let round = ServerRound(work, bitRate: 4)
    #expect(round.delay == 9.5 && round.bottleneck == .aggregate)
  }

  /// 1 to 12 workers.
  private func work(seed: UInt64) -> ServerWork {
    var rng = Streams(seed: seed).generator("server round")
    func number() -> Double { Double(rng.next() >> 40) * 0x1p-24 }
    let workers = 1 + Int(rng.next() % 12)
    return ServerWork(
      sentBits: 2 * number(), open: 3 * number(), bits: (0..<workers).map { _ in number() }, prepare: number() / 4,
      decode: (0..<workers).map { _ in number() }, close: number())
  }

  /// The chart of the paper with workers that take no time is the same round; all is added in the same order, so that ends are
  /// the same numbers.
  @Test(arguments: 1...60 as ClosedRange<UInt64>, [0.25, 1, 16])
  func theTimelineAgrees(seed: UInt64, rate: Double) {
    let work = work(seed: seed)
    let timeline = RoundTimeline(
      RoundWork(
        broadcastBits: work.sentBits, control: work.open, gradients: Array(repeating: 0, count: work.bits.count),
        planes: zip(work.bits, work.decode).map { [.init(bits: $0, ratios: work.prepare, decode: $1)] },
        update: work.close), uplink: .shared, bitRate: rate)
    #expect(ServerRound(work, bitRate: rate).delay == timeline.delay)
  }

  /// A round ends no sooner than any part of it and no later than all of them one after the other; of sums of at most 26
  /// numbers below 100 the rounding is below 1e-12.
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func aRoundLiesBetweenItsPartsAndTheirSum(seed: UInt64) {
    let work = work(seed: seed)
    for rate in [0.25, 1, 16] {
      let round = ServerRound(work, bitRate: rate)
      let parts = [round.send, round.receive, round.decode, round.aggregate]
      #expect(parts.allSatisfy { round.delay >= $0 - 1e-12 })
      #expect(round.delay <= parts.reduce(0, +) + 1e-12)
      #expect(abs((round.send + round.receive) * rate - work.sentBits - work.bits.reduce(0, +)) < 1e-11)
    }
  }
}
