public import EntropyCoding
public import GradientCoding

/// The server's half of the codec of a tensor, for all rounds: the symbols of each worker are side information for those
/// who come after.
///
/// Workers may come in any order: the k-th to come is decoded with k − 1 others as side information. A round goes
///
///     beginRound(contexts:)
///     announcement()                 bytes ─> the next worker, who encodes with the plans in them
///     receive(message)               request, if any ─> the worker; answer ─> receive(answer:), until there are no more
///
/// Where worker and server know the same model and what it expects, the announcement may be left out.
public struct SuccessiveDecoder<Model: SideInformationModel>: Sendable {
  /// The codes.
  public let code: PlaneCode
  /// The number of elements N.
  public let elementCount: Int
  /// The side information, with what it has learnt.
  public private(set) var model: Model
  /// The symbols of the workers of this round, in the order in which they came, [worker, elements].
  public private(set) var symbols: [[Int]] = []
  /// What crossed in this round, the raw size being mN bits a worker.
  public private(set) var traffic = Traffic()
  /// The states of the elements, [elements].
  private var states: [Int]
  /// The worker in decoding.
  private var decoder: TensorDecoder?

  /// Creates the half for tensors of `elementCount` elements.
  ///
  /// - Precondition: `elementCount` is not negative.
  public init(elementCount: Int, model: Model, code: PlaneCode) {
    precondition(elementCount >= 0, "a tensor of \(elementCount) elements")
    self.elementCount = elementCount
    self.model = model
    self.code = code
    states = [Int](repeating: 0, count: elementCount)
  }

  /// Begins a round, in place of one that was not finished.
  ///
  /// - Parameter contexts: The states of the elements at stage 0, all 0 where nil.
  public mutating func beginRound(contexts: [Int]? = nil) {
    let limit = model.stateCount(stage: 0)
    precondition(contexts?.count ?? elementCount == elementCount, "a context for each element")
    precondition(contexts?.allSatisfy { 0..<limit ~= $0 } ?? true, "contexts below \(limit)")
    model.beginRound()
    states = contexts ?? [Int](repeating: 0, count: elementCount)
    symbols = []
    traffic = Traffic()
    decoder = nil
  }

  /// The plans of least expected cost for the planes of the next worker.
  public func plans() -> [PlanePlan] {
    model.information(states: states, stage: symbols.count).map { code.plan(for: $0, count: elementCount) }
  }

  /// The bytes that tell the next worker its plans.
  public mutating func announcement() -> [UInt8] {
    let bytes = PlanePlan.bytes(of: plans(), code: code, count: elementCount)
    traffic.downlink += BitCount(raw: 0, sentBytes: bytes.count)
    return bytes
  }

  /// Takes the message of the next worker, and returns a request to that worker if its symbols need one.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no message; the half is then as it was.
  public mutating func receive(_ message: [UInt8]) throws(EntropyCodingError) -> [UInt8]? {
    guard decoder == nil, symbols.count < model.stageCount else {
      throw .invalid(
        offset: 0, found: "a message", expected: decoder == nil ? "no more workers" : "an answer to a request")
    }
    var decoder = try TensorDecoder(
      message, planeCount: model.planeCount, code: code, states: states, stage: symbols.count)
    let outcome = try decoder.start(with: model)
    traffic.uplink += BitCount(raw: model.planeCount * elementCount, sentBytes: message.count)
    return take(outcome, of: decoder)
  }

  /// Takes the answer to the last request, and returns a further request if there is need.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no answer; the half is then as it was.
  public mutating func receive(answer: [UInt8]) throws(EntropyCodingError) -> [UInt8]? {
    guard var decoder else {
      throw .invalid(offset: 0, found: "an answer", expected: "a message, for nothing was asked")
    }
    let outcome = try decoder.receive(answer, model: model)
    traffic.uplink += BitCount(raw: 0, sentBytes: answer.count)
    return take(outcome, of: decoder)
  }

  private mutating func take(_ outcome: TensorDecoder.Outcome, of decoder: TensorDecoder) -> [UInt8]? {
    switch outcome {
    case .asks(let request):
      self.decoder = decoder
      traffic.downlink += BitCount(raw: 0, sentBytes: request.count)
      return request
    case .decoded(let symbols):
      self.decoder = nil
      let stage = self.symbols.count
      model.learn(symbols, states: states, stage: stage)
      for (index, symbol) in symbols.enumerated() {
        states[index] = model.state(after: states[index], symbol: symbol, stage: stage)
      }
      self.symbols.append(symbols)
      return nil
    }
  }
}
