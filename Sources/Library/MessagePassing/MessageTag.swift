/// What a message between a server and the process of its workers is.
///
/// ``gradient``, ``answer``, ``broadcast`` and ``request`` are the traffic of a codec, and ``moments`` that of batch
/// moments: their bytes are those that reports count, no more. The others are no part of what is measured.
public enum MessageTag: Int32, Sendable, CaseIterable {
  /// What a process has been set up with, in the first exchange.
  case hello = 1
  /// What the server wants of a process next.
  case command
  /// Parameters and moving moments, before a round.
  case model
  /// What a codec tells a worker before a round.
  case broadcast
  /// A worker's gradient, as its codec encodes it.
  case gradient
  /// The moments of a worker's batch.
  case moments
  /// What the server asks a worker.
  case request
  /// A worker's answer.
  case answer
  /// The measures of a gradient that its bytes do not show, for reports.
  case gradientAccount
  /// Those of an answer, which may overtake gradients of the same rank.
  case answerAccount
  /// What workers keep between rounds.
  case memory
  /// How much a process has sent and received.
  case counts
}
