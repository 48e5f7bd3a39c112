import Autodiff
import Datasets
import GradientCoding
import Parallelism

/// One worker: its pictures, and its halves of the codecs.
public struct Worker<Half: WorkerHalf>: Sendable {
  /// The batches that it draws from its shard.
  public let sampler: ShardSampler
  /// Encodes its gradients.
  public internal(set) var half: Half
  /// Encodes the moments of its batches.
  var momentHalf: IdentityCodec.Worker

  /// What it sends in a round, and the moments of its batch where the network normalises.
  mutating func encode(_ result: BatchGradient, round: Int) throws(CodecError) -> WorkerMessages {
    let gradient = try half.encode(
      LocalGradient(values: result.gradient.scalars, signals: result.signals), round: round)
    let moments =
      result.batchMoments.count == 0
      ? nil : momentHalf.encode(LocalGradient(values: result.batchMoments.scalars), round: round)
    return WorkerMessages(worker: half.worker, loss: result.loss, gradient: gradient, moments: moments)
  }
}

/// A worker on its way to a thread and back: nothing is copied as long as no one else holds it.
final class WorkerSlot<Half: WorkerHalf>: Sendable {
  private let content: Mutex<Worker<Half>>

  init(_ worker: Worker<Half>) { content = Mutex(worker) }

  var worker: Worker<Half> { content.withLock { $0 } }

  func withWorker<Value: Sendable>(
    _ body: (inout Worker<Half>) throws(CodecError) -> Value
  ) throws(CodecError) -> Value {
    try content.withLock { worker throws(CodecError) in try body(&worker) }
  }
}
