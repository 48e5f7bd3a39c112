import GradientCoding
import Randomness
import Testing

@Suite struct IdentityCodecTests {
  let layout = LayerLayout([("weight", [5, 3]), ("bias", [3]), ("scale", [])])
  let streams = Streams(seed: 1)

  /// Finite floats of all exponents that sums of a few do not overflow.
  func gradient(of worker: Int, seed: UInt64, count: Int) -> [Float] {
    var rng = Streams(seed: seed).generator("gradient", worker: worker)
    return (0..<count).map { _ in
      Float(sign: rng.nextWord() & 1 == 0 ? .plus : .minus, exponent: Int(rng.nextWord() % 60) - 30, significand: 1)
        * (1 + Float(rng.nextWord() >> 8) / Float(1 << 24))
    }
  }

  func message(_ values: [Float], worker: Int, round: Int = 0, kind: MessageKind = .gradient) -> Message {
    var half = IdentityCodec(kind: kind).makeWorker(worker, layout: layout, streams: streams)
    return half.encode(LocalGradient(values: values), round: round)
  }

  /// Every class of floats, with quiet and signalling NaN of both signs and a payload.
  @Test func allBitPatternsOfOneWorkerArrive() throws {
    let patterns: [UInt32] = [
      0, 0x8000_0000, 1, 0x8000_0001, 0x007F_FFFF, 0x0080_0000, 0x3F80_0000, 0x7F7F_FFFF, 0xFF7F_FFFF, 0x7F80_0000,
      0xFF80_0000, 0x7FC0_0000, 0xFFC0_0000, 0x7F80_0001, 0xFF80_0001, 0x7FA1_B2C3, 0x7FFF_FFFF, 0xFFFF_FFFF,
      0xC0FF_EE00,
    ]
    var server = IdentityCodec().makeServer(layout: layout, streams: streams)
    let broadcast = server.open(RoundPlan(round: 0, workers: [7], weights: [3]), model: [])
    #expect(broadcast == nil)
    #expect(try server.receive(message(patterns.map { Float(bitPattern: $0) }, worker: 7).bytes).isEmpty)
    #expect(try server.close().map(\.bitPattern) == patterns)
  }

  @Test func countsAreThirtyTwoBitsAnElementAndTheBytesSent() {
    let message = message(gradient(of: 0, seed: 1, count: 19), worker: 0)
    let header = MessageHeader(kind: .gradient, round: 0, worker: 0, lengths: [60, 12, 4])
    #expect(message.bits == BitCount(raw: 32 * 19, sentBytes: header.bytes.count + 4 * 19))
    #expect(message.bits.sentBytes == message.bytes.count)
    #expect(Array(message.bytes[..<header.bytes.count]) == header.bytes)
  }

  /// Over several blocks of the server's loop and a part of one; equal to the plain loop, bit by bit.
  @Test(arguments: [1, 2, 3] as [UInt64], [[1, 1, 1], [12, 13, 0.5]] as [[Float]])
  func theMeanIsTheSumInOrderOfIndexOverTheWeight(seed: UInt64, weights: [Float]) throws {
    let layout = LayerLayout([("weight", [97, 101]), ("bias", [101])])
    let workers = [2, 5, 6]
    let gradients = workers.map { gradient(of: $0, seed: seed, count: layout.elementCount) }
    let expected = (0..<layout.elementCount).map { i in
      (weights[0] * gradients[0][i] + weights[1] * gradients[1][i] + weights[2] * gradients[2][i])
        / (weights[0] + weights[1] + weights[2])
    }
    let messages = zip(workers, gradients).map { worker, values in
      var half = IdentityCodec().makeWorker(worker, layout: layout, streams: streams)
      return half.encode(LocalGradient(values: values), round: 8)
    }
    var server = IdentityCodec().makeServer(layout: layout, streams: streams)
    for arrival in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      _ = server.open(RoundPlan(round: 8, workers: workers, weights: weights), model: [])
      var traffic = Traffic()
      let mean = try server.decode(arrival.map { messages[$0] }, traffic: &traffic) { request throws(CodecError) in
        throw .unexpectedDownlink(worker: request.worker)
      }
      #expect(mean == expected)
      #expect(traffic.uplink == messages[0].bits * 3)
      #expect(traffic.downlink == .zero)
    }
  }

  @Test func aRoundTakesOneMessageOfEachOfItsWorkers() throws {
    let values = gradient(of: 0, seed: 5, count: 19)
    var server = IdentityCodec().makeServer(layout: layout, streams: streams)
    #expect(throws: CodecError.noOpenRound) { try server.receive(message(values, worker: 0).bytes) }
    #expect(throws: CodecError.noOpenRound) { try server.close() }
    _ = server.open(RoundPlan(round: 3, workers: [0, 2, 4]), model: [])
    _ = try server.receive(message(values, worker: 2, round: 3).bytes)
    #expect(throws: CodecError.repeatedWorker(2)) { try server.receive(message(values, worker: 2, round: 3).bytes) }
    #expect(throws: CodecError.unknownWorker(1)) { try server.receive(message(values, worker: 1, round: 3).bytes) }
    #expect(throws: CodecError.wrongRound(found: 2, expected: 3)) {
      try server.receive(message(values, worker: 0, round: 2).bytes)
    }
    #expect(throws: CodecError.missingWorkers([0, 4])) { try server.close() }
    _ = try server.receive(message(values, worker: 4, round: 3).bytes)
    _ = try server.receive(message(values, worker: 0, round: 3).bytes)
    // Three times a float, divided by three, is that float: the sum is at most half a unit in the last place off, twice.
    for (mean, value) in zip(try server.close(), values) { #expect(abs(mean - value) <= value.ulp) }
    #expect(throws: CodecError.noOpenRound) { try server.close() }
  }

  @Test func messagesOfAnotherLayoutOrKindAreRefused() throws {
    var server = IdentityCodec(kind: .auxiliary).makeServer(layout: layout, streams: streams)
    _ = server.open(RoundPlan(round: 0, workers: [0]), model: [])
    let values = gradient(of: 0, seed: 6, count: 19)
    #expect(throws: CodecError.invalid(.init(offset: 1), found: "kind 1", expected: "2")) {
      try server.receive(message(values, worker: 0).bytes)
    }
    var swapped = IdentityCodec(kind: .auxiliary).makeWorker(
      0, layout: LayerLayout([("weight", [5, 3]), ("scale", []), ("bias", [3])]), streams: streams)
    #expect(
      throws: CodecError.invalid(.init(layer: 1, offset: 68), found: "section of 4 bytes", expected: "12 bytes")
    ) {
      try server.receive(swapped.encode(LocalGradient(values: values), round: 0).bytes)
    }
    _ = try server.receive(message(values, worker: 0, kind: .auxiliary).bytes)
    #expect(try server.close() == values)
  }

  @Test func aWorkerTakesNothingFromTheServer() throws {
    var worker = IdentityCodec().makeWorker(3, layout: layout, streams: streams)
    try worker.begin(round: 0, model: [], broadcast: nil)
    #expect(throws: CodecError.unexpectedDownlink(worker: 3)) { try worker.begin(round: 0, model: [], broadcast: []) }
    #expect(throws: CodecError.unexpectedDownlink(worker: 3)) { try worker.answer([]) }
  }
}
