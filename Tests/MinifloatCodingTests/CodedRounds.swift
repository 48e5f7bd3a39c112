import GradientCoding
import MinifloatCoding
import Quantization
import Randomness

/// Two workers with error feedback and a server, and everything that crosses between them.
struct CodedRounds {
  typealias Codec = ErrorFeedback<MinifloatCodec>

  static let layout = LayerLayout([
    ("kernel", [3, 3, 8, 16]), ("bias", [11]), ("constant", [7]), ("zero", [5]), ("scalar", []), ("dense", [300, 70]),
  ])

  let layout: LayerLayout
  let codec: Codec
  var workers: [Codec.Worker]
  var server: MinifloatCodec.Server
  let seed: UInt64

  init(_ codec: Codec, layout: LayerLayout = Self.layout, workerCount: Int = 2, seed: UInt64) throws {
    self.codec = codec
    self.layout = layout
    self.seed = seed
    let streams = Streams(seed: seed)
    workers = try (0..<workerCount).map { try codec.makeWorker($0, layout: layout, streams: streams) }
    server = try codec.makeServer(layout: layout, streams: streams)
  }

  /// Laplace's law with a deviation of its own for each layer; one layer constant, one zero.
  func gradient(worker: Int, round: Int) -> [Float] {
    var rng = Streams(seed: seed).generator("gradient", worker: worker, round: round)
    return layout.layers.enumerated().flatMap { index, layer -> [Float] in
      switch layer.name {
      case "constant": Array(repeating: 0.5, count: layer.range.count)
      case "zero": Array(repeating: 0, count: layer.range.count)
      default:
        GenNorm(scale: Float(0.01) * Float(index + 1), shape: 1).values(count: layer.range.count, using: &rng)
      }
    }
  }

  /// What a round gave and cost.
  struct Outcome {
    var estimate: [Float]
    var traffic: Traffic
    var messages: [Message]
    var answers: [Message]
  }

  mutating func run(_ round: Int, _ plan: RoundPlan? = nil) throws -> Outcome {
    let plan = plan ?? RoundPlan(round: round, workers: Array(workers.indices))
    _ = server.open(plan, model: [])
    var messages: [Message] = [], answers: [Message] = [], traffic = Traffic()
    for worker in plan.workers {
      try workers[worker].begin(round: round, model: [], broadcast: nil)
      messages.append(
        try workers[worker].encode(LocalGradient(values: gradient(worker: worker, round: round)), round: round))
    }
    let estimate = try server.decode(messages, traffic: &traffic) { request throws(CodecError) in
      let answer = try workers[request.worker].answer(request.message.bytes)
      answers.append(answer)
      return answer
    }
    return Outcome(estimate: estimate, traffic: traffic, messages: messages, answers: answers)
  }
}
