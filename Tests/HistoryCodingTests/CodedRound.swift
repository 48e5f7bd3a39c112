import GradientCoding
import HistoryCoding
import Randomness

/// Both halves of a codec of range-coded signs, with models and gradients drawn from a seed.
struct CodedRound: Sendable {
  let layout: LayerLayout
  let coding: RangeCodedSigns
  let streams: Streams
  var worker: SignCodec<RangeCodedSigns>.Worker
  var server: SignCodec<RangeCodedSigns>.Server

  init(_ layout: LayerLayout, _ coding: RangeCodedSigns, seed: UInt64 = 1) {
    self.layout = layout
    self.coding = coding
    streams = Streams(seed: seed)
    worker = SignCodec(coding).makeWorker(3, layout: layout, streams: streams)
    server = SignCodec(coding).makeServer(layout: layout, streams: streams)
  }

  /// Numbers of deviation 1 or so.
  func numbers(_ purpose: String, round: Int) -> [Float] {
    var rng = streams.generator(purpose, round: round + 1)
    return (0..<layout.elementCount).map { _ in
      (0..<4).reduce(0) { sum, _ in sum + Float(Int32(bitPattern: rng.nextWord())) / Float(1 << 31) }
    }
  }

  /// A gradient whose signs follow the model's last move, and the row before.
  func gradient(round: Int) -> [Float] {
    let old = numbers("model", round: round - 1), new = numbers("model", round: round)
    let noise = numbers("noise", round: round)
    var values = noise.indices.map { noise[$0] / 2 + old[$0] - new[$0] }
    for layer in layout.layers where layer.shape.count > 1 {
      for i in layer.range.dropFirst(layer.shape.last ?? 0) { values[i] += values[i - (layer.shape.last ?? 0)] }
    }
    return values
  }

  /// The server opens a round, the worker takes part in it.
  mutating func message(round: Int) throws -> Message {
    let model = numbers("model", round: round)
    _ = server.open(RoundPlan(round: round, workers: [3]), model: model)
    try worker.begin(round: round, model: model, broadcast: nil)
    return worker.encode(LocalGradient(values: gradient(round: round)), round: round)
  }

  /// The server opens a round of others.
  mutating func pass(round: Int) {
    _ = server.open(RoundPlan(round: round, workers: [5]), model: numbers("model", round: round))
  }

  /// Whether the server takes a message and its estimate has the signs of the round's gradient.
  mutating func delivers(_ message: Message, round: Int) throws -> Bool {
    _ = try server.receive(message.bytes)
    return try zip(server.close(), gradient(round: round)).allSatisfy { ($0 > 0) == ($1 >= 0) }
  }

  /// How many rounds back the first layer's history reaches, as the message says.
  func age(_ message: Message) throws -> UInt8 {
    let header = try MessageHeader(of: message.bytes, kinds: .gradient, sectionCount: layout.layers.count)
    return message.bytes[header.sections[0].lowerBound + 4]
  }
}
