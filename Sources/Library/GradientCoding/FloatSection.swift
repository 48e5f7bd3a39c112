/// Floats inside a message: bit patterns of 32 bits, least significant byte first, from `start` to the end.
struct FloatSection: Sendable {
  let message: [UInt8]
  let start: Int

  /// The weighted mean of the `count` floats of each section, as ``IdentityCodec`` defines it.
  ///
  /// Goes by blocks of 16 KiB, so that the sums stay in the first-level cache and every message is read once.
  static func mean(of sections: [FloatSection], weights: [Float], count: Int) -> [Float] {
    let blockLength = 4096
    let total = weights.reduce(0, +)
    var mean: [Float] = []
    mean.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: blockLength) {
      let block = start..<min(start + blockLength, count)
      var sum = [Float](repeating: 0, count: block.count)
      sections[0].copy(block, to: &sum)
      if sections.count > 1 {
        for i in sum.indices { sum[i] *= weights[0] }
        for (section, weight) in zip(sections, weights).dropFirst() { section.add(block, times: weight, to: &sum) }
        for i in sum.indices { sum[i] /= total }
      }
      mean += sum
    }
    return mean
  }

  /// Copies the floats of a block.
  private func copy(_ block: Range<Int>, to values: inout [Float]) {
    var values = values.mutableSpan
    let bytes = message.span.bytes.extracting(place(of: block))
    for i in values.indices { values[i] = Self.float(at: i, in: bytes) }
  }

  /// Adds the floats of a block, each times `weight`.
  private func add(_ block: Range<Int>, times weight: Float, to sum: inout [Float]) {
    var sum = sum.mutableSpan
    let bytes = message.span.bytes.extracting(place(of: block))
    for i in sum.indices { sum[i] += weight * Self.float(at: i, in: bytes) }
  }

  /// Where the floats of a block are in the message.
  private func place(of block: Range<Int>) -> Range<Int> {
    start + 4 * block.lowerBound..<start + 4 * block.upperBound
  }

  /// One float, at four times `index`; the loops above, over as many floats as `bytes` holds, keep it inside.
  private static func float(at index: Int, in bytes: RawSpan) -> Float {
    assert(4 * index + 4 <= bytes.byteCount)
    let word = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 4 * index, as: UInt32.self)
    return Float(bitPattern: UInt32(littleEndian: word))
  }
}
