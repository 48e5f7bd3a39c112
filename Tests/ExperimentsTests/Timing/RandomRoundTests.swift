import Experiments
import Randomness
import Testing

/// What holds of every round, on random ones.
@Suite struct RandomRoundTests {
  /// A round of 1 to 8 workers and 1 to 3 planes.
  private func work(seed: UInt64) -> RoundWork {
    var rng = Streams(seed: seed).generator("round")
    func number() -> Double { Double(rng.next() >> 40) * 0x1p-24 }
    let (workers, planes) = (1 + Int(rng.next() % 8), 1 + Int(rng.next() % 3))
    return RoundWork(
      broadcastBits: number(), control: 4 * number(), gradients: (0..<workers).map { _ in number() },
      meanSquare: number(), quantize: number(),
      planes: (0..<workers).map { _ in
        (0..<planes).map { _ in .init(encode: number(), bits: number(), ratios: number(), decode: number()) }
      }, update: number())
  }

  /// The resource that an activity occupies; the downlink for what is for all.
  private func resource(_ activity: RoundTimeline.Activity, _ uplink: RoundTimeline.Uplink) -> String {
    switch activity.stage {
    case .broadcast: "downlink"
    case .control, .ratios, .decode, .update: "server"
    case .transmit: uplink == .shared ? "uplink" : "uplink \(activity.worker ?? -1)"
    case .gradient, .meanSquare, .quantize, .encode: "worker \(activity.worker ?? -1)"
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>, RoundTimeline.Uplink.allCases)
  func nothingDoesTwoThingsAtOnce(seed: UInt64, uplink: RoundTimeline.Uplink) {
    let round = RoundTimeline(work(seed: seed), uplink: uplink, bitRate: 1)
    for (name, activities) in Dictionary(grouping: round.activities, by: { resource($0, uplink) }) {
      let sorted = activities.sorted { $0.start < $1.start }
      #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.end <= $1.start }, "\(name)")
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>, RoundTimeline.Uplink.allCases)
  func eachStageWaitsForWhatItNeeds(seed: UInt64, uplink: RoundTimeline.Uplink) throws {
    let work = work(seed: seed)
    let round = RoundTimeline(work, uplink: uplink, bitRate: 1)
    func all(_ stage: RoundTimeline.Stage, _ worker: Int? = nil) -> [RoundTimeline.Activity] {
      round.activities.filter { $0.stage == stage && $0.worker == worker }
    }
    let broadcast = try #require(all(.broadcast).first), control = try #require(all(.control).first)
    for worker in work.gradients.indices {
      let gradient = try #require(all(.gradient, worker).first)
      let encodings = all(.encode, worker), transmissions = all(.transmit, worker)
      let ratios = all(.ratios, worker), decodings = all(.decode, worker)
      #expect(gradient.start == broadcast.end)
      #expect(encodings.allSatisfy { $0.start >= control.end && $0.start > gradient.end })
      #expect(zip(encodings, transmissions).allSatisfy { $0.end <= $1.start })
      #expect(zip(transmissions, decodings).allSatisfy { $0.end <= $1.start })
      #expect(zip(ratios, decodings).allSatisfy { $0.end <= $1.start })
      // The ratios of a plane need the one before.
      #expect(zip(decodings, ratios.dropFirst()).allSatisfy { $0.end <= $1.start })
    }
    #expect(round.delay == round.activities.map(\.end).max())
  }

  /// More of anything, and slower links, never end a round sooner; coding never ends it sooner than no coding.
  @Test(arguments: 1...40 as ClosedRange<UInt64>, RoundTimeline.Uplink.allCases)
  func theDelayIsMonotone(seed: UInt64, uplink: RoundTimeline.Uplink) {
    let work = work(seed: seed)
    func delay(_ rate: Double = 1, _ change: (inout RoundWork) -> Void = { _ in }) -> Double {
      var changed = work
      change(&changed)
      return RoundTimeline(changed, uplink: uplink, bitRate: rate).delay
    }
    let plain = delay(), last = work.planes.count - 1
    #expect(delay(0.5) >= plain && delay(2) <= plain && delay(0.01) > plain)
    #expect(delay { $0.control += 1 } >= plain)
    #expect(delay { $0.quantize += 1 } >= plain)
    #expect(delay { $0.planes[0][0].encode += 1 } >= plain)
    #expect(delay { $0.planes[last][0].decode += 1 } >= plain + 1 - 1e-12)
    #expect(delay { $0.planes[last][0].ratios += 1 } >= plain)
    #expect(delay { $0.planes[0][0].bits += 1 } >= plain)
    #expect(RoundTimeline.extraDelay(of: work, uplink: uplink, bitRate: 1) >= 0)
  }

  /// What is sent unasked is on its way twice, the model and the gradient; the rates may be known in time or not. 1e-12 is far above the
  /// rounding of sums of some hundred numbers below 4.
  @Test(arguments: 1...40 as ClosedRange<UInt64>, RoundTimeline.Uplink.allCases)
  func latencyCostsTwoWaysAtMost(seed: UInt64, uplink: RoundTimeline.Uplink) {
    let work = work(seed: seed), plain = RoundTimeline(work, uplink: uplink, bitRate: 1).delay
    for latency in [0, 0.125, 1, 64] {
      let late = RoundTimeline(work, uplink: uplink, bitRate: 1, latency: latency).delay
      #expect(late >= plain && late <= plain + 2 * latency + 1e-12)
      var asked = work
      for worker in asked.planes.indices {
        for plane in asked.planes[worker].indices { asked.planes[worker][plane].requests = 1 }
      }
      #expect(RoundTimeline(asked, uplink: uplink, bitRate: 1, latency: latency).delay >= late - 1e-12)
    }
  }

  /// Own links are never worse than one for all; up to the steady rate no plane waits for the server, so that the last
  /// decoding begins when the last plane has come.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func theServerKeepsUpToTheSteadyRate(seed: UInt64) throws {
    let work = work(seed: seed)
    let rate = min(1e6, 0.999 * work.steadyBitRate)
    let round = RoundTimeline(work, uplink: .shared, bitRate: rate)
    #expect(RoundTimeline(work, uplink: .separate, bitRate: rate).delay <= round.delay)
    let sent = round.activities.filter { $0.stage == .transmit }
    let decoded = round.activities.filter { $0.stage == .decode }
    for (transmission, decoding) in zip(sent, decoded).dropFirst() { #expect(decoding.start == transmission.end) }
  }
}
