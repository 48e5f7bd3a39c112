import DistributedLearning
import Foundation
import GradientCoding
import MessagePassing
import Testing

/// What a server makes of ranks that are not as they should be.
@Suite struct FailureTests {
  /// A rank that says hello and is given each of `gradients` to send when a round begins.
  private func error(_ hello: Hello? = nil, gradient: [UInt8]?, account: [UInt8]? = nil) async throws
    -> MessagePassingError?
  {
    var job = Job(IdentityCodec())
    (job.workers, job.perRound, job.patience) = (1, 1, .milliseconds(300))
    let ends = LocalPort.ends(2), server = job, setup = job.setup
    try await ends[1].send(helloBytes(of: job), to: 0, as: .hello)
    if let gradient { await ends[1].send(gradient, to: 0, as: .gradient) }
    if let account { await ends[1].send(account, to: 0, as: .gradientAccount) }
    do {
      var training = try await RemoteTraining(
        setup, optimizer: server.optimizer, over: ends[0], as: hello ?? server.hello, patience: server.patience)
      _ = try await training.runRound()
      return nil
    } catch let error as MessagePassingError { return error }
  }

  /// The hello of a worker of the job.
  private func helloBytes(of job: Job<IdentityCodec>) async throws -> [UInt8] {
    let ends = LocalPort.ends(2)
    let setup = job.setup, dataset = job.dataset, partition = job.partition, hello = job.hello
    let task = Task {
      var process = try WorkerProcess(setup, on: dataset, partition, over: ends[1], as: hello)
      try await process.run(jobs: 1)
    }
    defer { task.cancel() }
    return try #require(try await ends[0].receive(.hello, from: 1)).bytes
  }

  @Test func silenceNamesTheRank() async throws {
    #expect(
      try await error(gradient: nil) == .silent(ranks: [1], awaited: .gradient, patience: .milliseconds(300)))
    // The gradient comes, but nothing behind it.
    let header = MessageHeader(kind: .gradient, round: 0, worker: 0, lengths: [])
    #expect(
      try await error(gradient: header.bytes)
        == .silent(ranks: [1], awaited: .gradientAccount, patience: .milliseconds(300)))
  }

  @Test(arguments: [[], [0], [1, 1], [1, 1, 7, 1], [1, 1, 0, 2], [255, 255, 255, 255]] as [[UInt8]])
  func garbageNamesTheRank(bytes: [UInt8]) async throws {
    let error = try await error(gradient: bytes, account: [0])
    guard case .garbage(rank: 1, worker: 0, _) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
  }

  /// Its beginning is right, and what the codec reads is not.
  @Test func whatTheCodecRefusesIsGarbage() async throws {
    let header = MessageHeader(kind: .gradient, round: 0, worker: 0, lengths: [4, 4, 4, 4])
    let account = [UInt8](repeating: 0, count: 1 + 9 + 9 + 4)
    let error = try await error(gradient: header.bytes + [UInt8](repeating: 0, count: 16), account: account)
    guard case .garbage(rank: 1, worker: 0, .invalid) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
    #expect(error?.description.hasPrefix("rank 1, worker 0 sent garbage: ") == true)
  }

  @Test func whatDiffersIsNamed() async throws {
    for (hello, name) in [
      (Hello(["codec": "another", "seed": 1]), "codec"), (Hello(["codec": "IdentityCodec", "seed": 2]), "seed"),
      (Hello(["codec": "IdentityCodec", "seed": 1], version: 2), "version of the exchange"),
    ] {
      guard case .disagreement(rank: 1, name: name, _, _) = try await error(hello, gradient: nil) else {
        Issue.record("\(name) was not named")
        continue
      }
    }
    #expect(try await error(Hello(["model": "LeNet"]), gradient: nil) == .unreadable(rank: 1, .hello))
  }

  /// Bytes that reports do not know of are found at the end, wherever they came from.
  @Test func whatIsNotReportedIsFound() async throws {
    let job = Job(IdentityCodec()), ends = LocalPort.ends(2)
    let setup = job.setup, dataset = job.dataset, partition = job.partition, hello = job.hello
    let task = Task {
      var process = try WorkerProcess(setup, on: dataset, partition, over: ends[1], as: hello)
      try await process.run(jobs: 1)
    }
    var training = try await RemoteTraining(
      setup, optimizer: job.optimizer, over: ends[0], as: hello, patience: .seconds(600))
    let report = try await training.runRound()
    await ends[0].send([1, 2, 3], to: 1, as: .request)
    let error = await #expect(throws: MessagePassingError.self) { try await training.finish() }
    #expect(error == .miscounted(rank: 1, .request, sent: 3, received: 0))
    await ends[1].send([1, 2], to: 0, as: .answer)
    _ = try await ends[0].receive(.answer)
    #expect(report.traffic.uplink.sentBytes > 0)
    try await task.value
  }

  @Test func moreRanksThanWorkersAreRefused() {
    #expect(throws: MessagePassingError.idleRanks(ranks: 6, workers: 5)) { try Crew(workerCount: 5, size: 7) }
  }

  /// Every worker has one rank, neighbours share one, and no rank has two more than another.
  @Test(arguments: [(1, 2), (5, 2), (5, 4), (10, 11), (300, 8)]) func crewsAreEven(workers: Int, size: Int) throws {
    let crew = try Crew(workerCount: workers, size: size)
    #expect(crew.ranks.flatMap { Array(crew.workers(of: $0)) } == Array(0..<workers))
    let sizes = crew.ranks.map { crew.workers(of: $0).count }
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1 && sizes.allSatisfy { $0 > 0 })
    for worker in 0..<workers { #expect(crew.workers(of: crew.rank(of: worker)).contains(worker)) }
  }
}
