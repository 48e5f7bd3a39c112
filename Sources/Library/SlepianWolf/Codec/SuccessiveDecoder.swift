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
  /// The planes of the symbols of this round's workers, in the order in which they came, [worker, plane], each one block of
  /// all bits.
  public private(set) var planes: [[BitBlocks]] = []
  /// What it took to deliver the symbols of each.
  public private(set) var deliveries: [TensorDelivery] = []
  /// How the expectation of the model is corrected at each stage; not at stages beyond.
  public var corrections: [EntropyCorrection] = []
  private var states: ElementStates
  /// The worker in decoding, and what its symbols took so far.
  private var decoder: TensorDecoder?
  private var delivery = TensorDelivery()

  /// Creates the half for tensors of `elementCount` elements.
  ///
  /// - Precondition: `elementCount` is not negative.
  public init(elementCount: Int, model: Model, code: PlaneCode) {
    precondition(elementCount >= 0, "a tensor of \(elementCount) elements")
    self.elementCount = elementCount
    self.model = model
    self.code = code
    states = ElementStates(elementCount: elementCount)
  }

  /// The symbols of this round's workers, [worker, elements].
  ///
  /// - Complexity: O(*workers* m *elements*).
  public var symbols: [[Int]] {
    planes.map { planes in
      (0..<elementCount).map { element in
        planes.indices.reduce(0) { $0 | (planes[$1][0, element] ? 1 << $1 : 0) }
      }
    }
  }

  /// What crossed in this round, the raw size being mN bits a worker.
  ///
  /// - Complexity: O(*workers*).
  public var traffic: Traffic {
    let total = deliveries.reduce(delivery, +), heardCount = planes.count + (decoder == nil ? 0 : 1)
    var traffic = Traffic()
    traffic.uplink = BitCount(raw: heardCount * model.planeCount * elementCount, sentBytes: total.uplinkBytes)
    traffic.downlink = BitCount(raw: 0, sentBytes: total.downlinkBytes)
    return traffic
  }

  /// The number of elements in each state, after the workers that came.
  public var stateCounts: [Int] { states.counts }

  /// Begins a round, in place of one that was not finished.
  ///
  /// - Parameter contexts: The states of the elements at stage 0, all 0 where nil.
  public mutating func beginRound(contexts: [Int]? = nil) {
    precondition(contexts?.count ?? elementCount == elementCount, "a context for each element")
    model.beginRound()
    states =
      contexts.map { ElementStates($0, stateCount: model.stateCount(stage: 0)) }
      ?? ElementStates(elementCount: elementCount)
    planes = []
    deliveries = []
    delivery = TensorDelivery()
    decoder = nil
  }

  /// What the planes of the next worker are expected to hold, by the model and ``corrections``.
  ///
  /// - Complexity: O(*states* 2ᵐ).
  public func information() -> [PlaneInformation] {
    let stage = planes.count
    let information = model.information(stateCounts: states.counts, stage: stage)
    return corrections.indices.contains(stage) ? information.map(corrections[stage].corrected) : information
  }

  /// The bytes that tell the next worker its plans; those of least expected cost where nil.
  public mutating func announcement(_ plans: [PlanePlan]? = nil) -> [UInt8] {
    let plans = plans ?? information().map { code.plan(for: $0, count: elementCount) }
    let bytes = PlanePlan.bytes(of: plans, code: code, count: elementCount)
    delivery.downlinkBytes += bytes.count
    return bytes
  }

  /// Takes the message of the next worker, and returns a request to that worker if its symbols need one.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no message; the half is then as it was.
  public mutating func receive(_ message: [UInt8]) throws(EntropyCodingError) -> [UInt8]? {
    guard decoder == nil, planes.count < model.stageCount else {
      throw .invalid(
        offset: 0, found: "a message", expected: decoder == nil ? "no more workers" : "an answer to a request")
    }
    var decoder = try TensorDecoder(
      message, count: elementCount, information: information(), code: code, stage: planes.count)
    let outcome = try decoder.start(states, model)
    delivery.uplinkBytes += message.count
    return take(outcome, of: decoder)
  }

  /// Takes the answer to the last request, and returns a further request if there is need.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no answer; the half is then as it was.
  public mutating func receive(answer: [UInt8]) throws(EntropyCodingError) -> [UInt8]? {
    guard var decoder else {
      throw .invalid(offset: 0, found: "an answer", expected: "a message, for nothing was asked")
    }
    let outcome = try decoder.receive(answer, states, model)
    delivery.uplinkBytes += answer.count
    return take(outcome, of: decoder)
  }

  private mutating func take(_ outcome: TensorDecoder.Outcome, of decoder: TensorDecoder) -> [UInt8]? {
    switch outcome {
    case .asks(let request):
      self.decoder = decoder
      delivery.downlinkBytes += request.count
      delivery.requestCount += 1
      return request
    case .decoded(let planes):
      self.decoder = nil
      let stage = self.planes.count
      delivery.add(decoder)
      delivery.modelEntropy =
        Double(elementCount)
        * model.information(stateCounts: states.counts, stage: stage).reduce(0) { $0 + $1.entropy }
      let symbolCounts = states.advance(model, stage: stage, by: planes)
      delivery.codeLength = model.codeLength(symbolCounts: symbolCounts, stage: stage)
      model.learn(symbolCounts: symbolCounts, stage: stage)
      self.planes.append(planes)
      deliveries.append(delivery)
      delivery = TensorDelivery()
      return nil
    }
  }
}
