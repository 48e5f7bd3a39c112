public import Randomness

/// A way to send gradients from workers to a server: the factory of its two halves.
///
/// The halves share bytes, the layout, the models that the server broadcast and random streams with names, nothing
/// else. A round goes
///
///     server.open(plan, model)          broadcast, if any ─> every worker
///     worker.begin(round, model, broadcast)
///     worker.encode(gradient)           message ─> server
///     server.receive(message)           in order of arrival; requests, if any ─> workers
///     worker.answer(request)            answer ─> server.receive, until there are no more requests
///     server.close()                    the estimate
///
/// A server may decode a message with all that arrived before it as side information. A codec whose workers must hear
/// something before they send anything of length (a rate that depends on the order of arrival) has `encode` announce
/// them, and sends the bulk as an answer.
public protocol GradientCodec: Sendable {
  /// The half that runs at each worker.
  associatedtype Worker: WorkerHalf
  /// The half that runs at the server.
  associatedtype Server: ServerHalf

  /// Whether its workers read ``LocalGradient/signals``, which cost memory; false unless a codec says otherwise.
  var readsSignals: Bool { get }

  /// The half of one worker, for all rounds.
  ///
  /// - Throws: ``CodecError`` where the codec does not fit the layout.
  func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) throws(CodecError) -> Worker

  /// The server's half, for all rounds.
  ///
  /// - Throws: ``CodecError`` where the codec does not fit the layout.
  func makeServer(layout: LayerLayout, streams: Streams) throws(CodecError) -> Server
}

extension GradientCodec {
  /// Reads gradients alone.
  public var readsSignals: Bool { false }
}

/// What a worker has to send in one round.
public struct LocalGradient: Sendable, Equatable {
  /// The mean gradient of the worker's batch, its layers end to end as in the ``LayerLayout``.
  public let values: [Float]
  /// The factors of the gradients of dense layers, in forward order; empty unless the codec reads them.
  public let signals: [LayerSignals]

  /// Creates a gradient of the given elements.
  public init(values: [Float], signals: [LayerSignals] = []) {
    self.values = values
    self.signals = signals
  }

  /// The first layer with an infinity or NaN; nil where there is none.
  ///
  /// - Complexity: O(P).
  public func firstLayerNotFinite(in layout: LayerLayout) -> Int? {
    layout.layers.firstIndex { !values.span.extracting($0.range).isFinite }
  }
}

extension Span<Float> {
  /// Whether no element is infinite or NaN.
  package var isFinite: Bool {
    var greatest: UInt32 = 0
    for index in indices { greatest = Swift.max(greatest, self[unchecked: index].bitPattern & 0x7FFF_FFFF) }
    return greatest < Float.infinity.bitPattern
  }
}

/// A worker's half of a codec; what a worker keeps from round to round, such as error feedback, lives here.
public protocol WorkerHalf: Sendable {
  /// The worker's index.
  var worker: Int { get }

  /// Begins a round: `model` is what the round's gradients are taken at, flat as the layout, the same floats as at the
  /// server; `broadcast` is what the server's ``ServerHalf/open(_:model:)`` gave.
  ///
  /// A codec without broadcasts need not implement this.
  mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError)

  /// Encodes the worker's gradient of a round, layer by layer.
  ///
  /// - Precondition: the gradient has as many elements as the layout.
  mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message

  /// Answers a request of the server about the gradient encoded last.
  ///
  /// A codec without requests need not implement this.
  mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message
}

extension WorkerHalf {
  /// Takes no broadcast.
  ///
  /// - Throws: ``CodecError/unexpectedDownlink(worker:)`` if there is one.
  public mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
    guard broadcast == nil else { throw .unexpectedDownlink(worker: worker) }
  }

  /// Takes no request.
  ///
  /// - Throws: ``CodecError/unexpectedDownlink(worker:)``.
  public mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
    throw .unexpectedDownlink(worker: worker)
  }
}

/// The server's half of a codec; what the server keeps from round to round, such as statistics, lives here.
///
/// Every byte string is taken or refused with an error in time and memory bounded by the layout and the number of
/// workers; a refused one leaves the half as it was, so that the round can go on.
public protocol ServerHalf: Sendable {
  /// Opens a round at `model`, in place of one still open; what it returns is for every worker of the round.
  mutating func open(_ plan: RoundPlan, model: [Float]) throws(CodecError) -> Message?

  /// Takes a message or an answer, and returns what it needs from workers before it can go on; nothing as a rule.
  ///
  /// The server may put off decoding, and ask any worker of the round that was heard. It asks finitely often.
  mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request]

  /// Closes the round with its estimate of the weighted mean of the workers' gradients, flat as the layout.
  ///
  /// - Throws: ``CodecError/missingWorkers(_:)``, and the round stays open, ``CodecError/noOpenRound``.
  mutating func close() throws(CodecError) -> [Float]
}

extension ServerHalf {
  /// Decodes the messages of an open round in order of arrival, has requests answered as they come up, and closes the
  /// round.
  ///
  /// - Parameters:
  ///   - messages: those of all workers of the round.
  ///   - traffic: to which messages and answers are added as uplink and requests as downlink.
  ///   - answer: carries a request to its worker and returns the answer.
  /// - Returns: the estimate of the mean gradient.
  public mutating func decode(
    _ messages: [Message], traffic: inout Traffic, answer: (Request) throws(CodecError) -> Message
  ) throws(CodecError) -> [Float] {
    for message in messages {
      traffic.uplink += message.bits
      var requests = try receive(message.bytes)[...]
      while let request = requests.popFirst() {
        traffic.downlink += request.message.bits
        let reply = try answer(request)
        traffic.uplink += reply.bits
        requests += try receive(reply.bytes)
      }
    }
    return try close()
  }
}
