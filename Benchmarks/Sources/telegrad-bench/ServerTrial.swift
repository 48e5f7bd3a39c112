import Foundation
import GradientCoding
import Randomness

/// One size at which the server's half of a codec is measured: what it hears in a round, and what that takes.
///
/// Workers run once, and what the server heard of them is kept, so that it can hear it again alone. Two rounds pass first,
/// so that there are statistics and models of earlier rounds.
struct ServerTrial {
  /// The parts of a server's round.
  struct Times {
    var open = 0.0, receive = 0.0, close = 0.0
  }

  let scheme: String
  let elements: Int, workers: Int
  /// What all workers sent in the last round and what each was asked, bits an element and worker; headers are part of it.
  let sentBits: Double
  /// Seconds of each worker's half in the last round.
  let encode: Spread
  /// Bytes of the server at the peak of three rounds, the message at hand among them; nan where it was not asked for.
  let memory: Double
  /// The server's half through the last round, seconds of processor time.
  let play: () throws -> Times

  /// Gradients of the Gaussian CEO model with a ratio of variances, whose common part stays from round to round, and models
  /// that move against it.
  init<Codec: GradientCodec>(
    _ scheme: String, _ codec: Codec, elements: Int, workers: Int, ratio: Float, measuresMemory: Bool
  ) throws {
    let layout = LayerLayout([("kernel", [elements / 250, 250])]), streams = Streams(seed: 1), last = 2
    let input = TrialInput(elements: elements, ratio: ratio, streams)
    var server = try codec.makeServer(layout: layout, streams: streams)
    var halves = try (0..<workers).map { try codec.makeWorker($0, layout: layout, streams: streams) }
    var ready = server, rounds: [[[UInt8]]] = [], times: [Double] = [], sent = 0
    for round in 0...last {
      if round == last { ready = server }
      let model = input.model(round: round), plan = RoundPlan(round: round, workers: Array(0..<workers))
      _ = try server.open(plan, model: model)
      var heard: [[UInt8]] = []
      (times, sent) = (Array(repeating: 0, count: workers), 0)
      func work(_ worker: Int, _ body: (inout Codec.Worker) throws -> Message) throws -> [UInt8] {
        let start = seconds(CLOCK_THREAD_CPUTIME_ID)
        let message = try body(&halves[worker])
        times[worker] += seconds(CLOCK_THREAD_CPUTIME_ID) - start
        sent += message.bits.sentBits
        heard.append(message.bytes)
        return message.bytes
      }
      for worker in 0..<workers {
        let gradient = LocalGradient(values: input.gradient(of: worker, round: round))
        var requests = try server.receive(
          work(worker) { half in
            try half.begin(round: round, model: model, broadcast: nil)
            return try half.encode(gradient, round: round)
          })[...]
        while let request = requests.popFirst() {
          sent += request.message.bits.sentBits
          requests += try server.receive(work(request.worker) { try $0.answer(request.message.bytes) })
        }
      }
      _ = try server.close()
      rounds.append(heard)
    }
    self.scheme = scheme
    (self.elements, self.workers) = (elements, workers)
    sentBits = Double(sent) / Double(elements * workers)
    encode = Spread(times)
    halves = []
    let models = (0...last).map { input.model(round: $0) }
    func playAll() throws {
      var server = try codec.makeServer(layout: layout, streams: streams)
      for (round, heard) in rounds.enumerated() {
        _ = try Self.play(&server, heard, RoundPlan(round: round, workers: Array(0..<workers)), models[round])
      }
    }
    memory = measuresMemory ? try ResidentMemory.peak(of: playAll) : .nan
    play = { [heard = rounds[last], model = models[last]] in
      var server = ready
      return try Self.play(&server, heard, RoundPlan(round: last, workers: Array(0..<workers)), model)
    }
  }

  /// Has a server hear a round; the model and each message are copies of their own, as if they had just come.
  private static func play(
    _ server: inout some ServerHalf, _ heard: [[UInt8]], _ plan: RoundPlan, _ model: [Float]
  ) throws -> Times {
    var times = Times()
    func timed<Result>(_ part: WritableKeyPath<Times, Double>, _ body: () throws -> Result) rethrows -> Result {
      let start = seconds(CLOCK_THREAD_CPUTIME_ID)
      defer { times[keyPath: part] += seconds(CLOCK_THREAD_CPUTIME_ID) - start }
      return try body()
    }
    let current = model.withUnsafeBufferPointer { [Float]($0) }
    _ = try timed(\.open) { try server.open(plan, model: current) }
    for message in heard {
      let copy = message.withUnsafeBytes { [UInt8]($0) }
      _ = try timed(\.receive) { try server.receive(copy) }
    }
    _ = try timed(\.close) { try server.close() }
    return times
  }
}

/// Gradients and models of a trial.
private struct TrialInput {
  let elements: Int
  let streams: Streams
  let common: [Float]

  init(elements: Int, ratio: Float, _ streams: Streams) {
    self.elements = elements
    self.streams = streams
    var rng = streams.generator("common part")
    common = Normal(deviation: ratio.squareRoot()).values(count: elements, using: &rng)
  }

  func gradient(of worker: Int, round: Int) -> [Float] {
    var rng = streams.generator("noise", worker: worker, round: round)
    return zip(common, Normal().values(count: elements, using: &rng)).map { 1e-3 * ($0 + $1) }
  }

  func model(round: Int) -> [Float] {
    var rng = streams.generator("model")
    return zip(common, Normal().values(count: elements, using: &rng)).map { $1 - 1e-3 * Float(round) * $0 }
  }
}
