extension CompressiveLayers {
  /// The power of 2 for which long layers have the least γ at a gain that counts the blocks' steps.
  ///
  /// Steps are 32 bits a block, which short blocks pay dearly for and which gains beyond the block's length do not allow; the
  /// logarithm in γ of ``QCSBound`` grows with the length.
  ///
  /// - Complexity: O(2¹⁵), the greatest length.
  /// - Throws: ``CompressiveSamplingError/unreachableGain(_:expected:)`` where no length has the gain.
  public static func blockLength(gain: Double) throws(CompressiveSamplingError) -> Int {
    var best: (length: Int, factor: Double)?
    let budget = BlockBudget(gain: gain, countsSteps: true)
    for length in (0...15).map({ 1 << $0 }) {
      let bits = budget.bits(length)
      guard bits >= SamplingLevels.symmetric(1).bits else { continue }
      let factor = try QCSBound.least(length: length, gain: 32 * Double(length) / bits).varianceFactor
      if factor < best?.factor ?? .infinity { best = (length, factor) }
    }
    guard let best else { throw .unreachableGain(gain, expected: "one measurement and a step in a block") }
    return best.length
  }
}
