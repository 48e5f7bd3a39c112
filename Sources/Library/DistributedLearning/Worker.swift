import Autodiff
import Datasets
import GradientCoding

/// One worker: its pictures, and its halves of the codecs.
public struct Worker<Half: WorkerHalf>: Sendable {
  /// The batches that it draws from its shard.
  public let sampler: ShardSampler
  /// Encodes its gradients.
  public internal(set) var half: Half
  /// Encodes the moments of its batches.
  var momentHalf: IdentityCodec.Worker

  /// What it sends in a round, and the moments of its batch where the network normalises.
  mutating func encode(
    _ result: BatchGradient, round: Int
  ) throws(CodecError) -> (gradient: Message, moments: Message?) {
    let gradient = try half.encode(
      LocalGradient(values: result.gradient.scalars, signals: result.signals), round: round)
    if result.batchMoments.count == 0 { return (gradient, nil) }
    return (gradient, momentHalf.encode(LocalGradient(values: result.batchMoments.scalars), round: round))
  }
}
