import EntropyCoding

/// The server's half of the codec of one worker's symbols of a tensor.
///
/// Planes are decoded one after the other, the least significant first, each with the lower ones as side information
/// beside what the model has.
public struct TensorDecoder: Sendable {
  /// What is known after a message or an answer.
  public enum Outcome: Sendable, Equatable {
    /// The symbols, [elements].
    case decoded([Int])
    /// A request to the worker, whose answer decoding needs.
    case asks([UInt8])
  }

  private var planes: [PlaneDecoder] = []
  /// The bits of the planes decoded so far.
  private var symbols: [Int]
  /// The planes decoded so far.
  private var decodedCount = 0
  /// The states of the elements, at a stage.
  private let states: [Int]
  private let stage: Int

  /// Reads a worker's message.
  ///
  /// - Parameters:
  ///   - states: The states of the elements.
  ///   - stage: The stage that the worker is decoded at.
  /// - Throws: `EntropyCodingError`, for bytes that are no message.
  /// - Complexity: O(m (*elements* and a block)), in time and memory, whatever the bytes are.
  init(
    _ message: [UInt8], planeCount: Int, code: PlaneCode, states: [Int], stage: Int
  ) throws(EntropyCodingError) {
    var reader = BitReader(message)
    for _ in 0..<planeCount { planes.append(try PlaneDecoder(from: &reader, code: code, count: states.count)) }
    try reader.finish()
    symbols = [Int](repeating: 0, count: states.count)
    self.states = states
    self.stage = stage
  }

  /// Decodes as far as the message goes.
  mutating func start(with model: some SideInformationModel) throws(EntropyCodingError) -> Outcome {
    try advance(with: model, from: try decodePlane(with: model))
  }

  /// Takes the answer to the last request, and decodes as far as it goes.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that are no answer; the decoder is then as it was.
  mutating func receive(
    _ answer: [UInt8], model: some SideInformationModel
  ) throws(EntropyCodingError) -> Outcome {
    guard decodedCount < planes.count else {
      throw .invalid(offset: 0, found: "an answer", expected: "none, for nothing was asked")
    }
    let start = self
    do throws(EntropyCodingError) {
      var reader = BitReader(answer)
      let outcome = try planes[decodedCount].receive(&reader)
      try reader.finish()
      return try advance(with: model, from: outcome)
    } catch {
      self = start
      throw error
    }
  }

  private mutating func advance(
    with model: some SideInformationModel, from outcome: PlaneDecoder.Outcome
  ) throws(EntropyCodingError) -> Outcome {
    var outcome = outcome
    while true {
      switch outcome {
      case .asks(let request):
        var encoder = RangeEncoder()
        encoder.encode(plane: decodedCount, count: planes.count)
        if let levels = planes[decodedCount].levels { request.encode(to: &encoder, levels) }
        return .asks(encoder.finish())
      case .decoded(let bits):
        for (index, bit) in bits.enumerated() where bit { symbols[index] |= 1 << decodedCount }
        decodedCount += 1
        guard decodedCount < planes.count else { return .decoded(symbols) }
        outcome = try decodePlane(with: model)
      }
    }
  }

  /// Decodes the next plane, as far as its message goes.
  private mutating func decodePlane(
    with model: some SideInformationModel
  ) throws(EntropyCodingError) -> PlaneDecoder.Outcome {
    let plane = decodedCount
    var ratios: [Float] = []
    ratios.reserveCapacity(states.count)
    for (symbol, state) in zip(symbols, states) {
      ratios.append(model.ratio(plane: plane, lowerBits: symbol, state: state, stage: stage))
    }
    return try planes[plane].decode(
      ratios, information: model.information(states: states, stage: stage)[plane])
  }
}
