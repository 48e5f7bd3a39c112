public import GradientCoding

/// A part of a layer that stays in the first-level cache while the workers' numbers are added up.
package struct LayerPiece: Equatable {
  /// The most elements of a piece, unless more are dequantized together.
  static let length = 2_048
  /// The index of the layer.
  package let layer: Int
  /// Its shape.
  package let shape: [Int]
  /// The element of the gradient that the layer begins with.
  package let start: Int
  /// The elements of the piece, counted from the layer's first.
  package let part: Range<Int>

  /// Where the piece is in the gradient.
  package var range: Range<Int> { start + part.lowerBound..<start + part.upperBound }

  /// The pieces of all layers, in order, of whole blocks.
  package static func all(
    of layout: LayerLayout, blockLength: (_ shape: [Int]) -> Int = { _ in 1 }
  ) -> [LayerPiece] {
    byLayer(of: layout, blockLength: blockLength).flatMap(\.self)
  }

  /// The pieces of each layer, in order, of whole blocks with the length that the closure gives for a shape.
  static func byLayer(of layout: LayerLayout, blockLength: (_ shape: [Int]) -> Int = { _ in 1 }) -> [[LayerPiece]] {
    layout.layers.enumerated().map { index, layer in
      let block = blockLength(layer.shape), length = max(1, length / block) * block
      return stride(from: 0, to: layer.range.count, by: length).map { first in
        LayerPiece(
          layer: index, shape: layer.shape, start: layer.range.lowerBound,
          part: first..<min(first + length, layer.range.count))
      }
    }
  }
}

/// The weighted mean of what workers sent of a piece, ((w₀g₀ + w₁g₁) + …)/(w₀ + w₁ + …), added up in the order given; of one
/// worker it is g itself.
package struct PieceMean {
  let piece: LayerPiece
  private var sums: [Float]
  /// Those added last.
  private(set) var numbers: [Float]
  private var weights: [Float] = []

  package init(of piece: LayerPiece) {
    self.piece = piece
    sums = [Float](repeating: -0.0, count: piece.part.count)  // To which a sum adds any number as it is.
    numbers = sums
  }

  /// Adds numbers that the closure writes.
  package mutating func add(
    weight: Float, _ write: (_ values: inout MutableSpan<Float>) -> Void
  ) {
    if weights.count == 1 { scale(by: weights[0]) }
    var values = numbers.mutableSpan
    write(&values)
    let factor = weights.isEmpty ? 1 : weight
    var sums = self.sums.mutableSpan
    for index in sums.indices { sums[unchecked: index] += factor * values[unchecked: index] }
    weights.append(weight)
  }

  /// The mean.
  var values: [Float] {
    guard weights.count > 1 else { return sums }
    let total = weights.reduce(0, +)
    return sums.map { $0 / total }
  }

  /// Writes the mean to its place in the gradient.
  package func write(to estimate: inout [Float]) { estimate.replaceSubrange(piece.range, with: values) }

  private mutating func scale(by weight: Float) {
    for index in sums.indices { sums[index] *= weight }
  }
}
