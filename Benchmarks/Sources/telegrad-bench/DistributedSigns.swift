import ArgumentParser
import DistributedSourceCoding
import Foundation
import GradientCoding
import Randomness
import SlepianWolf

/// Rates of a round of distributed source coding of signs, on gradients of the Gaussian CEO model.
struct DistributedSigns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dsc", abstract: "Nanoseconds an element and worker of a round of distributed source coding.")

  @Option(help: "Elements of the layer.") var elements = 199_210
  @Option(help: "Workers.") var workers = 10
  @Option(help: "The variance of the gradient over that of its noise.") var ratio: Float = 1.5
  @Option(help: "Rounds, after two that do not count.") var runs = 5

  func validate() throws {
    guard elements > 0, workers > 1, workers <= 1_000, ratio >= 0, runs > 0 else {
      throw ValidationError("sizes, --ratio and --runs must be positive, and workers 2 to 1,000")
    }
  }

  func run() throws {
    print("\(elements) elements, \(workers) workers, ratio \(ratio)")
    print("by processor time: median (least to greatest) of \(runs)")
    try measure(.gaussian(), "Gaussian")
    try measure(.empirical(), "empirical")
    try measure(.empiricalWithHistory(), "empirical with history")
    print("All planes raw (ratio 0): side information and packing alone")
    try measure(.gaussian(), "Gaussian", ratio: 0)
    try measure(.empiricalWithHistory(), "empirical with history", ratio: 0)
  }

  private func measure(_ source: SignSource, _ name: String, ratio: Float? = nil) throws {
    let layout = LayerLayout([("kernel", [elements])]), streams = Streams(seed: 1)
    let codec = DistributedSignCodec(source)
    var server = codec.makeServer(layout: layout, streams: streams)
    var halves = (0..<workers).map { codec.makeWorker($0, layout: layout, streams: streams) }
    var encode: [Double] = [], decode: [Double] = [], wall: [Double] = [], bits = 0, requests = 0
    for round in 0..<runs + 2 {
      let gradients = gradients(round: round, ratio: ratio ?? self.ratio, streams)
      // A model that moved in no relation to the gradients.
      let model = self.gradients(round: -1 - round, ratio: 0, streams)[0], start = seconds(CLOCK_MONOTONIC)
      var times = (worker: 0.0, server: 0.0)
      func timed<Result>(_ time: inout Double, _ body: () throws -> Result) rethrows -> Result {
        let start = seconds(CLOCK_THREAD_CPUTIME_ID)
        defer { time += seconds(CLOCK_THREAD_CPUTIME_ID) - start }
        return try body()
      }
      let plan = RoundPlan(round: round, workers: Array(0..<workers))
      _ = try timed(&times.server) { try server.open(plan, model: model) }
      bits = 0
      for worker in 0..<workers {
        var message = timed(&times.worker) {
          halves[worker].encode(LocalGradient(values: gradients[worker]), round: round)
        }
        bits += message.bits.sentBits
        while let request = try timed(&times.server, { try server.receive(message.bytes) }).first {
          message = try timed(&times.worker) { try halves[request.worker].answer(request.message.bytes) }
          bits += request.message.bits.sentBits + message.bits.sentBits
        }
      }
      _ = try timed(&times.server) { try server.close() }
      guard round > 1 else { continue }
      let share = 1e9 / Double(elements * workers)
      encode.append(times.worker * share)
      decode.append(times.server * share)
      wall.append(1e3 * (seconds(CLOCK_MONOTONIC) - start))
      requests += server.report?.total.requestCount ?? 0
    }
    print(
      "\(name): encode \(Spread(encode)) ns, decode \(Spread(decode)) ns, wall \(Spread(wall)) ms a round, "
        + "\(Double(bits) / Double(elements * workers)) bits an element, \(requests / runs) requests")
  }

  private func gradients(round: Int, ratio: Float, _ streams: Streams) -> [[Float]] {
    var rng = streams.generator(round < 0 ? "models" : "gradients", round: abs(round))
    let common = Normal(mean: 0, deviation: ratio.squareRoot()).values(count: elements, using: &rng)
    return (0..<workers).map { _ in
      zip(common, Normal(mean: 0, deviation: 1).values(count: elements, using: &rng)).map { $0 + $1 }
    }
  }
}
