import EntropyCoding

/// The elements of a layer of which parity checks tell whether the level is zero: in each class of scale those whose
/// class of dither is a threshold or above.
///
/// In bytes it is 5 bits for each class of scale.
struct ParitySelection: Sendable, Equatable {
  /// Of each class of scale, 0...16.
  let thresholds: [Int]

  /// Whether elements of each context are selected.
  var contexts: [Bool] {
    (0..<SourceContexts.count).map { $0 & 15 >= thresholds[$0 >> 4] }
  }

  /// The elements that are selected, ascending.
  func elements(_ contexts: [UInt8]) -> [Int32] {
    let isSelected = self.contexts
    var elements: [Int32] = []
    elements.reserveCapacity(contexts.count)
    for (index, context) in contexts.enumerated() where isSelected[Int(context)] { elements.append(Int32(index)) }
    return elements
  }

  static let byteCount = (5 * ScaleClasses.count + 7) / 8

  /// The bytes that tell it.
  var bytes: [UInt8] {
    var writer = BitWriter()
    for threshold in thresholds { writer.write(UInt64(threshold), count: 5) }
    return writer.finish()
  }

  init(thresholds: [Int]) {
    self.thresholds = thresholds
  }

  /// Reads a selection.
  ///
  /// - Throws: `EntropyCodingError`, for bytes that tell none.
  init(_ bytes: [UInt8]) throws(EntropyCodingError) {
    var reader = BitReader(bytes), thresholds: [Int] = []
    for _ in 0..<ScaleClasses.count {
      let threshold = Int(try reader.read(5))
      guard threshold <= 16 else { throw .invalid(offset: 0, found: "threshold \(threshold)", expected: "0 to 16") }
      thresholds.append(threshold)
    }
    try reader.finish()
    self.init(thresholds: thresholds)
  }
}
