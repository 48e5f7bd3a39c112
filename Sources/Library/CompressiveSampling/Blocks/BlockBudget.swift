/// The bits of a block's measurements at a compression gain.
struct BlockBudget: Sendable {
  /// Bits of 32-bit floats over bits of what is sent.
  let gain: Double
  /// Whether the 32 bits of a block's own float are part of what the gain allows.
  let countsSteps: Bool

  /// The bits of an element, those of blocks' floats included.
  var rate: Double { 32 / gain }

  /// The bits of a block's measurements.
  func bits(_ length: Int) -> Double { 32 * Double(length) / gain - (countsSteps ? 32 : 0) }

  /// The most measurements of so many bits each, at most one for each element; one where there is room for none.
  ///
  /// A gain that is met exactly is not missed by a rounding.
  func measurementCount(_ length: Int, bits each: Double) -> Int {
    Int(max(1, min(bits(length) / each * (1 + 1e-12), Double(length))))
  }
}
