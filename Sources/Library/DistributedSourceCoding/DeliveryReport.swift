public import GradientCoding
public import GradientStatistics
public import Quantization
public import SlepianWolf

/// How the signs of one round were delivered, for the observers of an experiment.
///
/// What it counts of bytes are the sections of layers: headers and root mean squares are in the `Traffic` alone.
public struct DeliveryReport: Sendable {
  /// The round's index.
  public let round: Int
  /// The workers in the order in which they were decoded.
  public let workers: [Int]
  /// What it took to deliver each layer of each worker, [worker, layer], workers as in ``workers``. Its model is the one in
  /// use: the Gaussian one or what was learnt.
  public let deliveries: [[TensorDelivery]]
  /// The signs as they were decoded, [worker, layer].
  public let signs: [[PackedSigns]]
  /// The maximum-likelihood estimate of each layer from this round's counts; where it gave none, that of the last round that
  /// did, or nil.
  public let statistics: [GradientStatisticsEstimate?]

  init(_ round: ServedRound, statistics: [GradientStatisticsEstimate?]) {
    let plan = round.tally.plan
    self.round = plan.round
    workers = round.order.map { plan.workers[$0] }
    deliveries = workers.indices.map { worker in round.layers.map { $0.deliveries[worker] } }
    signs = workers.indices.map { worker in round.layers.map { $0.planes[worker][0].signs } }
    self.statistics = statistics
  }

  /// All layers and workers together.
  public var total: TensorDelivery { deliveries.joined().reduce(TensorDelivery(), +) }
}
