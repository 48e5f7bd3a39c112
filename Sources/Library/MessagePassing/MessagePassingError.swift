import GradientCoding

/// Why a training between processes was given up.
public enum MessagePassingError: Error, Equatable, Sendable {
  /// Nothing came of these ranks in time: they are dead, stopped or too slow.
  case silent(ranks: [Int], awaited: MessageTag, patience: Duration)
  /// A rank sent what is no message of its worker and round.
  case garbage(rank: Int, worker: Int?, CodecError)
  /// A rank sent something else than what was to come.
  case unreadable(rank: Int, MessageTag)
  /// A rank was set up in another way than the server.
  case disagreement(rank: Int, name: String, found: String, expected: String)
  /// The bytes that one end received are not those that the other sent.
  case miscounted(rank: Int, MessageTag, sent: Int, received: Int)
  /// The bytes that crossed are not those that rounds reported.
  case misreported(String, crossed: Int, reported: Int)
  /// There are more processes for workers than workers.
  case idleRanks(ranks: Int, workers: Int)
  /// The transport failed.
  case transport(rank: Int, call: String, reason: String)
}

extension MessagePassingError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .silent(let ranks, let tag, let patience):
      "\(Self.names(ranks)) sent no \(tag) in \(patience.components.seconds) s: dead, stopped or too slow"
    case .garbage(let rank, let worker, let error):
      "rank \(rank)\(worker.map { ", worker \($0)" } ?? "") sent garbage: \(error)"
    case .unreadable(let rank, let tag): "rank \(rank) sent garbage for its \(tag)"
    case .disagreement(let rank, let name, let found, let expected):
      "rank \(rank) has \(name) \(found) where the server has \(expected)"
    case .miscounted(let rank, let tag, let sent, let received):
      "of \(tag) between the server and rank \(rank), \(sent) bytes were sent and \(received) received"
    case .misreported(let name, let crossed, let reported):
      "\(name): \(crossed) bytes crossed where rounds reported \(reported)"
    case .idleRanks(let ranks, let workers): "\(ranks) processes for \(workers) workers"
    case .transport(let rank, let call, let reason): "rank \(rank): \(call): \(reason)"
    }
  }

  private static func names(_ ranks: [Int]) -> String {
    (ranks.count == 1 ? "rank " : "ranks ") + ranks.map { "\($0)" }.joined(separator: ", ")
  }
}
