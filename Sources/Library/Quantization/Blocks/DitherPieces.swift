import Randomness

/// The dither of a block, uniform on [−½, ½), a piece that stays in the first-level cache at a time.
struct DitherPieces {
  /// The number of elements of a piece.
  static let pieceCount = 2_048
  private let count: Int, first: Int, generator: Philox

  /// Creates the pieces of `count` elements of the stream of `generator` from element `first` on.
  init(count: Int, startingAt first: Int, of generator: Philox) {
    self.count = count
    self.first = first
    self.generator = generator
  }

  /// Calls `body` with the range of each piece among the elements, in order, and its dither.
  @inline(__always)
  func forEach(_ body: (Range<Int>, Span<Float>) -> Void) {
    var dither = [Float](repeating: 0, count: min(Self.pieceCount, count))
    for start in stride(from: 0, to: count, by: Self.pieceCount) {
      var span = dither.mutableSpan
      UniformDither(step: 1).fill(&span, startingAt: first + start, of: generator)
      body(start..<min(start + Self.pieceCount, count), dither.span)
    }
  }
}
