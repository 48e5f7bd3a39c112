public import SlepianWolf

/// How the levels of one round were delivered, for the observers of an experiment.
public struct SourceReport: Sendable {
  /// The round's index.
  public let round: Int
  /// The workers of the second group in the order in which they were decoded.
  public let workers: [Int]
  /// What the parity checks of each of their layers took, [worker, layer]; nil where the range coder told all.
  public let deliveries: [[TensorDelivery?]]

  /// All parity checks together.
  public var total: TensorDelivery {
    deliveries.joined().reduce(TensorDelivery()) { sum, delivery in delivery.map { sum + $0 } ?? sum }
  }
  /// The layers of workers of the second group that had parity checks, and all of them.
  public var checkedLayers: (count: Int, all: Int) {
    (deliveries.joined().count { $0 != nil }, deliveries.reduce(0) { $0 + $1.count })
  }
}
