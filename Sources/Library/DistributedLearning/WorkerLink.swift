import Autodiff
import GradientCoding

/// How a server reaches the workers of an open round, in its own process or in others.
package protocol WorkerLink {
  /// What the next worker sends, in the order in which messages are to be decoded; nil after the last.
  mutating func next() async throws -> WorkerMessages?
  /// Carries a request to a worker that takes part, and its answer back.
  mutating func answer(_ request: Request) async throws -> Message
}

/// What a worker sends in a round.
package struct WorkerMessages: Sendable {
  package let worker: Int
  /// The mean loss over its batch, which is told for reports alone.
  package let loss: Float
  package let gradient: Message
  /// The moments of its batch where the network normalises.
  package let moments: Message?

  package init(worker: Int, loss: Float, gradient: Message, moments: Message?) {
    self.worker = worker
    self.loss = loss
    self.gradient = gradient
    self.moments = moments
  }
}

extension ServerHalf {
  /// Takes a message or an answer; adds it to the traffic as uplink, and what the server needs next as downlink.
  fileprivate mutating func receive(_ message: Message, traffic: inout Traffic) throws(CodecError) -> [Request] {
    traffic.uplink += message.bits
    let requests = try receive(message.bytes)
    for request in requests { traffic.downlink += request.message.bits }
    return requests
  }
}

extension ParameterServer {
  /// Opens a round at the model; what it returns is for every worker of the round.
  package mutating func open(_ plan: RoundPlan) throws(CodecError) -> Message? {
    try half.open(plan, model: state.parameters.scalars)
  }

  /// Decodes what the workers of an open round send, has requests answered as they come up, and takes one step.
  ///
  /// After an error model and optimizer are as before.
  ///
  /// - Throws: `CodecError`, also where the server asks a worker that takes no part; what the link throws.
  package mutating func serve(
    _ plan: RoundPlan, broadcast: Message?, over link: inout some WorkerLink
  ) async throws -> RoundReport {
    var traffic = Traffic()
    if let broadcast { traffic.downlink += broadcast.bits * plan.workers.count }
    var losses: [(worker: Int, loss: Float)] = [], moments: [Message] = []
    while let sent = try await link.next() {
      losses.append((sent.worker, sent.loss))
      if let message = sent.moments { moments.append(message) }
      var requests = try half.receive(sent.gradient, traffic: &traffic)[...]
      while let request = requests.popFirst() {
        guard plan.workers.contains(request.worker) else { throw CodecError.unknownWorker(request.worker) }
        requests += try half.receive(try await link.answer(request), traffic: &traffic)
      }
    }
    let estimate = try half.close()
    let momentBits = try mix(moments, of: plan)
    step(estimate)
    losses.sort { $0.worker < $1.worker }
    let loss = zip(losses, plan.weights).reduce(0) { $0 + Double($1.0.loss) * Double($1.1) }
    return RoundReport(
      plan: plan, loss: loss / plan.weights.reduce(0) { $0 + Double($1) }, traffic: traffic, momentBits: momentBits,
      estimate: estimate)
  }

  /// Mixes the mean of the workers' batch moments into the moving ones.
  private mutating func mix(_ messages: [Message], of plan: RoundPlan) throws(CodecError) -> BitCount {
    if messages.isEmpty { return .zero }
    var traffic = Traffic()
    _ = momentHalf.open(plan, model: [])
    let moments = try momentHalf.decode(messages, traffic: &traffic) { request throws(CodecError) in
      throw .unexpectedDownlink(worker: request.worker)
    }
    mix(moments: moments)
    return traffic.uplink
  }
}
