import Randomness

/// One-bit quantization of whole blocks with subtractive dither (THESIS, Equations (A.1) and (A.2)).
///
/// With the step ϱ = 2 max |x| of a block and uᵢ uniform on [−½, ½) from a named stream, qᵢ = ½ if xᵢ/ϱ + uᵢ ≥ 0, else −½, and
/// the server, which draws the same uᵢ, reads ϱ(qᵢ − uᵢ): its error is uniform on (−ϱ/2, ϱ/2) whatever x is. It is
/// ``OneBitDitheredQuantizer`` in single precision.
///
/// > Note: The thesis has q = ±1, with which E[q − u] = 2x; ±½ makes its Equation (A.3) true.
public enum OneBitDither {
  /// The step ϱ of a block; 0, for which the server reads zeros, where it would be below the least normal number.
  ///
  /// - Throws: ``QuantizationError/notANumber`` or, unless 2 max |x| is finite,
  ///   ``QuantizationError/invalidScale(_:expected:)``.
  /// - Complexity: O(*count*).
  public static func step(of values: Span<Float>) throws(QuantizationError) -> Float {
    let step = 2 * (try greatestMagnitude(of: values))
    guard step.isFinite else { throw .invalidScale(.infinity, expected: "a step in the range of Float") }
    return step < .leastNormalMagnitude ? 0 : step
  }

  /// The signs of xᵢ/ϱ + uᵢ, with element `first` of the dither for the first value.
  ///
  /// - Precondition: The values are finite; the step is that of a block that holds them.
  /// - Complexity: O(*count*), whatever `first` is.
  public static func encode(
    _ values: Span<Float>, step: Float, dither rng: Philox, startingAt first: Int = 0
  ) -> PackedSigns {
    var signs = PackedSigns(count: values.count)
    let inverse = step > 0 ? 1 / step : 0
    var words = signs.words.mutableSpan
    DitherPieces(count: values.count, startingAt: first, of: rng).forEach { piece, dither in
      PackedSigns.pack(piece, into: &words) { index in
        values[unchecked: index] * inverse + dither[unchecked: index &- piece.lowerBound] >= 0
      }
    }
    return signs
  }

  /// Writes ϱ(qᵢ − uᵢ).
  ///
  /// - Throws: ``QuantizationError/invalidScale(_:expected:)`` unless the step is finite and not negative.
  /// - Complexity: O(*count*), whatever `first` is.
  public static func decode(
    _ signs: PackedSigns, step: Float, dither rng: Philox, startingAt first: Int = 0,
    into values: inout MutableSpan<Float>
  ) throws(QuantizationError) {
    precondition(values.count == signs.count, "a value for each sign")
    guard step >= 0, step.isFinite else {
      throw .invalidScale(Double(step), expected: "a step that is finite and not negative")
    }
    DitherPieces(count: values.count, startingAt: first, of: rng).forEach { piece, dither in
      signs.decode(piece, negative: -0.5, positive: 0.5, into: &values)
      for index in piece {
        values[unchecked: index] = step * (values[unchecked: index] - dither[unchecked: index &- piece.lowerBound])
      }
    }
  }
}
