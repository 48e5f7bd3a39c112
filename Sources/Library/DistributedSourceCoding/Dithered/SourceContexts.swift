/// The context of each element of a layer: its class of scale, and that of the magnitude of its dither.
///
/// A level is not zero where x/κ + u is beyond ½, so that what is expected of it depends on how far u is from ±½: |u|
/// is the context that tells most. Folded with the sign of u, levels of elements of either sign are alike: a folded
/// level is q where u ≥ 0 and −q elsewhere, mostly 0 or 1.
struct SourceContexts: Sendable {
  /// Contexts are below this number: 16 classes of scale, and 16 of dither in each.
  static let count = 256
  /// [elements], 16 · scale + dither.
  let values: [UInt8]
  /// u, [elements].
  let dither: [Float]
  /// Whether levels are folded.
  private let tellsDither: Bool

  /// The contexts of a layer; of one class of dither where `tellsDither` is false, of one of scale where nothing is
  /// known of it.
  init(dither: [Float], scales: [UInt8]?, tellsDither: Bool) {
    self.dither = dither
    self.tellsDither = tellsDither
    let count = dither.count
    let classCount: Float = !tellsDither ? 1 : count < ScaleClasses.leastElementCount ? 4 : 16
    values = [UInt8](unsafeUninitializedCapacity: count) { values, initializedCount in
      for index in 0..<count {
        values[index] = UInt8(min(abs(dither[index]) * 2 * classCount, classCount - 1))
      }
      if let scales { for index in 0..<count { values[index] |= scales[index] << 4 } }
      initializedCount = count
    }
  }

  /// Folded levels of levels, or levels of folded ones.
  ///
  /// - Complexity: O(elements).
  func folded(_ levels: [Int8]) -> [Int8] {
    guard tellsDither else { return levels }
    var result = levels
    for index in result.indices where dither[index] < 0 { result[index] = -levels[index] }
    return result
  }
}
