/// The fast transform by Sylvester's matrices: x ← H x in place, in n log₂ n additions.
///
/// H has the order n = 2ᵐ and at (i, j) the sign of (−1) to the number of ones in the bits of i ∧ j; it is symmetric,
/// and H H = n I. Additions are made in one order whatever the processor, so that the same floats give the same bytes.
public enum WalshHadamardTransform {
  /// Transforms `values`.
  ///
  /// Blocks of 256 elements go through registers once; above that, eight parts at most of a block are combined, and each
  /// is transformed by itself, so that all but the first passes stay in a cache. Sixteen vectors at a distance of 4 KiB and
  /// more would not stay in the first-level cache: they share a set of it, which holds eight or twelve.
  ///
  /// - Precondition: The number of values is a power of 2.
  /// - Complexity: O(n log n).
  public static func transform(_ values: inout MutableSpan<Float>) {
    values.withUnsafeMutableBufferPointer { buffer in
      precondition(buffer.count > 0 && buffer.count.nonzeroBitCount == 1, "\(buffer.count) is no power of 2")
      if let start = buffer.baseAddress { transform(start, count: buffer.count) }
    }
  }

  /// Transforms each of the runs of `length` elements that `values` holds end to end.
  ///
  /// - Precondition: `length` is a power of 2 that divides the number of values.
  /// - Complexity: O(n log `length`).
  public static func transform(_ values: inout MutableSpan<Float>, runsOf length: Int) {
    precondition(length > 0 && length.nonzeroBitCount == 1 && values.count.isMultiple(of: length), "runs of \(length)")
    values.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      for offset in stride(from: 0, to: buffer.count, by: length) { transform(start + offset, count: length) }
    }
  }

  private static func transform(_ values: UnsafeMutablePointer<Float>, count: Int) {
    switch count {
    case ..<WalshRun.length: transformFew(values, count: count)
    case 32: transform(run: values, WalshRun.self)
    case 64: transform(run: values, WalshPair<WalshRun>.self)
    case 128: transform(run: values, WalshPair<WalshPair<WalshRun>>.self)
    case 256: transform(run: values, WalshPair<WalshPair<WalshPair<WalshRun>>>.self)
    default:
      // Passes of at most three levels, as even as can be.
      let levels = count.trailingZeroBitCount - 8, passes = (levels + 2) / 3,
        part = count >> ((levels + passes - 1) / passes)
      combine(values, count: count, part: part)
      for start in stride(from: 0, to: count, by: part) { transform(values + start, count: part) }
    }
  }

  /// Transforms a run that fills a block.
  @inline(__always)
  private static func transform<Block: WalshBlock>(run values: UnsafeMutablePointer<Float>, _: Block.Type) {
    var block = Block(values, stride: WalshRun.length)
    block.transform()
    block.store(values, stride: WalshRun.length)
  }

  /// Combines parts, element by element.
  private static func combine(_ values: UnsafeMutablePointer<Float>, count: Int, part: Int) {
    switch count / part {
    case 2: combine(values, part: part, WalshPair<WalshVector>.self)
    case 4: combine(values, part: part, WalshPair<WalshPair<WalshVector>>.self)
    default: combine(values, part: part, WalshPair<WalshPair<WalshPair<WalshVector>>>.self)
    }
  }

  @inline(__always)
  private static func combine<Block: WalshBlock>(_ values: UnsafeMutablePointer<Float>, part: Int, _: Block.Type) {
    for start in stride(from: 0, to: part, by: 16) {
      var block = Block(values + start, stride: part)
      block.transform()
      block.store(values + start, stride: part)
    }
  }

  /// Transforms fewer than 32 elements.
  private static func transformFew(_ values: UnsafeMutablePointer<Float>, count: Int) {
    var distance = 1
    while distance < count {
      for index in 0..<count where index & distance == 0 {
        let (first, second) = (values[index], values[index + distance])
        (values[index], values[index + distance]) = (first + second, first - second)
      }
      distance *= 2
    }
  }
}
