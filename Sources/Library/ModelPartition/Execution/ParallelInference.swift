import Autodiff

/// A network run by P workers at once, each a task with its own program, that exchange nothing but messages.
///
///     let inference = ParallelInference(model)
///     let result = try await inference.run(pictures)
///     result.output       // what the whole network gives, but for the rounding of sums
///     result.transfers    // what workers sent each other
public struct ParallelInference: Sendable {
  /// What a run gave.
  public struct Outcome: Sendable {
    /// The network's output, [batch] and its shape, in the order of the whole network.
    public let output: Tensor
    /// The messages, by sender, in the order in which it sent them.
    public let transfers: [Transfer]

    /// The values that workers sent, of all samples of the batch.
    public var valuesSent: Int { transfers.reduce(0) { $0 + $1.valueCount } }
  }

  /// The programs of the workers.
  public let programs: [any WorkerProgram]
  private let inputShape: [Int], outputShape: [Int]

  /// Divides the model: each worker computes the units that it owns (THESIS, Section 6.2). With all connections kept this is
  /// the baseline of THESIS, Section 6.5.
  ///
  /// - Complexity: O(connections + P² rows).
  public init(_ model: PartitionedModel) {
    let needs = model.rowsSent
    programs = (0..<model.workerCount).map { PartitionProgram(model, worker: $0, needs: needs) }
    inputShape = model.graph.signals[0].shape
    outputShape = model.graph.signals[model.graph.output].shape
  }

  /// Sends all inputs to all workers, each of which computes the whole network: the naive way of THESIS, Section 6.5.
  public init(replicating model: PartitionedModel) {
    programs = (0..<model.workerCount).map { ReplicaProgram(model, worker: $0) }
    inputShape = model.graph.signals[0].shape
    outputShape = model.graph.signals[model.graph.output].shape
  }

  /// Runs all workers on a batch of inputs, [batch] and the shape of the network's input.
  ///
  /// Each worker gets the part of the input that it observes. Results do not depend on the number of threads.
  ///
  /// - Complexity: O(batch × multiplications of the workers); all signals of a worker are in memory until it ends.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func run(_ input: Tensor) async throws -> Outcome { try await run(input) { _, link in link } }

  /// Runs all workers over links made from mailboxes. When one fails, the others are cancelled and its error is thrown.
  func run<Link: WorkerLink & SendableMetatype>(
    _ input: Tensor, _ link: @escaping @Sendable (_ worker: Int, MailboxLink) -> Link
  ) async throws -> Outcome {
    precondition(Array(input.shape.dropFirst()) == inputShape, "an input of shape \(input.shape) for \(inputShape)")
    let mailboxes = programs.map { _ in AsyncStream.makeStream(of: SignalMessage.self) }
    let outboxes = mailboxes.map(\.continuation)
    return try await withThrowingTaskGroup(of: (worker: Int, output: Tensor, transfers: [Transfer]).self) { group in
      for (worker, program) in programs.enumerated() {
        let part = input.channels(program.inputRows), inbox = mailboxes[worker].stream
        group.addTask {
          var link = link(worker, MailboxLink(inbox: inbox, outboxes: outboxes))
          let output = try await program.run(part, over: &link)
          return (worker, output, link.transfers)
        }
      }
      var output = Tensor(zeros: [input.rowCount] + outputShape)
      var transfers = [[Transfer]](repeating: [], count: programs.count)
      for try await result in group {
        output.setChannels(programs[result.worker].outputRows, to: result.output)
        transfers[result.worker] = result.transfers
      }
      return Outcome(output: output, transfers: transfers.flatMap(\.self))
    }
  }
}
