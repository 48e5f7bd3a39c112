import Autodiff
import Randomness
import Testing

@testable import ModelPartition

/// Runs whose messages are late or lost, or whose workers fail or are cancelled. That each ends is what they show; beside
/// other tests that fill all threads, each wait may take long.
@Suite(.timeLimit(.minutes(10))) struct InterruptedInferenceTests {
  /// A link that gives way to other workers at random, or fails or loses messages at one worker.
  private struct Fault: WorkerLink {
    struct Broken: Error, Equatable {
      let worker: Int
    }

    var base: MailboxLink
    let worker: Int
    /// Before each receipt up to this many other tasks go first.
    var patience = 0
    /// How many more messages go through before the link breaks; nil for all.
    var left: Int?
    var losesMessages = false
    var rng = Streams(seed: 0).generator("patience")

    var transfers: [Transfer] { base.transfers }

    mutating func send(_ message: SignalMessage, to receiver: Int) throws {
      try count()
      if !losesMessages { base.send(message, to: receiver) }
    }

    mutating func receive() async throws -> SignalMessage {
      try count()
      for _ in 0..<rng.index(below: patience + 1) { await Task.yield() }
      return try await base.receive()
    }

    private mutating func count() throws {
      guard let left else { return }
      if left == 0 { throw Broken(worker: worker) }
      self.left = left - 1
    }
  }

  /// Whatever worker comes first or last, runs end with the same bytes as without delays.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func noOrderOfStepsBlocksOrChangesAnything(seed: UInt64) async throws {
    for sample in SampleGraph.allCases {
      let model = sample.partition(workerCount: 6, density: 0.3, seed: seed)
      let input = sample.inputs(batch: 2, seed: seed), inference = ParallelInference(model)
      let expected = try await inference.run(input)
      let delayed = try await inference.run(input) { worker, base in
        var rng = Streams(seed: seed).generator("patience", worker: worker)
        return Fault(base: base, worker: worker, patience: rng.index(below: 8), rng: rng)
      }
      #expect(zip(expected.output.scalars, delayed.output.scalars).enumerated().first { $1.0 != $1.1 } == nil)
      #expect(delayed.transfers == expected.transfers)
    }
  }

  /// The run ends with the error of the worker that failed, though the others wait for it.
  @Test(arguments: 0..<3, 0..<6)
  func aFailureEndsTheRunWithItsError(worker: Int, left: Int) async throws {
    let model = SampleGraph.projectionShortcut.partition(workerCount: 3, density: 1, seed: 1)
    let input = SampleGraph.projectionShortcut.inputs(batch: 2, seed: 1)
    for inference in [ParallelInference(model), ParallelInference(replicating: model)] {
      let limit = min(left, inference.programs[0] is ReplicaProgram ? 3 : 5)  // a replica has four messages
      await #expect(throws: Fault.Broken(worker: worker)) {
        try await inference.run(input) { index, base in
          Fault(base: base, worker: index, left: index == worker ? limit : nil)
        }
      }
    }
  }

  /// Workers that wait for what never comes leave when the run is cancelled, before or after it began.
  @Test(arguments: [0, 20])
  func cancellationEndsTheWaiting(milliseconds: Int) async throws {
    let model = SampleGraph.convolution.partition(workerCount: 3, density: 1, seed: 1)
    let input = SampleGraph.convolution.inputs(batch: 2, seed: 1)
    for inference in [ParallelInference(model), ParallelInference(replicating: model)] {
      let run = Task {
        try await inference.run(input) { Fault(base: $1, worker: $0, losesMessages: $0 == 0) }
      }
      try await Task.sleep(for: .milliseconds(milliseconds))
      run.cancel()
      await #expect(throws: CancellationError.self) { try await run.value }
    }
  }
}
