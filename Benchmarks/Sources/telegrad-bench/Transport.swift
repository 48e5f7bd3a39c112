#if OPEN_MPI
  import ArgumentParser
  import Autodiff
  import Datasets
  import DistributedLearning
  import DistributedSourceCoding
  import Foundation
  import GradientCoding
  import MessagePassing
  import Models
  import OpenMPI
  import Randomness

  /// What carrying a round's messages between processes costs: the same rounds in one process and over MPI, in turns.
  struct Transport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "transport",
      abstract: "Time of a round over MPI over that in one process; mpirun starts as many ranks as workers, and one.")

    @OptionGroup var options: TrainingOptions
    @Option(help: "Rounds of a turn.") var rounds = 10
    @Option(help: "Turns, after one that does not count.") var turns = 9

    func validate() throws {
      guard rounds > 0, turns > 0 else { throw ValidationError("--rounds and --turns must be positive") }
    }

    func run() async throws {
      let port = try MPIPort()
      if port.rank == 0 {
        print(
          "\(options.model.rawValue), \(options.workers) workers, batch \(options.batch), \(options.threads) threads")
      }
      do {
        try await measure(IdentityCodec(), "identity", port)
        try await measure(DistributedSignCodec(), "distributed, Gaussian", port)
        try await port.finish()
      } catch {
        print("rank \(port.rank): \(error)")
        await port.abort(70)
      }
    }

    private func measure(_ codec: some ResumableCodec, _ name: String, _ port: MPIPort) async throws {
      let network = options.model.network, hello = Hello(["codec": name, "batch": options.batch])
      let kind: SyntheticDigits.Kind = network.inputShape.last == 1 ? .handwritten : .coloured
      let dataset = SyntheticDigits(kind, count: 2 * options.workers * options.batch, seed: 1).dataset()
      let setup = TrainingSetup(
        network, codec: codec, TrainingConfiguration(workersPerRound: options.workers, batchSize: options.batch),
        workerCount: options.workers, streams: Streams(seed: 1))
      let partition = setup.partition(of: dataset.count)
      guard port.rank == 0 else {
        var process = try WorkerProcess(setup, on: dataset, partition, over: port, as: hello)
        return try await process.run(jobs: 1)
      }
      let optimizer = SGD(learningRate: .constant(0.01), momentum: 0.5)
      var local = try DistributedTraining(setup, on: dataset, partition, optimizer: optimizer)
      var remote = try await RemoteTraining(
        setup, optimizer: optimizer, over: port, as: hello, patience: .seconds(600))
      let carried = await port.counts
      var pairs: [(local: Double, remote: Double)] = []
      for turn in 0...turns {
        let pair = (local: try await time(&local), remote: try await time(&remote))
        if turn > 0 { pairs.append(pair) }
      }
      let ratios = pairs.map { $0.remote / $0.local }.sorted(), ratio = ratios[ratios.count / 2]
      let counts = try await remote.finish(), traffic = remote.reported.traffic
      print(
        String(
          format: "%7.2f ms a round in one process, %7.2f over MPI, ratio %.3f (%.3f to %.3f), %5.1f %% of the round: ",
          1e3 * median(pairs.map(\.local)), 1e3 * median(pairs.map(\.remote)), ratio, ratios[0],
          ratios[ratios.count - 1], 100 * (1 - 1 / ratio)) + name)
      let up = counts.bytesReceived(.gradient, .answer) - carried.bytesReceived(.gradient, .answer)
      let down = counts.bytesSent(.broadcast, .request) - carried.bytesSent(.broadcast, .request)
      print(
        "  up \(up) bytes crossed, \(traffic.uplink.sentBytes) reported; "
          + "down \(down) crossed, \(traffic.downlink.sentBytes) reported")
    }

    /// Seconds of a round, over a turn.
    private func time(_ training: inout some ResumableTraining) async throws -> Double {
      let start = seconds(CLOCK_MONOTONIC)
      for _ in 0..<rounds { _ = try await training.runRound(jobs: options.threads) }
      return (seconds(CLOCK_MONOTONIC) - start) / Double(rounds)
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  }
#endif
