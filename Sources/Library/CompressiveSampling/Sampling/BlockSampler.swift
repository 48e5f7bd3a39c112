public import Quantization
import Randomness

/// Quantized compressive sampling of one block (THESIS, Algorithm 2).
///
/// The measurements v = T g are quantized with a subtractive dither u, uniform on [−½, ½), and the step ϱ = ‖v‖∞/Q:
///
///     q = ⌊v/ϱ + u⌉,   v̂ = ϱ (q − u),   ĝ = α Tᵀ v̂
///
/// with α = 1 for the unbiased estimator and α = 1/(γ + 1) for that of least mean squared error, γ being the bound of
/// THESIS, Theorem 7. One bit is q = ±½ with ϱ = 2‖v‖∞. A single measurement is sent exactly, v̂ = ϱ q = v, as the
/// proof of the theorem has it: nothing is subtracted.
///
/// > Note: THESIS prints ⌊·⌋ in Equation (4.4), with which the error would not be centred as it states; ⌊·⌉ is the
/// > nearest integer.
public struct BlockSampler: BlockCompressor {
  /// How g is read off v̂.
  public enum Estimator: Sendable, Equatable {
    /// Without bias, E‖ĝ − g‖² ≤ γ‖g‖² (Theorem 7).
    case unbiased
    /// With E‖ĝ − g‖² ≤ γ/(γ + 1) ‖g‖² (Lemma 8).
    case leastError
  }

  /// T.
  public private(set) var matrix: MixingMatrix
  /// The levels of q.
  public let levels: SamplingLevels
  /// How g is read.
  public let estimator: Estimator
  private let quantizer: LevelQuantizer?

  /// Creates the sampler.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless Q lies in 1...127.
  public init(
    _ matrix: MixingMatrix, levels: SamplingLevels, estimator: Estimator = .unbiased
  ) throws(CompressiveSamplingError) {
    self.matrix = matrix
    self.levels = levels
    self.estimator = estimator
    guard case .symmetric(let extent) = levels else {
      quantizer = nil
      return
    }
    do {
      quantizer = try matrix.measurementCount > 1 ? .dithered(extent: extent) : .halfDithered(extent: extent)
    } catch {
      throw .invalidCount(extent, quantity: "levels on a side", expected: "1...127")
    }
  }

  /// The same sampler with k rows that are drawn.
  public func drawingRows(using rng: inout some RandomNumberGenerator) -> BlockSampler {
    var sampler = self
    sampler.matrix = matrix.drawingRows(using: &rng)
    return sampler
  }

  /// 2Q + 1, or 2 for one bit; q + Q is the index of a level.
  public var levelCount: Int { levels.count }

  /// γ, the bound of THESIS, Theorem 7.
  public var varianceFactor: Double {
    levels.varianceFactor(order: matrix.order, measurementCount: matrix.measurementCount)
  }

  /// α.
  public var scale: Double { estimator == .unbiased ? 1 : 1 / (varianceFactor + 1) }

  /// Samples a block of at most n elements, the others being 0.
  ///
  /// - Throws: `QuantizationError` where a measurement is no finite number.
  /// - Complexity: that of the product with T.
  public func sample(_ block: Span<Float>, at place: BlockPlace) throws(QuantizationError) -> BlockSamples {
    var measurements = [Float](repeating: 0, count: matrix.measurementCount)
    var v = measurements.mutableSpan
    matrix.measure(block, signs: place.signs, startingAt: place.firstSign, into: &v)
    guard let quantizer else {
      let step = try OneBitDither.step(of: v.span)
      let signs = OneBitDither.encode(v.span, step: step, dither: place.dither, startingAt: place.firstDither)
      return BlockSamples(step: step, symbols: signs.bits)
    }
    let step = try quantizer.step(of: v.span)
    let count = matrix.measurementCount
    var levels = [Int8](repeating: 0, count: count), symbols = [UInt8](repeating: 0, count: count)
    var q = levels.mutableSpan
    quantizer.encode(v.span, step: step, dither: place.dither, startingAt: place.firstDither, into: &q)
    var span = symbols.mutableSpan
    let extent = UInt8(quantizer.extent)
    for index in span.indices { span[unchecked: index] = UInt8(bitPattern: q[unchecked: index]) &+ extent }
    return BlockSamples(step: step, symbols: symbols)
  }

  /// Writes ĝ, or as many of its first elements as `block` has.
  ///
  /// - Precondition: There is a symbol of the levels for each measurement, and the step is finite and not negative.
  /// - Complexity: that of the product with Tᵀ.
  public func reconstruct(
    _ symbols: Span<UInt8>, step: Float, at place: BlockPlace, into block: inout MutableSpan<Float>
  ) {
    precondition(symbols.count == matrix.measurementCount, "\(symbols.count) symbols")
    var measurements = [Float](repeating: 0, count: symbols.count)
    var v = measurements.mutableSpan
    dequantize(symbols, step: step, at: place, into: &v)
    matrix.reconstruct(
      v.span, scale: Float(scale), signs: place.signs, startingAt: place.firstSign, into: &block)
  }

  /// Writes v̂.
  func dequantize(_ symbols: Span<UInt8>, step: Float, at place: BlockPlace, into v: inout MutableSpan<Float>) {
    do throws(QuantizationError) {
      if let quantizer {
        var levels = [Int8](repeating: 0, count: symbols.count)
        var q = levels.mutableSpan
        let extent = UInt8(quantizer.extent)
        for index in q.indices { q[unchecked: index] = Int8(bitPattern: symbols[unchecked: index] &- extent) }
        try quantizer.decode(q.span, step: step, dither: place.dither, startingAt: place.firstDither, into: &v)
      } else if symbols.count > 1 {
        try OneBitDither.decode(
          PackedSigns(bits: symbols), step: step, dither: place.dither, startingAt: place.firstDither, into: &v)
      } else {
        v[0] = symbols[0] == 0 ? -step / 2 : step / 2
      }
    } catch {
      preconditionFailure("symbols or a step of another sampler: \(error)")
    }
  }
}
