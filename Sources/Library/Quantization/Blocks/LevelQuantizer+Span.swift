import Randomness

extension LevelQuantizer {
  /// Writes the levels of a block.
  ///
  /// - Parameters:
  ///   - values: The block, or a slice of it.
  ///   - step: κ, from ``step(of:)`` of the whole block.
  ///   - rng: The generator at the start of the stream of the dither.
  ///   - first: The element of the dither that belongs to the first value.
  ///   - levels: As many as values.
  /// - Precondition: The values are finite; the step is one that ``step(of:)`` gave.
  /// - Complexity: O(*count*), whatever `first` is.
  public func encode(
    _ values: Span<Float>, step: Float, dither rng: Philox, startingAt first: Int = 0,
    into levels: inout MutableSpan<Int8>
  ) {
    precondition(values.count == levels.count, "a level for each value")
    let (inverse, greatest) = (step > 0 ? 1 / step : 0, Float(extent))
    DitherPieces(count: values.count, startingAt: first, of: rng).forEach { piece, dither in
      for index in piece {
        let u = dither[unchecked: index &- piece.lowerBound]
        let nearest = (values[unchecked: index] * inverse + (u + 0.5)).rounded(.down)
        let upper = nearest < greatest ? nearest : greatest
        levels[unchecked: index] = lowByte(of: upper > -greatest ? upper : -greatest)
      }
    }
  }

  /// Writes what the server reads for the levels of a block: κ(q − u), or κq where it does not subtract the dither.
  ///
  /// Any slice of a block is had from its own levels and the place of its first element.
  ///
  /// - Throws: ``QuantizationError/invalidCode`` if a level lies beyond ±M, ``QuantizationError/invalidScale(_:expected:)``
  ///   unless the step is finite and not negative; the values are then without meaning.
  /// - Complexity: O(*count*), whatever `first` is.
  public func decode(
    _ levels: Span<Int8>, step: Float, dither rng: Philox, startingAt first: Int = 0,
    into values: inout MutableSpan<Float>
  ) throws(QuantizationError) {
    precondition(values.count == levels.count, "a value for each level")
    guard step >= 0, step.isFinite else {
      throw .invalidScale(Double(step), expected: "a step that is finite and not negative")
    }
    var greatest: UInt8 = 0
    for index in levels.indices { greatest = max(greatest, levels[unchecked: index].magnitude) }
    guard Int(greatest) <= extent else { throw .invalidCode }
    guard subtractsDither else {
      for index in levels.indices { values[unchecked: index] = step * Float(levels[unchecked: index]) }
      return
    }
    DitherPieces(count: values.count, startingAt: first, of: rng).forEach { piece, dither in
      for index in piece {
        let u = dither[unchecked: index &- piece.lowerBound]
        values[unchecked: index] = step * (Float(levels[unchecked: index]) - u)
      }
    }
  }
}

/// An integer from −128 to 127 that is held in a Float.
@inline(__always)
func lowByte(of integer: Float) -> Int8 {
  // The sum's last bits are the integer in two's complement; unlike a conversion it needs no check.
  Int8(truncatingIfNeeded: (integer + 0x1.8p23).bitPattern)
}
