import Experiments
import Testing

/// Rounds small enough to follow by hand; numbers are binary fractions, so that sums are exact.
@Suite struct RoundTimelineTests {
  private typealias Plane = RoundWork.Plane

  /// Links of 4 bit/s. The model of 8 bits is there at 2, the gradient at 5, its mean square at 5.5, its indices at 6. The rates
  /// are known at 7, so that the worker waits; its syndrome is ready at 8 and has come at 8 + 6/4 = 9.5. The ratios are
  /// ready before. Decoded at 12.5, done at 13.
  @Test func oneWorkerStageByStage() throws {
    let work = RoundWork(
      broadcastBits: 8, control: 7, gradients: [3], meanSquare: 0.5, quantize: 0.5,
      planes: [[Plane(encode: 1, bits: 6, ratios: 0.25, decode: 3)]], update: 0.5)
    let round = RoundTimeline(work, uplink: .shared, bitRate: 4)
    #expect(
      round.activities.map(Event.init) == [
        Event(.broadcast, nil, 0, 2), Event(.control, nil, 0, 7), Event(.gradient, 0, 2, 5),
        Event(.meanSquare, 0, 5, 5.5), Event(.quantize, 0, 5.5, 6), Event(.encode, 0, 7, 8),
        Event(.transmit, 0, 8, 9.5),
        Event(.ratios, 0, 7, 7.25), Event(.decode, 0, 9.5, 12.5), Event(.update, nil, 12.5, 13),
      ])
    #expect(round.delay == 13)
    // Without coding: indices at 6, come at 7.5, done at 8.
    #expect(RoundTimeline.extraDelay(of: work, uplink: .shared, bitRate: 4) == 5)
  }

  /// Gradients at 1; syndromes at 2; on one link the second comes at 2 + 4 + 4 = 10, on two at 6. The server decodes the first
  /// from 6 to 7 and computes the second's ratios to 7.5. It then waits for the second (10 to 11), or does not (7.5 to 8.5).
  @Test(arguments: [(RoundTimeline.Uplink.shared, 11.0), (.separate, 8.5)])
  func twoWorkersWhereLinksAreSlow(uplink: RoundTimeline.Uplink, delay: Double) {
    let plane = Plane(encode: 1, bits: 4, ratios: 0.5, decode: 1)
    let work = RoundWork(gradients: [1, 1], planes: [[plane], [plane]])
    #expect(RoundTimeline(work, uplink: uplink, bitRate: 1).delay == delay)
  }

  /// The second worker is ready first: it has the first position, and what the first position sends.
  @Test func workersAreTakenAsTheyAreReady() {
    let work = RoundWork(gradients: [3, 1], planes: [[Plane(bits: 8, decode: 1)], [Plane(bits: 1, decode: 1)]])
    let round = RoundTimeline(work, uplink: .shared, bitRate: 4)
    #expect(
      round.activities.filter { $0.stage == .transmit }.map(Event.init)
        == [Event(.transmit, 1, 1, 3), Event(.transmit, 0, 3, 3.25)])
    #expect(round.activities.filter { $0.stage == .decode }.map(\.worker) == [1, 0])
  }

  /// On links of their own the second's single bit comes at 1.25, before the first's eight at 3, and waits for them.
  @Test func aLaterWorkerWaitsForThoseItCountsOn() {
    let work = RoundWork(gradients: [1, 1], planes: [[Plane(bits: 8, decode: 1)], [Plane(bits: 1, decode: 1)]])
    let round = RoundTimeline(work, uplink: .separate, bitRate: 4)
    #expect(
      round.activities.filter { $0.stage == .decode }.map(Event.init)
        == [Event(.decode, 0, 3, 4), Event(.decode, 1, 4, 5)])
  }

  /// Two planes: the second is encoded while the first is sent, and decoded after it with ratios of its own.
  ///
  /// Encoded at 1 and 2; sent 1 to 3 and 3 to 5; ratios to 1, decoded 3 to 4; ratios to 5, decoded 5 to 6.
  @Test func planesFollowEachOther() {
    let plane = Plane(encode: 1, bits: 2, ratios: 1, decode: 1)
    let round = RoundTimeline(RoundWork(gradients: [0], planes: [[plane, plane]]), uplink: .shared, bitRate: 1)
    #expect(round.activities.filter { $0.stage == .transmit }.map(\.end) == [3, 5])
    #expect(round.activities.filter { $0.stage == .ratios }.map(\.end) == [1, 5])
    #expect(round.delay == 6)
  }

  /// All alike, with encoding e, transmission T = b/C, ratios l and decoding d. As long as d + l ≤ T the round ends at
  /// g + e + K T + d, and the extra delay is e + d for every K. Beyond, it ends at g + e + T + K d + (K − 1) l.
  @Test(arguments: [1, 2, 3, 10, 100])
  func closedForms(workers: Int) {
    let (g, e, b, l, d) = (4.0, 0.5, 8.0, 0.25, 1.75)
    let work = RoundWork(
      gradients: Array(repeating: g, count: workers),
      planes: Array(repeating: [Plane(encode: e, bits: b, ratios: l, decode: d)], count: workers))
    let K = Double(workers)
    #expect(work.steadyBitRate == (workers == 1 ? .infinity : 4))
    for rate in [1.0, 2, 4] {
      #expect(RoundTimeline(work, uplink: .shared, bitRate: rate).delay == g + e + K * b / rate + d)
      #expect(RoundTimeline.extraDelay(of: work, uplink: .shared, bitRate: rate) == work.promisedExtraDelay)
    }
    for rate in [4.0, 8, 64] {
      #expect(RoundTimeline(work, uplink: .shared, bitRate: rate).delay == g + e + b / rate + K * d + (K - 1) * l)
    }
    for rate in [1.0, 4, 64] {
      #expect(RoundTimeline(work, uplink: .separate, bitRate: rate).delay == g + e + b / rate + K * d + (K - 1) * l)
    }
  }

  /// The same worker over links on which everything is on its way for 1 s: the model is there at 3, indices at 7, the rates at 8;
  /// the syndrome is sent from 9 to 10.5 and there at 11.5, decoded at 14.5.
  @Test func latencyIsOnEveryWay() {
    let work = RoundWork(
      broadcastBits: 8, control: 7, gradients: [3], meanSquare: 0.5, quantize: 0.5,
      planes: [[Plane(encode: 1, bits: 6, ratios: 0.25, decode: 3)]], update: 0.5)
    let round = RoundTimeline(work, uplink: .shared, bitRate: 4, latency: 1)
    #expect(
      round.activities.map(Event.init) == [
        Event(.broadcast, nil, 0, 2), Event(.control, nil, 0, 7), Event(.gradient, 0, 3, 6),
        Event(.meanSquare, 0, 6, 6.5), Event(.quantize, 0, 6.5, 7), Event(.encode, 0, 8, 9),
        Event(.transmit, 0, 9, 10.5),
        Event(.ratios, 0, 7, 7.25), Event(.decode, 0, 11.5, 14.5), Event(.update, nil, 14.5, 15),
      ])
    #expect(round.delay == 15 && round.modelArrival == 3 && round.serverSeconds == 3.75)
  }

  /// Latency 2. Both are ready at 2 + 1 = 3, which the server knows at 5; ratios to 5.5; the request is there at 7.5, the syndrome
  /// ready at 8.5, sent at 12.5, there at 14.5, decoded at 15.5. The second: ratios to 16, asked at 18, ready at 19, sent at 23,
  /// there at 25, decoded at 26. With 2.5 requests each plane comes 1.5 round trips of 4 later: 26 + 2 · 6. Unasked, syndromes are ready at 4,
  /// sent at 8 and 12, there at 10 and 14: the last is decoded at 15.
  @Test(arguments: [(0.0, 15.0), (1, 26), (2.5, 38)])
  func aServerThatAsksWaitsForEachWayAndBack(requests: Double, delay: Double) {
    let plane = Plane(encode: 1, bits: 4, ratios: 0.5, decode: 1, requests: requests)
    let work = RoundWork(gradients: [1, 1], planes: [[plane], [plane]])
    #expect(RoundTimeline(work, uplink: .shared, bitRate: 1, latency: 2).delay == delay)
  }

  /// Links that take no time: 4 ways of 2 s, a gradient of 1 s, and 1 + 0.5 + 1 s for the only plane.
  @Test func linksMayTakeNoTime() {
    let plane = Plane(encode: 1, bits: 4, ratios: 0.5, decode: 1, requests: 1)
    let work = RoundWork(broadcastBits: 8, gradients: [1], planes: [[plane]])
    #expect(RoundTimeline(work, uplink: .shared, bitRate: .infinity, latency: 2).delay == 11.5)
  }
}

/// An activity that can be written out.
private struct Event: Equatable {
  let stage: RoundTimeline.Stage, worker: Int?, start: Double, end: Double

  init(_ stage: RoundTimeline.Stage, _ worker: Int?, _ start: Double, _ end: Double) {
    self.stage = stage
    self.worker = worker
    self.start = start
    self.end = end
  }

  init(_ activity: RoundTimeline.Activity) {
    self.init(activity.stage, activity.worker, activity.start, activity.end)
  }
}
