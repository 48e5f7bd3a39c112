public import Quantization
public import Randomness

/// What turns a block of numbers, measured with a random mixing matrix, into symbols and one 32-bit float.
///
/// Both ends have the matrix, and draw the same signs and dither.
public protocol BlockCompressor: Sendable {
  /// T, of k measurements of n elements.
  var matrix: MixingMatrix { get }

  /// The number of symbols that a measurement may become, 1 to 256.
  var levelCount: Int { get }

  /// γ: what is promised or expected of E‖ĝ − g‖²/‖g‖².
  var varianceFactor: Double { get }

  /// The same with k rows that are drawn.
  func drawingRows(using rng: inout some RandomNumberGenerator) -> Self

  /// Samples a block of at most n elements, the others being 0.
  ///
  /// - Throws: `QuantizationError` where a measurement is no finite number.
  func sample(_ block: Span<Float>, at place: BlockPlace) throws(QuantizationError) -> BlockSamples

  /// Writes ĝ, or as many of its first elements as `block` has.
  ///
  /// - Precondition: There is a symbol of the levels for each measurement, and the step is finite and not negative.
  func reconstruct(
    _ symbols: Span<UInt8>, step: Float, at place: BlockPlace, into block: inout MutableSpan<Float>)
}

/// What a worker sends of a block.
public struct BlockSamples: Sendable, Equatable {
  /// What the levels are multiples of, not negative; 0 for a block of zeros.
  public let step: Float
  /// The index of the level of each measurement, from the lowest on.
  public let symbols: [UInt8]

  /// Creates samples.
  public init(step: Float, symbols: [UInt8]) {
    self.step = step
    self.symbols = symbols
  }
}

/// Where a block finds its random numbers in streams whose names both ends know.
public struct BlockPlace: Sendable {
  /// The generator at the start of the stream of the dither.
  public let dither: Philox
  /// The element of the dither that is u₀.
  public let firstDither: Int
  /// The generator at the start of the stream of the signs.
  public let signs: Philox
  /// The element of the signs that is r₀.
  public let firstSign: Int

  /// Creates a place.
  public init(dither: Philox, startingAt firstDither: Int = 0, signs: Philox, startingAt firstSign: Int = 0) {
    self.dither = dither
    self.firstDither = firstDither
    self.signs = signs
    self.firstSign = firstSign
  }
}
