import ArgumentParser
import Datasets
import Experiments
import FigureKit
import Foundation
import Logging
import MessagePassing

#if OPEN_MPI
  import OpenMPI
#endif

/// Trains with one codec, in one process or with workers in others.
@main
struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telegrad-train",
    abstract: "Train with a codec, in this process or, started by mpirun, with workers in processes of their own.",
    discussion: """
      mpirun -n 11 telegrad-train --codec dsc --model lenet --data DIR --workers 10 --output FILE.tsv

      Rank 0 is the server, every other has one worker or more. The table has the columns of telegrad-compare, and the
      numbers of the same training there. State and results are kept in .cache beside the output; a training that was stopped
      goes on from its state, in any number of processes. Between processes each has one thread unless --jobs says more.
      --set takes \(ComparisonOptions.settable).
      """)

  @Option(help: "The codec, by its name in telegrad-compare --list.")
  var codec: String

  @OptionGroup var trainings: ComparisonOptions

  @OptionGroup var options: RunOptions

  @Option(help: "The table to write.")
  var output: String

  @Option(
    help: """
      Where to write the state after the last round, a property list: model, optimizer, what codecs keep. Not written where \
      stored results are used again.
      """)
  var state: String?

  @Option(help: "In which order the server decodes: fixed, as in one process, or arrival.")
  var order = DecodingOrder.fixed

  @Option(help: "Seconds that a rank may be silent when something is to come of it.")
  var patience = 600.0

  @Option(help: "Seconds of computing after which the state is kept again; 0 for after each round.")
  var checkpointEvery = 60.0

  @Option(help: "A folder where each rank writes when it sent and received what, rank-N.tsv.")
  var trace: String?

  func validate() throws {
    guard patience > 0, patience < 1e6 else { throw ValidationError("--patience \(patience): expected seconds") }
    guard (0..<1e6).contains(checkpointEvery) else {
      throw ValidationError("--checkpoint-every \(checkpointEvery): expected seconds")
    }
    if trace != nil, Self.rankCount ?? 1 < 2 { throw ValidationError("--trace: expected ranks, started by mpirun") }
  }

  func run() async throws {
    try await reportingErrors(exitCode: MessagePassingError.exitCode) {
      if let size = Self.rankCount, size > 1 { try await runBetweenRanks() } else { try await runAlone() }
    }
  }

  /// The number of processes that mpirun, or a manager of jobs that speaks PMIx through Open MPI, has started; nil of one that was
  /// started by itself.
  private static var rankCount: Int? {
    ProcessInfo.processInfo.environment["OMPI_COMM_WORLD_SIZE"].flatMap { Int($0) }
  }

  /// All workers in this process.
  private func runAlone() async throws {
    let data = try pictures(), training = try training(on: data)
    let points = try await training.points(
      on: data, cache: cache, jobs: options.threadCount, keepingStateEvery: .seconds(checkpointEvery),
      takingState: takeState)
    try write(points, training, data)
  }

  private func runBetweenRanks() async throws {
    #if OPEN_MPI
      let port = try MPIPort()
      do {
        if let trace {
          let traced = TracedPort(port)
          try await run(over: traced)
          let table = try TraceEvent.table(await traced.events)
          try WholeFile.write(Data(table.text.utf8), to: "\(trace)/rank-\(port.rank).tsv")
        } else {
          try await run(over: port)
        }
        try await port.finish()
      } catch {
        // The others wait for this one: all are ended.
        say("rank \(port.rank): \(error)")
        await port.abort(MessagePassingError.exitCode(of: error) ?? FigureError.exitCode(of: error))
      }
    #else
      throw FigureError.missingInput(path: "mpirun", reason: "this telegrad-train was built without Open MPI")
    #endif
  }

  /// The server's part, or that of a rank of workers.
  private func run(over port: some MessagePort) async throws {
    let data = try pictures(), training = try training(on: data), jobs = options.jobs ?? 1
    guard port.rank == 0 else { return try await training.work(on: data, over: port, jobs: jobs) }
    var policy = RankPolicy()
    policy.order = order
    policy.patience = .seconds(patience)
    policy.checkpointInterval = .seconds(checkpointEvery)
    let points = try await training.serve(
      on: data, over: port, policy, cache: cache, jobs: jobs, takingState: takeState
    ) { counts in
      if !options.quiet { say(Self.summary(counts, size: port.size)) }
    }
    try write(points, training, data)
  }

  /// The data set that the network reads.
  private func pictures() throws -> FigureData.Entry {
    let name: DatasetName = trainings.model.readsGreyPictures ? .mnist : .cifar10
    return try FigureData(
      [[name]], directory: options.data, profile: options.profile, environment: ProcessInfo.processInfo.environment,
      root: PackageRoot.find())[name]
  }

  /// The training.
  ///
  /// - Throws: `FigureError` for values that cannot be, or batches that are more than the pictures.
  private func training(on data: FigureData.Entry) throws -> ComparisonTraining {
    let parameters = try ParameterSet(
      Comparison.parameters, profile: options.profile, settings: options.settings + trainings.settings)
    var training = try Comparison.training(
      of: NamedCodec.named(codec)[0], model: trainings.model, parameters, seed: options.seed, repetition: 0, on: data)
    training.computesApart = true
    return training
  }

  /// Writes the state where it is asked for.
  private var takeState: ((Data) throws -> Void)? { state.map { path in { try WholeFile.write($0, to: path) } } }

  private func write(
    _ points: [ComparisonTraining.Point], _ training: ComparisonTraining, _ data: FigureData.Entry
  ) throws {
    let rows = points.map {
      Comparison.Row(
        codec: codec, points: [$0], model: training.model, workers: training.workers, dataset: data.title)
    }
    let table = try SeriesTable(header: Comparison.Row.header, rows: rows.map(\.cells))
    try WholeFile.write(Data(table.text.utf8), to: output)
  }

  /// State and results of trainings whose tables lie in one folder.
  private var cache: RunCache {
    var log = Logger(label: "telegrad-train") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = options.quiet ? .error : .notice
    let folder = URL(fileURLWithPath: output).deletingLastPathComponent().path
    return RunCache(folder + "/.cache", ignoringStored: options.fresh, log: log)
  }

  private func say(_ text: String) { StandardStream.say("telegrad-train: \(text)\n") }

  /// What crossed, which both ends counted alike.
  private static func summary(_ counts: WireCounts, size: Int) -> String {
    let uplink = counts.bytesReceived(.gradient, .answer), downlink = counts.bytesSent(.broadcast, .request)
    return """
      \(size - 1) ranks sent \(uplink) bytes of gradients and answers and were sent \(downlink) of broadcasts and requests, \
      as reported
      """
  }
}

extension DecodingOrder: ExpressibleByArgument {}
