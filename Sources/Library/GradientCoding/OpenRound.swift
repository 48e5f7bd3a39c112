/// An open round at a server that hears each worker once: what came of whom.
public struct OpenRound<Content: Sendable>: Sendable {
  /// Who takes part.
  public let plan: RoundPlan
  /// What came of each worker of the plan, once it did.
  private var received: [Content?]

  /// Opens a round in which nobody was heard.
  public init(_ plan: RoundPlan) {
    self.plan = plan
    received = Array(repeating: nil, count: plan.workers.count)
  }

  /// The place in the plan of the sender of a message, its first of the round.
  ///
  /// - Complexity: O(log K).
  /// - Throws: as ``RoundPlan/place(ofSender:)``, and ``CodecError/repeatedWorker(_:)``.
  public func place(ofSender header: MessageHeader) throws(CodecError) -> Int {
    let place = try plan.place(ofSender: header)
    guard received[place] == nil else { throw .repeatedWorker(plan.workers[place]) }
    return place
  }

  /// Keeps what came of the worker at a place.
  public mutating func keep(_ content: Content, at place: Int) { received[place] = content }

  /// What came of the workers, each in its place, where it came of all.
  ///
  /// - Throws: ``CodecError/missingWorkers(_:)``.
  public func complete() throws(CodecError) -> [Content] { try plan.complete(received) }
}
