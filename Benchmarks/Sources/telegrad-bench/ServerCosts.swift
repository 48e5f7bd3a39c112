import ArgumentParser
import Autodiff
import DistributedSourceCoding
import Foundation
import GradientCoding
import HistoryCoding
import MinifloatCoding
import Quantization
import Randomness
import RateDistortion

/// What the server's half of each codec takes, as the table that `dsc-scale` reads.
struct ServerCosts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Seconds, bytes and bits of the server's half of codecs, one thread, as a table.",
    discussion: "scripts/measure-stages.sh keeps it, and makes the figure that is drawn from it.")

  @Option(help: "Elements, two sizes.", transform: { $0.split(separator: ",").compactMap { Int($0) } })
  var elements = [100_000, 400_000]
  @Option(help: "Workers, two numbers.", transform: { $0.split(separator: ",").compactMap { Int($0) } })
  var workers = [7, 31]
  @Option(help: "The ratio of the variances of signal and noise.") var ratio: Float = 1
  @Option(help: "Runs of each size, all sizes and schemes in turn, after one that does not count.") var runs = 5
  @Flag(help: "Only bytes, in lines to add to the table of seconds.") var memory = false

  func validate() throws {
    guard elements.count == 2, workers.count == 2, (elements + workers).allSatisfy({ $0 > 1 }), ratio > 0, runs > 0,
      elements.allSatisfy({ $0.isMultiple(of: 250) }), workers.allSatisfy({ $0 <= 1_000 })
    else { throw ValidationError("two sizes that 250 divides, two numbers of workers, and positive numbers") }
    // Arrays then come from the system and go back to it, so that what is resident is what is in use.
    guard !memory || ProcessInfo.processInfo.environment["MALLOC_MMAP_THRESHOLD_"] == "4096" else {
      throw ValidationError("run with MALLOC_MMAP_THRESHOLD_=4096, or memory that was given back is counted")
    }
  }

  func run() throws {
    var trials: [ServerTrial] = []
    for elements in elements {
      for workers in workers {
        func add(_ scheme: String, _ codec: some GradientCodec) throws {
          trials.append(
            try ServerTrial(
              scheme, codec, elements: elements, workers: workers, ratio: ratio, measuresMemory: memory))
        }
        try add("float32", IdentityCodec())
        try add("signs", SignCodec(UncodedSigns()))
        try add("history", SignCodec(RangeCodedSigns(reach: 1)))
        try add("co3", MinifloatCodec(.e2m1, coder: .modelHuffman, refreshInterval: 1_000))
        try add("dsc", DistributedSignCodec())
      }
    }
    if memory {
      var lines = try elements.map { try line("step", "memory_byte", $0, 1, Spread([step(elements: $0).memory])) }
      lines += trials.map { line($0.scheme, "memory_byte", $0.elements, $0.workers, Spread([$0.memory])) }
      lines += try [250, 1_000].map { line("rates", "memory_byte", 1, $0, Spread([try rates(workers: $0)])) }
      return print(lines.joined(separator: "\n"))
    }
    var times = trials.map { _ in [ServerTrial.Times]() }
    for run in 0...runs {
      for (index, trial) in trials.enumerated() {
        let time = try trial.play()
        if run > 0 { times[index].append(time) }
      }
    }
    print(heading)
    for elements in elements { print(line("step", "close_s", elements, 1, try step(elements: elements).time)) }
    for (trial, times) in zip(trials, times) { print(lines(trial, times).joined(separator: "\n")) }
  }

  private var heading: String {
    let command = (["telegrad-bench"] + CommandLine.arguments.dropFirst()).joined(separator: " ")
    return """
      # What the server's half of each codec takes, on one thread: median, least and greatest of \(runs) runs, all in turn.
      # Seconds are processor time: of a round for open, receive (all messages) and close, of one worker's half for encode, with the
      # spread over workers. Bytes are what was resident at the peak of three rounds above what was before, one layer, measured apart
      # (--memory) with an allocator that gives back at once.
      # Bits are those of an element and worker, requests and headers among them.
      # Gradients: Gaussian CEO model, ratio of variances \(ratio), common part the same in every round; float32 is IdentityCodec,
      # co3 fp4 with Huffman's code of the fitted law, dsc the codec with repair, step SGD with momentum, rates the tables of a layer.
      # Machine: \(Machine.processor), \(ProcessInfo.processInfo.activeProcessorCount) processors, load \(Machine.load).
      # Date: \(Date.now.formatted(.iso8601.year().month().day()))
      # Command: scripts/measure-stages.sh (\(command))
      scheme\tquantity\telements\tworkers\tvalue\tleast\tgreatest
      """
  }

  private func line(_ scheme: String, _ quantity: String, _ elements: Int, _ workers: Int, _ value: Spread) -> String {
    let numbers = [value.median, value.least, value.greatest].map { String(format: "%.5g", $0) }
    return ([scheme, quantity, "\(elements)", "\(workers)"] + numbers).joined(separator: "\t")
  }

  private func lines(_ trial: ServerTrial, _ times: [ServerTrial.Times]) -> [String] {
    let values: [(String, Spread)] = [
      ("sent_bit", Spread([trial.sentBits])), ("encode_s", trial.encode), ("open_s", Spread(times.map(\.open))),
      ("receive_s", Spread(times.map(\.receive))), ("close_s", Spread(times.map(\.close))),
    ]
    return values.map { line(trial.scheme, $0.0, trial.elements, trial.workers, $0.1) }
  }

  /// The model, its optimizer and their step: seconds, and bytes at the peak.
  private func step(elements: Int) throws -> (time: Spread, memory: Double) {
    var rng = Streams(seed: 1).generator("step"), times: [Double] = []
    let estimate = Normal(deviation: 1e-3).values(count: elements, using: &rng)
    let memory = try ResidentMemory.peak {
      var optimizer = SGD(learningRate: .constant(0.01), momentum: 0.5)
      var parameters = Tensor([elements], estimate.map { 1 + $0 })
      for _ in 0...runs {
        let start = seconds(CLOCK_THREAD_CPUTIME_ID)
        optimizer.update(&parameters, gradient: Tensor([elements], estimate))
        times.append(seconds(CLOCK_THREAD_CPUTIME_ID) - start)
      }
    }
    return (Spread(Array(times.dropFirst())), memory)
  }

  /// Bytes of the tables from which the rates and ratios of a layer are read.
  private func rates(workers: Int) throws -> Double {
    let model = try GaussianCEO(signalVariance: Double(ratio), noiseVariance: 1)
    var information: SignSideInformation?
    defer { precondition(information?.rates.count == workers) }
    return try ResidentMemory.peak { information = try SignSideInformation(model, workerCount: workers) }
  }
}
