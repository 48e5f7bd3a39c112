import ArgumentParser
import Autodiff
import DistributedLearning
import Foundation
import GradientCoding
import GradientStatistics
import Models
import Quantization
import Randomness
import RateDistortion
import SlepianWolf

/// The times of what a round of DSC does, as the table that `dsc-fig05-timing` reads.
struct Stages: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Seconds of each stage of a round of the MLP, one thread, as a table.",
    discussion: "scripts/measure-stages.sh keeps it, and makes the figure that is drawn from it.")

  @Option(help: "Samples in the batch of one worker.") var batch = 128
  @Option(help: "The ratio of the variances of signal and noise.") var ratio = 1.0
  @Option(help: "Bits of a block of the code.") var blockLength = 2_400
  @Option(help: "The share of blocks that may fail.") var failureRate = 0.01
  @Option(help: "Iterations after which a block is given up.") var iterations = 100
  @Option(help: "Runs of each stage, after one that does not count.") var runs = 15

  func validate() throws {
    guard batch > 0, ratio > 0, 256...1 << 20 ~= blockLength, 0 < failureRate, failureRate < 1, iterations > 0, runs > 0
    else { throw ValidationError("a size or share that makes no sense") }
  }

  private var network: Network { .mlp }
  private var elementCount: Int { network.layout.count }
  private var streams: Streams { Streams(seed: 1) }

  func run() async throws {
    var lines = try await worker() + server()
    for workers in [2, 10, 100, 1_000] { lines.append(try await control(workers: workers)) }
    for entropy in [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 1] {
      lines += try await plane(entropy: entropy)
    }
    print(heading)
    print(lines.joined(separator: "\n"))
  }

  /// What was measured where, and the names of the columns.
  private var heading: String {
    let command = (["telegrad-bench"] + CommandLine.arguments.dropFirst()).joined(separator: " ")
    return """
      # Seconds of what one round of DSC does, on one thread: median, least and greatest processor time of \(runs) runs.
      # \(network.name), \(elementCount) elements, batches of \(batch); signs, all as one plane.
      # Code: blocks of \(blockLength) bits, \(iterations) iterations, sent once for \(failureRate) of them to fail.
      # Machine: \(Machine.processor), \(ProcessInfo.processInfo.activeProcessorCount) processors.
      # Date: \(Date.now.formatted(.iso8601.year().month().day()))
      # Command: scripts/measure-stages.sh (\(command))
      stage\telements\tworkers\tentropy_bit\tsent_bit\tseconds\tseconds_least\tseconds_greatest
      """
  }

  /// A line of the table.
  private func line(
    _ stage: String, workers: Int? = nil, entropy: Double? = nil, sent: Double? = nil, _ time: Spread
  ) -> String {
    let numbers = [workers.map(Double.init), entropy, sent].map { $0.map { String(format: "%.6g", $0) } ?? "nan" }
    let times = [time.median, time.least, time.greatest].map { String(format: "%.4g", $0) }
    return ([stage, "\(elementCount)"] + numbers + times).joined(separator: "\t")
  }

  /// Seconds of processor time of runs of `body`, each of `calls` calls, after one run that does not count.
  private func measure(calls: Int = 1, _ body: () async throws -> Float) async throws -> Spread {
    var times: [Double] = [], sum: Float = 0
    for _ in 0...runs {
      let start = seconds(CLOCK_PROCESS_CPUTIME_ID)
      for _ in 0..<calls { sum += try await body() }
      times.append((seconds(CLOCK_PROCESS_CPUTIME_ID) - start) / Double(calls))
    }
    precondition(!sum.isNaN, "a stage gave nan")
    return Spread(Array(times.dropFirst()))
  }

  /// What a worker does but for encoding.
  private func worker() async throws -> [String] {
    let network = network
    var rng = streams.generator("initial parameters"), pixels = streams.generator("pixels")
    let state = network.initialState(using: &rng)
    let images = Tensor([batch] + network.inputShape) { Normal().fill(&$0, using: &pixels) }
    let inputs = Batch(images: images, labels: (0..<batch).map { Int32($0 % 10) })
    var gradient: [Float] = []
    let backward = line(
      "gradient",
      try await measure {
        let result = try await network.batchGradients(inputs, workerCount: 1, at: state, jobs: 1)
        gradient = result[0].gradient.scalars
        return result[0].loss
      })
    return [
      backward, line("mean square", try await measure(calls: 10) { Float(Moments(gradient).mean) }),
      line("quantize", try await measure(calls: 100) { Float(PackedSigns(of: gradient.span).words[0] & 1) }),
    ]
  }

  /// What the server does whatever the code: ratios, the count of raw signs, and its step.
  private func server() async throws -> [String] {
    let workers = 10
    let information = try SignSideInformation(
      GaussianCEO(signalVariance: ratio, noiseVariance: 1), workerCount: workers)
    let model = GaussianSignSideInformation(information), counts = counts(workers: workers - 1)
    let states = counts.map { Int($0) }
    let ratios = try await measure { Self.ratios(of: model, states: states, stage: workers - 1) }
    var normal = streams.generator("signs")
    let signs = PackedSigns(of: Normal().values(count: elementCount, using: &normal).span)
    let count = try await measure(calls: 100) {
      var counter = SignCounter(count: elementCount, limit: workers)
      counter.add(signs)
      return Float(counter.added)
    }
    var state = network.initialState(using: &normal)
    var optimizer = SGD(learningRate: .constant(0.01), momentum: 0.5)
    let update = try await measure {
      let mean = Tensor([elementCount], counts.map { Float(2 * Int($0) - workers) * 1e-3 })
      optimizer.update(&state.parameters, gradient: mean)
      return Float(optimizer.step)
    }
    return [line("ratios", workers: workers, ratios), line("count", count), line("update", update)]
  }

  /// The estimate of the variances from the counts of last round's signs, and the rates that follow.
  private func control(workers: Int) async throws -> String {
    let counts = counts(workers: workers), estimator = OnlineEstimator(workerCount: workers)
    return line(
      "control", workers: workers,
      try await measure {
        var histogram = [Int](repeating: 0, count: workers + 1)
        for count in counts { histogram[Int(count)] += 1 }
        let estimate = estimator.estimate(IndexCounts(positiveSigns: histogram), localVariance: 1)
        let model = try GaussianCEO(
          signalVariance: max(estimate.signalVariance, 1e-9), noiseVariance: estimate.noiseVariance)
        return Float(try SignSideInformation(model, workerCount: workers).rates[workers - 1])
      })
  }

  /// Encoding and decoding of a plane whose bits the server knows with a binary symmetric error.
  private func plane(entropy: Double) async throws -> [String] {
    let posterior = try BinaryPosterior.symmetric(entropy: entropy)
    let model = SymmetricBit(crossover: posterior.conditions[0].one)
    var rng = streams.generator("plane")
    let states = (0..<elementCount).map { _ in Int(rng.next() >> 63) }
    let limit = UInt64(posterior.conditions[0].one * 0x1p32)
    let symbols = states.map { $0 ^ (rng.next() >> 32 < limit ? 1 : 0) }
    let code = PlaneCode(blockLengths: [blockLength], isExact: false, maximumIterations: iterations)
    let plan = code.singlePlan(
      for: PlaneInformation(entropy: posterior.entropy, dispersion: posterior.dispersion), count: elementCount,
      blockLength: blockLength, failureRate: failureRate)
    var message: [UInt8] = []
    let encode = try await measure {
      message = TensorEncoder(symbols, plans: [plan], code: code).message
      return Float(message.count)
    }
    var open = SuccessiveDecoder(elementCount: elementCount, model: model, code: code)
    open.beginRound(contexts: states)
    var decoded: [Int] = []
    let receive = try await measure {
      var decoder = open
      _ = try decoder.receive(message)
      decoded = decoder.symbols[0]
      return Float(decoded[0])
    }
    let wrong = zip(decoded, symbols).count { $0 != $1 }
    // The wrong bits of a block that fails are a part of it.
    guard Double(wrong) <= failureRate * Double(elementCount) else {
      throw ValidationError("\(wrong) wrong bits at an entropy of \(entropy): what was measured is no decoding")
    }
    let ratios = try await measure { Self.ratios(of: model, states: states, stage: 0) }
    let sent = Double(8 * message.count) / Double(elementCount)
    return [
      line("encode", entropy: entropy, sent: sent, encode),
      line("decode", entropy: entropy, sent: sent, receive.less(ratios.median)),
    ]
  }

  /// The ratios of a plane and what it is expected to hold, as the decoder takes them.
  private static func ratios(of model: some SideInformationModel, states: [Int], stage: Int) -> Float {
    let stateCount = model.stateCount(stage: stage)
    let table = (0..<stateCount).map { model.llr(plane: 0, lowerBits: 0, state: $0, stage: stage) }
    let ratios = states.map { table[$0] }
    var counts = [Int](repeating: 0, count: stateCount)
    for state in states { counts[state] += 1 }
    return ratios[0] + Float(model.information(stateCounts: counts, stage: stage)[0].entropy)
  }

  /// Counts of positive signs as the model has them, by the normal law of a count given the element.
  private func counts(workers: Int) -> [UInt16] {
    var rng = streams.generator("counts")
    let values = Normal(deviation: Float(ratio.squareRoot())).values(count: elementCount, using: &rng)
    let noise = Normal().values(count: elementCount, using: &rng)
    return zip(values, noise).map { value, noise in
      let share = erfc(-Double(value) * 0.5.squareRoot()) / 2, mean = Double(workers) * share
      let count = mean + (mean * (1 - share)).squareRoot() * Double(noise)
      return UInt16(max(0, min(Double(workers), count.rounded())))
    }
  }
}

/// A bit that the server knows with a symmetric error: its state is what it is most likely to be.
private struct SymmetricBit: SideInformationModel {
  let magnitude: Float
  let planeCount = 1, stageCount = 1

  init(crossover: Double) { magnitude = Float(log((1 - crossover) / crossover)) }

  func stateCount(stage: Int) -> Int { 2 }
  func llr(plane: Int, lowerBits: Int, state: Int, stage: Int) -> Float { state == 0 ? magnitude : -magnitude }
  func state(after state: Int, symbol: Int, stage: Int) -> Int { state }
}
