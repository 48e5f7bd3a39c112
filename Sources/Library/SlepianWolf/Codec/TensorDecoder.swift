import EntropyCoding

/// The server's half of the codec of one worker's symbols of a tensor.
///
/// Planes are decoded one after the other, the least significant first, each with the lower ones as side information
/// beside what the model has.
struct TensorDecoder: Sendable {
  /// What is known after a message or an answer.
  enum Outcome: Sendable, Equatable {
    /// The planes of the symbols, the least significant first, each one block of all bits.
    case decoded([BitBlocks])
    /// A request to the worker, whose answer decoding needs.
    case asks([UInt8])
  }

  private(set) var planes: [PlaneDecoder] = []
  /// The bits of the planes decoded so far.
  private var decoded: [BitBlocks] = []
  /// What each plane is expected to hold.
  private let information: [PlaneInformation]
  /// The stage that the worker is decoded at.
  private let stage: Int

  /// Reads a worker's message.
  ///
  /// - Parameters:
  ///   - count: The number of elements.
  ///   - information: What each plane is expected to hold.
  ///   - stage: The stage that the worker is decoded at.
  /// - Throws: `EntropyCodingError`, for bytes that are no message.
  /// - Complexity: O(m (*elements* and a block)), in time and memory, whatever the bytes are.
  init(
    _ message: [UInt8], count: Int, information: [PlaneInformation], code: PlaneCode, stage: Int
  ) throws(EntropyCodingError) {
    var reader = BitReader(message)
    for _ in information { planes.append(try PlaneDecoder(from: &reader, code: code, count: count)) }
    try reader.finish()
    self.information = information
    self.stage = stage
  }

  /// Decodes as far as the message goes, for elements in these states.
  mutating func start(
    _ states: ElementStates, _ model: some SideInformationModel
  ) throws(EntropyCodingError) -> Outcome {
    try advance(states, model, from: try decodePlane(states, model))
  }

  /// Takes the answer to the last request, and decodes as far as it goes.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no answer; the decoder is then as it was.
  mutating func receive(
    _ answer: [UInt8], _ states: ElementStates, _ model: some SideInformationModel
  ) throws(EntropyCodingError) -> Outcome {
    guard decoded.count < planes.count else {
      throw .invalid(offset: 0, found: "an answer", expected: "none, for nothing was asked")
    }
    let start = self
    do throws(EntropyCodingError) {
      var reader = BitReader(answer)
      let outcome = try planes[decoded.count].receive(&reader)
      try reader.finish()
      return try advance(states, model, from: outcome)
    } catch {
      self = start
      throw error
    }
  }

  private mutating func advance(
    _ states: ElementStates, _ model: some SideInformationModel, from outcome: PlaneDecoder.Outcome
  ) throws(EntropyCodingError) -> Outcome {
    var outcome = outcome
    while true {
      switch outcome {
      case .asks(let request):
        var encoder = RangeEncoder()
        encoder.encode(plane: decoded.count, count: planes.count)
        if let levels = planes[decoded.count].levels { request.encode(to: &encoder, levels) }
        return .asks(encoder.finish())
      case .decoded(let bits):
        decoded.append(bits)
        guard decoded.count < planes.count else { return .decoded(decoded) }
        outcome = try decodePlane(states, model)
      }
    }
  }

  /// Decodes the next plane, as far as its message goes.
  private mutating func decodePlane(
    _ states: ElementStates, _ model: some SideInformationModel
  ) throws(EntropyCodingError) -> PlaneDecoder.Outcome {
    let plane = decoded.count
    let isRaw = planes[plane].raw != nil
    let ratios =
      isRaw ? [] : states.ratios(model, stage: stage, below: decoded, paddedTo: planes[plane].paddedCount)
    return try planes[plane].decode(ratios, information: information[plane])
  }
}
