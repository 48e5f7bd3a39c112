import DistributedSourceCoding
import GradientCoding
import Quantization
import Randomness

/// Both halves of a codec, all workers of it, and gradients of the Gaussian CEO model.
struct CodedRounds<Codec: GradientCodec>: Sendable {
  let layout: LayerLayout
  let streams: Streams
  var workers: [Codec.Worker]
  var server: Codec.Server
  /// What crossed in the last round.
  private(set) var traffic = Traffic()

  init(_ codec: Codec, _ layout: LayerLayout, workerCount: Int, seed: UInt64) throws(CodecError) {
    self.layout = layout
    let streams = Streams(seed: seed)
    self.streams = streams
    workers = []
    for worker in 0..<workerCount { workers.append(try codec.makeWorker(worker, layout: layout, streams: streams)) }
    server = try codec.makeServer(layout: layout, streams: streams)
  }

  /// Gradients of all workers, x + noise of variance 1 with x of variance `ratio`.
  func gradients(round: Int, ratio: Float) -> [[Float]] {
    var rng = streams.generator("gradients", round: round)
    let x = Normal(mean: 0, deviation: ratio.squareRoot()).values(count: layout.elementCount, using: &rng)
    return workers.map { _ in
      zip(x, Normal(mean: 0, deviation: 1).values(count: layout.elementCount, using: &rng)).map { $0 + $1 }
    }
  }

  /// The workers of a plan send their gradients, heard in `order`, and the server's estimate.
  mutating func run(
    _ plan: RoundPlan, _ gradients: [[Float]], order: [Int]? = nil, model: [Float]? = nil
  ) throws(CodecError) -> [Float] {
    let model = model ?? Array(repeating: 0, count: layout.elementCount)
    let broadcast = try server.open(plan, model: model)
    var messages: [Message] = []
    for worker in order ?? plan.workers {
      try workers[worker].begin(round: plan.round, model: model, broadcast: broadcast?.bytes)
      messages.append(try workers[worker].encode(LocalGradient(values: gradients[worker]), round: plan.round))
    }
    traffic = Traffic()
    if let broadcast { traffic.downlink += broadcast.bits * plan.workers.count }
    return try server.decode(messages, traffic: &traffic) { request throws(CodecError) in
      try workers[request.worker].answer(request.message.bytes)
    }
  }

}

extension CodedRounds<DistributedSignCodec> {
  /// What a round is without source coding: the estimate, and what crosses.
  func uncoded(_ plan: RoundPlan, _ gradients: [[Float]]) throws(CodecError) -> (estimate: [Float], traffic: Traffic) {
    let codec = SignCodec(UncodedSigns(), scale: .rootMeanSquare)
    var server = codec.makeServer(layout: layout, streams: streams), traffic = Traffic()
    _ = server.open(plan, model: [])
    var messages: [Message] = []
    for worker in plan.workers {
      var half = codec.makeWorker(worker, layout: layout, streams: streams)
      messages.append(half.encode(LocalGradient(values: gradients[worker]), round: plan.round))
    }
    let estimate = try server.decode(messages, traffic: &traffic) { request throws(CodecError) in
      throw .unknownWorker(request.worker)
    }
    return (estimate, traffic)
  }
}

/// The signs of the elements of a gradient in a range.
func signs(of gradient: [Float], in range: Range<Int>) -> PackedSigns {
  PackedSigns(of: gradient.span.extracting(range))
}

/// The first place where two vectors differ, bit by bit, or nil.
func firstDifference(_ a: [Float], _ b: [Float]) -> Int? {
  zip(a, b).enumerated().first { $1.0.bitPattern != $1.1.bitPattern }?.offset
    ?? (a.count == b.count ? nil : Swift.min(a.count, b.count))
}
