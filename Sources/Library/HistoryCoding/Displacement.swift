/// How far each weight of a layer moved between two models that were broadcast: a decayed history of the signs, since
/// every step moved it against their mean.
///
/// The classes are what both ends compute from the same 32-bit floats, with one subtraction and one division each that
/// IEEE 754 rounds alike everywhere.
package struct Displacement: Sendable {
  /// The class of each element, in `0..<classCount`.
  package let classes: [UInt8]
  package let classCount: Int

  /// Classes of equal width from −m to m, m the largest displacement of the layer.
  ///
  /// Up to 32, but no more than one for 32 elements. Where no weight moved, or m is not finite, all are in class 0.
  ///
  /// - Complexity: O(elements of the layer).
  package init(from old: Span<Float>, to new: Span<Float>) {
    let count = new.count
    classCount = max(1, min(32, count / 32))
    let middle = Float(classCount) / 2
    var largest: Float = 0
    for i in 0..<count {
      let moved = abs(new[i] - old[i])
      largest = moved > largest ? moved : largest
    }
    guard largest > 0, largest.isFinite, classCount > 1 else {
      classes = Array(repeating: 0, count: count)
      return
    }
    let top = Float(classCount - 1), m = largest
    classes = [UInt8](unsafeUninitializedCapacity: count) { classes, initializedCount in
      for i in 0..<count {
        let place = ((new[i] - old[i]) / m + 1) * middle
        // A place that is not a number, from infinite weights, is in class 0 too.
        classes[i] = place > 0 ? UInt8(place < top ? place : top) : 0
      }
      initializedCount = count
    }
  }
}
