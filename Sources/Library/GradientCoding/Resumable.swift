/// A half, or a part of one, that keeps something from round to round which can be stored between rounds.
public protocol Resumable {
  /// What it keeps.
  associatedtype Memory: Codable & Sendable
  /// What it keeps; a fresh half that is given it goes on, bit by bit, as the one it was taken from.
  var memory: Memory { get set }
}

/// A half that keeps nothing from round to round, so that a fresh one can go on at any round.
public protocol MemorylessHalf: Resumable where Memory == NoMemory {}

/// What such a half keeps.
public struct NoMemory: Codable, Sendable, Equatable {
  public init() {}
}

extension MemorylessHalf {
  /// Nothing.
  public var memory: NoMemory {
    get { NoMemory() }
    set {}
  }
}

/// A codec whose halves can be stored between rounds.
public protocol ResumableCodec: GradientCodec where Worker: Resumable, Server: Resumable {}

extension SignCodec.Worker: Resumable where Coding.Encoder: Resumable {
  /// What the encoder keeps.
  public var memory: Coding.Encoder.Memory {
    get { encoder.memory }
    set { encoder.memory = newValue }
  }
}

extension SignCodec.Server: Resumable where Coding.Decoder: Resumable {
  /// What the decoder keeps; an open round is not part of it.
  public var memory: Coding.Decoder.Memory {
    get { decoder.memory }
    set { decoder.memory = newValue }
  }
}

extension SignCodec: ResumableCodec where Coding.Encoder: Resumable, Coding.Decoder: Resumable {}
