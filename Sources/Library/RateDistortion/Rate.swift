import RealModule

/// A rate per element, known in nats and shown in bits.
///
/// > Note: LIMITS (13)-(24) count in nats, its figures and SignSGD's one bit in bits.
public struct Rate: Sendable, Equatable, Comparable {
  /// The rate in nats per element.
  public let nats: Double
  /// The rate in bits per element.
  public var bits: Double { nats / .log(2) }

  /// The rate of so many nats.
  public init(nats: Double) { self.nats = nats }
  /// The rate of so many bits.
  public init(bits: Double) { nats = bits * .log(2) }

  public static func < (left: Rate, right: Rate) -> Bool { left.nats < right.nats }
  public static func + (left: Rate, right: Rate) -> Rate { Rate(nats: left.nats + right.nats) }
}
