import ArgumentParser
import Foundation

/// The memory of one training step.
struct Memory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Peak resident memory of one step of all workers.")

  @OptionGroup var options: TrainingOptions

  func run() async throws {
    var rounds = TrainingRounds(options)
    let before = try ResidentMemory()
    try await rounds.run()
    let after = try ResidentMemory()
    let (model, threads) = (options.model.rawValue, options.threads)
    print("\(model), batch \(options.batch), \(options.workers) workers, \(threads) threads")
    print(String(format: "%8.1f MiB before the step: parameters, and the inputs of all workers", before.current))
    print(String(format: "%8.1f MiB at the peak of the step", after.peak))
  }
}

/// Whether memory stays flat over many rounds.
struct Leak: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Resident memory over many rounds with fresh inputs.")

  @OptionGroup var options: TrainingOptions
  @Option(help: "Rounds, a multiple of 100 from 200 on.") var rounds = 1000

  func validate() throws {
    guard rounds >= 200, rounds.isMultiple(of: 100) else {
      throw ValidationError("--rounds must be a multiple of 100 from 200 on")
    }
  }

  func run() async throws {
    var training = TrainingRounds(options)
    var sizes: [Double] = []
    for round in 1...rounds {
      training.drawBatch()
      try await training.run()
      if round.isMultiple(of: 100) {
        let size = try ResidentMemory().current
        print(String(format: "%6d rounds %8.1f MiB", round, size))
        sizes.append(size)
      }
    }
    if let first = sizes.first, let last = sizes.last {
      print(String(format: "grew by %.1f MiB after the first 100 rounds", last - first))
    }
  }
}
