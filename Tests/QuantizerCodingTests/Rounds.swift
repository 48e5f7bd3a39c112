import GradientCoding
import Randomness

/// Layers of several shapes, with one beyond a piece of 2,048 elements.
let smallLayout = LayerLayout([
  ("kernel", [3, 3, 8, 16]), ("bias", [11]), ("zero", [5]), ("scalar", []), ("dense", [300, 70]),
])

/// Laplace's law with a deviation of its own for each layer; the one called zero is.
func gradient(_ layout: LayerLayout, worker: Int, round: Int, seed: UInt64) -> [Float] {
  var rng = Streams(seed: seed).generator("gradient", worker: worker, round: round)
  return layout.layers.enumerated().flatMap { index, layer -> [Float] in
    if layer.name == "zero" { return Array(repeating: 0, count: layer.range.count) }
    return GenNorm(scale: Float(0.01) * Float(index + 1), shape: 1).values(count: layer.range.count, using: &rng)
  }
}

/// A round of workers that send `gradients` and of a server that hears them in an order.
struct CodedRound<Codec: GradientCodec> where Codec.Worker: ReconstructingWorker {
  var workers: [Codec.Worker]
  var server: Codec.Server
  var messages: [Message] = []
  var broadcast: Message?

  init(
    _ codec: Codec, _ gradients: [[Float]], layout: LayerLayout, plan: RoundPlan? = nil, seed: UInt64 = 1
  ) throws {
    let streams = Streams(seed: seed), plan = plan ?? RoundPlan(round: 3, workers: Array(gradients.indices))
    workers = try plan.workers.map { try codec.makeWorker($0, layout: layout, streams: streams) }
    server = try codec.makeServer(layout: layout, streams: streams)
    broadcast = try server.open(plan, model: [])
    for index in workers.indices {
      try workers[index].begin(round: plan.round, model: [], broadcast: broadcast?.bytes)
      messages.append(try workers[index].encode(LocalGradient(values: gradients[index]), round: plan.round))
    }
  }

  /// The estimate after messages in an order.
  func estimate(_ order: [Int]? = nil) throws -> [Float] {
    var server = server
    for index in order ?? Array(messages.indices) { _ = try server.receive(messages[index].bytes) }
    return try server.close()
  }
}

/// The first index at which two arrays differ, or that one of them does not have.
func firstDifference(_ left: [Float], _ right: [Float]) -> Int? {
  if left.count != right.count { return min(left.count, right.count) }
  return left.indices.first { left[$0].bitPattern != right[$0].bitPattern }
}
