public import Quantization
public import Randomness

/// A worker's part of a quantizer of the layers of a gradient: a layer becomes symbols and some 32-bit parameters, such as
/// its scale.
///
/// The worker and the server have the same dither, and keep nothing from round to round.
public protocol LayerPartition: Sendable {
  /// The number of symbols, 1 to 256; symbols lie in `0..<alphabetSize`.
  var alphabetSize: Int { get }

  /// How many 32-bit parameters a layer of this shape has.
  func parameterCount(of shape: [Int]) -> Int

  /// The number of neighbours in a layer of this shape that are dequantized together, at least 1: parts begin at its
  /// multiples.
  func blockLength(of shape: [Int]) -> Int

  /// Which symbols of a layer belong to a part of it; those of parts one after the other follow each other.
  func symbolRange(of part: Range<Int>, shape: [Int]) -> Range<Int>

  /// Writes the symbols of a layer, and returns its parameters.
  ///
  /// - Precondition: The values are finite; there are as many symbols as belong to the whole layer.
  /// - Throws: `QuantizationError` for values whose parameters are beyond the range of Float.
  func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float]

  /// Whether parameters that came from elsewhere are ones that ``quantize(_:shape:dither:into:)`` may give.
  func accepts(_ parameters: [Float]) -> Bool
}

/// A quantizer of layers whose symbols the server reads by themselves.
public protocol LayerQuantizer: LayerPartition {
  /// Writes what the server reads for the symbols of a part of a layer.
  ///
  /// - Precondition: The symbols lie in the alphabet, the parameters are accepted ones of the whole layer; the symbols
  ///   are those of the part, and there are as many values as it has elements.
  func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  )
}

extension LayerPartition {
  /// One element by itself.
  public func blockLength(of shape: [Int]) -> Int { 1 }

  /// One symbol for each element.
  public func symbolRange(of part: Range<Int>, shape: [Int]) -> Range<Int> { part }

  /// The symbols of a whole layer.
  func symbolCount(of shape: [Int]) -> Int { symbolRange(of: 0..<shape.reduce(1, *), shape: shape).count }

  /// Whether all are finite.
  public func accepts(_ parameters: [Float]) -> Bool { parameters.allSatisfy(\.isFinite) }
}

/// The dither of a layer: a stream whose name both ends know, and the place of the layer's first element there.
public struct LayerDither: Sendable {
  /// The generator at the start of the stream.
  public let generator: Philox
  /// The element of the stream that belongs to the layer's first value.
  public let start: Int

  /// Creates the dither of a layer that begins at element `start` of the gradient.
  public init(generator: Philox, startingAt start: Int) {
    self.generator = generator
    self.start = start
  }

  /// The dither of a worker's layers in a round, element by element as the gradient.
  package static func generator(_ streams: Streams, worker: Int, round: Int) -> Philox {
    streams.generator("dither", worker: worker, round: round)
  }
}

/// A layer after quantization.
struct LayerSymbols: Sendable, Equatable {
  /// The parameters, as the quantizer has them.
  let parameters: [Float]
  /// The symbols, as the quantizer has them.
  let symbols: [UInt8]
}
