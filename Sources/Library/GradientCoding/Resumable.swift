/// A half, or a part of one, that keeps something from round to round which can be stored between rounds.
public protocol Resumable {
  /// What it keeps.
  associatedtype Memory: Codable & Sendable
  /// What it keeps; an open round is not part of it.
  var memory: Memory { get }
  /// Goes on, bit by bit, as the half of the same codec and layout that the memory was taken from.
  ///
  /// - Throws: `DecodingError` for a memory of other sizes; the half is then as it was.
  mutating func restore(_ memory: Memory) throws(DecodingError)
}

/// A half that keeps nothing from round to round, so that a fresh one can go on at any round.
public protocol MemorylessHalf: Resumable where Memory == NoMemory {}

/// What such a half keeps.
public struct NoMemory: Codable, Sendable, Equatable {
  public init() {}
}

extension MemorylessHalf {
  /// Nothing.
  public var memory: NoMemory { NoMemory() }
  public mutating func restore(_ memory: NoMemory) {}
}

/// A codec whose halves can be stored between rounds.
public protocol ResumableCodec: GradientCodec where Worker: Resumable, Server: Resumable {}

extension SignCodec.Worker: Resumable where Coding.Encoder: Resumable {
  /// What the encoder keeps.
  public var memory: Coding.Encoder.Memory { encoder.memory }
  public mutating func restore(_ memory: Coding.Encoder.Memory) throws(DecodingError) { try encoder.restore(memory) }
}

extension SignCodec.Server: Resumable where Coding.Decoder: Resumable {
  /// What the decoder keeps.
  public var memory: Coding.Decoder.Memory { decoder.memory }
  public mutating func restore(_ memory: Coding.Decoder.Memory) throws(DecodingError) { try decoder.restore(memory) }
}

extension SignCodec: ResumableCodec where Coding.Encoder: Resumable, Coding.Decoder: Resumable {}
