import EntropyCoding

/// How indirect quantization rounds the two signals of a layer (THESIS, Section 3.3).
///
/// Levels lie in `1...64`, extents in `1...32`.
public enum IndirectMethod: Sendable, Codable, Hashable {
  /// Each signal by the Lloyd-Max quantizer of its own (THESIS, Lemma 3), without regard to the product.
  case naive(inputLevels: Int, deltaLevels: Int)
  /// The cells of ``naive(inputLevels:deltaLevels:)``, with the points that make the error of the product least (THESIS,
  /// Algorithm 1). `biasWeight` is λ of Equation (3.6) times the number of elements of the kernel.
  case leastError(inputLevels: Int, deltaLevels: Int, iterations: Int = 1, biasWeight: Double = 1)
  /// Equal cells moved by a dither that the server draws too (THESIS, Equation (3.8)): 2K + 1 levels for an extent K.
  case dithered(inputExtent: Int, deltaExtent: Int)

  /// The formats of both signals.
  func formats(codesZeros: Bool) -> (input: SignalFormat, delta: SignalFormat) {
    switch self {
    case .naive(let input, let delta), .leastError(let input, let delta, _, _):
      (
        SignalFormat(kind: .points(input), codesZeros: codesZeros),
        SignalFormat(kind: .points(delta), codesZeros: codesZeros)
      )
    case .dithered(let input, let delta):
      (
        SignalFormat(kind: .dithered(input), codesZeros: codesZeros),
        SignalFormat(kind: .dithered(delta), codesZeros: codesZeros)
      )
    }
  }

  /// Refuses numbers outside their ranges.
  func check() {
    switch self {
    case .naive(let input, let delta):
      precondition(1...64 ~= input && 1...64 ~= delta, "\(input) and \(delta) levels, expected 1 to 64")
    case .leastError(let input, let delta, let iterations, let biasWeight):
      precondition(1...64 ~= input && 1...64 ~= delta, "\(input) and \(delta) levels, expected 1 to 64")
      precondition(iterations >= 0 && biasWeight >= 0 && biasWeight.isFinite, "negative iterations or weight")
    case .dithered(let input, let delta):
      precondition(1...32 ~= input && 1...32 ~= delta, "extents \(input) and \(delta), expected 1 to 32")
    }
  }
}

/// The symbols of one signal.
///
/// Where zeros are coded apart, symbol 0 is an exact zero, and the levels follow from symbol 1 on.
public struct SignalFormat: Sendable, Equatable {
  /// What the levels are.
  public enum Kind: Sendable, Equatable {
    /// So many points, sent as 32-bit floats.
    case points(Int)
    /// Multiples −K...K of a step less the dither; the step is sent as a 32-bit float.
    case dithered(Int)
  }

  /// What the levels are.
  public let kind: Kind
  /// Whether exact zeros have a symbol of their own.
  public let codesZeros: Bool

  /// The number of levels without that of exact zeros.
  public var levelCount: Int {
    switch kind {
    case .points(let count): count
    case .dithered(let extent): 2 * extent + 1
    }
  }

  /// The symbol of the first level.
  var firstLevel: Int { codesZeros ? 1 : 0 }

  /// The number of symbols.
  public var alphabetSize: Int { levelCount + firstLevel }

  /// The number of 32-bit floats that are sent along.
  var parameterCount: Int {
    switch kind {
    case .points(let count): count
    case .dithered: 1
    }
  }

  /// The bits of so many symbols in words of 32 bits, of which each holds as many whole symbols as it can, and of the
  /// parameters.
  func rawBits(symbolCount: Int) -> Int {
    32 * (WordPacking(alphabetSize: alphabetSize).wordCount(of: symbolCount) + parameterCount)
  }
}
