import DistributedSourceCoding
import GradientCoding
import MessagePassing
import Testing

@Suite struct TracedPortTests {
  /// Three rounds of DSC: each end saw what it counted, one thing after the other; a worker computes its gradient between the model and
  /// what it sends.
  @Test func everythingIsSeenInItsOrder() async throws {
    let job = Job(DistributedSignCodec()), ends = LocalPort.ends(2).map { TracedPort($0) }, rounds = 3
    let report = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var process = try WorkerProcess(job.setup, on: job.dataset, job.partition, over: ends[1], as: job.hello)
        try await process.run(jobs: 1)
      }
      defer { group.cancelAll() }
      var training = try await RemoteTraining(
        job.setup, optimizer: job.optimizer, over: ends[0], as: job.hello, patience: .seconds(600))
      for _ in 0..<rounds { _ = try await training.runRound() }
      let counts = try await training.finish()
      try await group.waitForAll()
      return counts
    }
    let server = await ends[0].events, worker = await ends[1].events
    for events in [server, worker] {
      #expect(events.allSatisfy { $0.start <= $0.end })
      #expect(zip(events, events.dropFirst()).allSatisfy { $0.end <= $1.start })
    }
    for tag in MessageTag.allCases {
      let sent = server.compactMap { if case .sent(1, tag, let bytes) = $0.kind { bytes } else { nil } }
      let received = server.compactMap { if case .received(1, tag, let bytes) = $0.kind { bytes } else { nil } }
      // What is told after the counts were taken is seen all the same.
      if tag == .command || tag == .counts { continue }
      #expect(sent.count == report.sent(to: 1, tag).messages && sent.reduce(0, +) == report.sent(to: 1, tag).bytes)
      #expect(received.reduce(0, +) == report.received(from: 1, tag).bytes)
    }
    let steps = worker.compactMap { event -> String? in
      switch event.kind {
      case .received(0, .model, _): "model"
      case .computedGradients: "computed"
      case .sent(0, .gradient, _): "gradient"
      default: nil
      }
    }
    let gradients = Array(repeating: "gradient", count: job.perRound)
    #expect(steps == Array(repeating: ["model", "computed"] + gradients, count: rounds).flatMap(\.self))
  }
}
