import Randomness

/// Nested quantization of whole blocks: ``NestedQuantizer`` in single precision, with a dither from a named stream.
///
/// In fine steps, with k = Δ₂/Δ₁ = `ratio` and uᵢ uniform on [−½, ½), the index of THESIS, Equation (2.6), is
///
///     ⌊xᵢ/Δ₁ + uᵢ⌉ + ⌊k/2⌋ mod k,   in 0..<k
///
/// and the server, with side information yᵢ and the same uᵢ, reads x̂ᵢ by Equation (2.7). It is within Δ₁/2 of xᵢ where
/// |xᵢ − yᵢ| < (Δ₂ − Δ₁)/2; single precision adds errors of |x| 2⁻²³.
public struct NestedBlocks: Sendable, Equatable {
  /// The number k of fine cells in a coarse one.
  public let ratio: Int

  /// The greatest |x| in fine steps, beyond which single precision does not tell fine cells apart well.
  static let greatestQuotient: Float = 0x1p20

  /// Creates the quantizer with Δ₂ = `ratio` · Δ₁.
  ///
  /// - Throws: ``QuantizationError/invalidLevelCount(_:expected:)`` unless k lies in `2...256`.
  public init(ratio: Int) throws(QuantizationError) {
    guard 2...256 ~= ratio else { throw .invalidLevelCount(ratio, expected: "2 to 256 fine cells") }
    self.ratio = ratio
  }

  /// Writes the indices of a block, with element `first` of the dither for the first value.
  ///
  /// - Throws: ``QuantizationError/notANumber``, or ``QuantizationError/invalidScale(_:expected:)`` unless Δ₁ = `fineStep` is a
  ///   normal positive number and max |x| at most 2²⁰ Δ₁.
  /// - Complexity: O(*count*), whatever `first` is.
  public func encode(
    _ values: Span<Float>, fineStep: Float, dither rng: Philox, startingAt first: Int = 0,
    into indices: inout MutableSpan<UInt8>
  ) throws(QuantizationError) {
    precondition(values.count == indices.count, "an index for each value")
    let inverse = 1 / (try checked(fineStep))
    guard try greatestMagnitude(of: values) <= fineStep * Self.greatestQuotient else {
      throw .invalidScale(Double(fineStep), expected: "a fine step of 2^-20 of the greatest magnitude at least")
    }
    let (k, half, perCoarse) = (Float(ratio), Float(ratio / 2), 1 / Float(ratio))
    DitherPieces(count: values.count, startingAt: first, of: rng).forEach { piece, dither in
      for index in piece {
        let u = dither[unchecked: index &- piece.lowerBound]
        let cell = (values[unchecked: index] * inverse + (u + 0.5)).rounded(.down) + half
        // Half a cell in, so that the rounding of the product does not matter.
        let place = cell - k * ((cell + 0.5) * perCoarse).rounded(.down)
        indices[unchecked: index] = UInt8(bitPattern: lowByte(of: place))
      }
    }
  }

  /// Writes the estimates x̂ of the numbers that were given these indices, with the side information `side`.
  ///
  /// - Throws: ``QuantizationError/invalidCode`` if an index is not below k, and ``QuantizationError/invalidScale(_:expected:)``
  ///   unless Δ₁ is a normal positive number.
  /// - Complexity: O(*count*), whatever `first` is.
  public func decode(
    _ indices: Span<UInt8>, fineStep: Float, side: Span<Float>, dither rng: Philox, startingAt first: Int = 0,
    into values: inout MutableSpan<Float>
  ) throws(QuantizationError) {
    precondition(values.count == indices.count && side.count == indices.count, "a value for each index")
    let inverse = 1 / (try checked(fineStep))
    var greatest: UInt8 = 0
    for index in indices.indices { greatest = max(greatest, indices[unchecked: index]) }
    guard Int(greatest) < ratio else { throw .invalidCode }
    let (k, half, perCoarse) = (Float(ratio), Float(ratio / 2), 1 / Float(ratio))
    DitherPieces(count: values.count, startingAt: first, of: rng).forEach { piece, dither in
      for index in piece {
        let y = side[unchecked: index] * inverse
        let fine = Float(indices[unchecked: index]) - half - dither[unchecked: index &- piece.lowerBound]
        // y + r − Q₂(r) with r = s − u − y, in fine steps, is s − u − Q₂(r).
        let coarse = ((fine - y) * perCoarse + 0.5).rounded(.down)
        values[unchecked: index] = fineStep * (fine - k * coarse)
      }
    }
  }

  private func checked(_ fineStep: Float) throws(QuantizationError) -> Float {
    guard fineStep.isNormal, fineStep > 0, (1 / fineStep).isFinite else {
      throw .invalidScale(Double(fineStep), expected: "a fine step that is normal and positive")
    }
    return fineStep
  }
}
