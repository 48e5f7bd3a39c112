import Autodiff
import Datasets
import DistributedLearning
import Foundation
import GradientCoding

/// The side of one rank's workers: it does what the server wants until there is no more to do.
public struct WorkerProcess<Codec: ResumableCodec, Port: MessagePort>: Sendable {
  private let setup: TrainingSetup<Codec>
  private let port: Port
  private let hello: Hello
  private var group: WorkerGroup<Codec.Worker>

  /// Sets up the workers of the port's rank.
  ///
  /// - Parameters:
  ///   - dataset: The training pictures of all workers.
  ///   - partition: Which of them each worker holds.
  /// - Throws: ``MessagePassingError/idleRanks(ranks:workers:)``, `CodecError`.
  public init(
    _ setup: TrainingSetup<Codec>, on dataset: Dataset, _ partition: Partition, over port: Port, as hello: Hello
  ) throws {
    let crew = try Crew(workerCount: setup.workerCount, size: port.size)
    self.setup = setup
    self.port = port
    self.hello = hello
    group = try setup.makeWorkers(crew.workers(of: port.rank), on: dataset, partition)
  }

  /// Says hello, and serves until the server ends the training.
  ///
  /// The wait for the server has no limit: it may be decoding, testing, or waiting for another rank.
  ///
  /// - Parameter jobs: The number of threads.
  /// - Throws: `CodecError`, `CancellationError`, or what the port throws.
  public mutating func run(jobs: Int) async throws {
    try await port.send(hello.bytes(), to: 0, as: .hello)
    while true {
      switch try Command(await next(.command)) {
      case .round(let round, let hasBroadcast): try await runRound(round, hasBroadcast: hasBroadcast, jobs: jobs)
      case .answer(let worker):
        let request = Request(worker: worker, message: Message(bytes: try await next(.request), raw: 0))
        guard group.indices.contains(worker) else { throw CodecError.unknownWorker(worker) }
        let answer = try group.answer(request)
        try await port.send(answer.bytes, to: 0, as: .answer)
        try await port.send(Account(answer.bits).bytes, to: 0, as: .answerAccount)
      case .remember:
        try await port.send([UInt8](StoredState.data(of: group.memories)), to: 0, as: .memory)
      case .restore:
        let bytes = Data(try await next(.memory))
        do { try group.restore(StoredState.value([Codec.Worker.Memory].self, from: bytes)) } catch {
          throw MessagePassingError.unreadable(rank: 0, .memory)
        }
      case .finish:
        try await port.send([UInt8](JSONEncoder().encode(await port.counts)), to: 0, as: .counts)
        return
      }
    }
  }

  private mutating func runRound(_ round: Int, hasBroadcast: Bool, jobs: Int) async throws {
    let plan = setup.plan(of: round), state = try state(from: await next(.model))
    var broadcast: [UInt8]?
    if hasBroadcast { for _ in group.participants(of: plan) { broadcast = try await next(.broadcast) } }
    let results = try await group.gradients(plan, at: state, jobs: jobs)
    await port.noteGradients()
    try await group.encode(results, plan, model: state.parameters.scalars, broadcast: broadcast, jobs: jobs)
    while let sent = group.next() {
      try await port.send(sent.gradient.bytes, to: 0, as: .gradient)
      try await port.send(Account(sent.gradient.bits, loss: sent.loss).bytes, to: 0, as: .gradientAccount)
      if let moments = sent.moments { try await port.send(moments.bytes, to: 0, as: .moments) }
    }
  }

  /// Parameters and moments from their bytes.
  ///
  /// - Complexity: O(P), at the speed of a copy.
  private func state(from bytes: [UInt8]) throws(CodecError) -> NetworkState {
    let (count, momentCount) = (setup.network.layout.count, setup.network.momentLayout.count)
    guard bytes.count == 4 * (count + momentCount) else {
      throw .truncated(CodecError.Place(offset: 0), needed: 4 * (count + momentCount), found: bytes.count)
    }
    func floats(_ range: Range<Int>) -> Tensor {
      Tensor([range.count]) { values in
        let words = bytes.span.bytes.extracting(4 * range.lowerBound..<4 * range.upperBound)
        for i in values.indices {
          let word = words.unsafeLoadUnaligned(fromByteOffset: 4 * i, as: UInt32.self)
          values[i] = Float(bitPattern: UInt32(littleEndian: word))
        }
      }
    }
    return NetworkState(parameters: floats(0..<count), moments: floats(count..<count + momentCount))
  }

  private func next(_ tag: MessageTag) async throws -> [UInt8] {
    guard let message = try await port.receive(tag, from: 0) else { throw CancellationError() }
    return message.bytes
  }
}
