import GradientCoding
import Randomness
import Testing

/// Rounds with broadcast, side information and repair, over ``NestedCodec``.
@Suite struct DialogueTests {
  let layout = LayerLayout([("weight", [6, 10]), ("bias", [10])])
  let workers = [0, 1, 2, 5]

  /// Gradients that differ by at most 2⁻⁷ from one another, but for worker 5's, which is 1 off in one element.
  func gradients(seed: UInt64) -> [[Float]] {
    func uniform(_ rng: inout Philox, _ width: Float) -> Float { width * Float(rng.nextWord() >> 8) / Float(1 << 24) }
    var common = Streams(seed: seed).generator("common")
    let center = (0..<layout.elementCount).map { _ in uniform(&common, 2) - 1 }
    return workers.map { worker in
      var own = Streams(seed: seed).generator("own", worker: worker)
      var values = center.map { $0 + uniform(&own, 1 / 128) }
      if worker == 5 { values[33] += 1 }
      return values
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func theFirstAndTheOddOneOutAreAskedForMore(seed: UInt64) throws {
    let streams = Streams(seed: seed)
    var server = NestedCodec().makeServer(layout: layout, streams: streams)
    var halves = workers.map { NestedCodec().makeWorker($0, layout: layout, streams: streams) }
    for (round, arrival) in [[0, 1, 2, 3], [2, 3, 0, 1]].enumerated() {
      let plan = RoundPlan(round: round, workers: workers)
      let gradients = gradients(seed: 10 * seed + UInt64(round))
      let opened = server.open(plan, model: [])
      let broadcast = try #require(opened)
      var messages: [Message] = []
      for (index, values) in gradients.enumerated() {
        try halves[index].begin(round: round, model: [], broadcast: broadcast.bytes)
        messages.append(try halves[index].encode(LocalGradient(values: values), round: round))
      }
      var traffic = Traffic()
      traffic.downlink += broadcast.bits * workers.count
      var asked: [Int] = []
      var answerBytes = 0
      let estimate = try server.decode(arrival.map { messages[$0] }, traffic: &traffic) { request throws(CodecError) in
        asked.append(request.worker)
        let index = workers.firstIndex(of: request.worker) ?? 0
        let answer = try halves[index].answer(request.message.bytes)
        answerBytes += answer.bytes.count
        return answer
      }
      #expect(asked == [workers[arrival[0]], 5])
      #expect(traffic.uplink.sentBytes == messages.map(\.bytes.count).reduce(0, +) + answerBytes)
      // A request is a header of five bytes, the broadcast one of seven with a byte for each of two layers.
      #expect(traffic.downlink.sentBytes == 4 * 9 + 2 * 5)
      // Every worker is within Δ/2 of its gradient, Δ = 2⁻⁸⁻ʳ, up to a few roundings of values below 4.
      let tolerance = 0.5 * NestedCodec.step(exponent: 8 + round) + 8 * (4 as Float).ulp
      for (i, value) in estimate.enumerated() {
        let mean = gradients.map { $0[i] }.reduce(0, +) / 4
        #expect(abs(value - mean) <= tolerance)
      }
    }
  }

  @Test func refusedBytesLeaveTheRoundAsItWas() throws {
    let streams = Streams(seed: 9)
    var server = NestedCodec().makeServer(layout: layout, streams: streams)
    var half = NestedCodec().makeWorker(5, layout: layout, streams: streams)
    let opened = server.open(RoundPlan(round: 0, workers: [5]), model: [])
    let broadcast = try #require(opened)
    try half.begin(round: 0, model: [], broadcast: broadcast.bytes)
    let values = gradients(seed: 9)[3]
    let message = try half.encode(LocalGradient(values: values), round: 0)
    let requests = try server.receive(message.bytes)
    let request = try #require(requests.first)
    #expect(throws: CodecError.repeatedWorker(5)) { try server.receive(message.bytes) }
    let answer = try half.answer(request.message.bytes)
    for length in answer.bytes.indices {
      #expect(throws: CodecError.self) { try server.receive(Array(answer.bytes[..<length])) }
    }
    #expect(throws: CodecError.missingWorkers([5])) { try server.close() }
    #expect(try server.receive(answer.bytes).isEmpty)
    let tolerance = 0.5 * NestedCodec.step(exponent: 8) + 8 * (4 as Float).ulp
    for (estimate, value) in zip(try server.close(), values) { #expect(abs(estimate - value) <= tolerance) }
  }

  @Test func aWorkerWithoutTheBroadcastSaysSo() {
    var half = NestedCodec().makeWorker(0, layout: layout, streams: Streams(seed: 1))
    #expect(throws: CodecError.truncated(.init(offset: 0), needed: 1, found: 0)) {
      try half.begin(round: 0, model: [], broadcast: nil)
    }
  }
}
