import GradientCoding
import IndirectQuantization

/// A way to send gradients in the trainings of THESIS, Chapters 2 and 3.
public enum ThesisScheme: Sendable, Codable, Hashable {
  /// Gradients as 32-bit floats.
  case baseline
  /// Dense layers as their quantized signals (Chapter 3), with exact zeros coded apart or not.
  case indirect(IndirectMethod, codesZeros: Bool = false)

  /// What the thesis calls ISGQ with 1 bit: two levels of either signal, points of least error.
  public static let oneBitIndirect = ThesisScheme.indirect(.leastError(inputLevels: 2, deltaLevels: 2))
  /// The same with 2 bits.
  public static let twoBitIndirect = ThesisScheme.indirect(.leastError(inputLevels: 4, deltaLevels: 4))

  /// How the symbols of direct methods become bytes; signals always go by the range coder.
  public enum Coding: Sendable {
    /// As many symbols as fit in words of 32 bits: fast, for trainings.
    case words
    /// By the adaptive range coder: for the bits of sampled rounds.
    case range
  }

  /// The codec.
  func codec(_ coding: Coding) -> any ResumableCodec {
    switch self {
    case .baseline: IdentityCodec()
    case .indirect(let method, let codesZeros): IndirectCodec(method, codesZeros: codesZeros, direct: IdentityCodec())
    }
  }

  /// The name in tables.
  public var name: String {
    switch self {
    case .baseline: "baseline"
    case .indirect(.naive(let input, let delta), _): "naive ISGQ, \(input) x \(delta) levels"
    case .indirect(.leastError(let input, let delta, _, _), _): "least-error ISGQ, \(input) x \(delta) levels"
    case .indirect(.dithered(let input, let delta), _): "dithered ISGQ, \(2 * input + 1) x \(2 * delta + 1) levels"
    }
  }
}
