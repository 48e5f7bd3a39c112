public import CompressiveSampling
public import Randomness

/// The linear code of random linear coding, v = A g with A = H R/√m (THESIS, Equation (5.3)).
///
/// A flat gradient of d elements is cut into blocks of n, the last one filled up with zeros, and each block is measured
/// by a `MixingMatrix` of its own signs, k rows of the Hadamard matrix of order n. A node multiplies by the same matrix
/// as all others in a round, which is all that makes sums on air possible (THESIS, Lemma 12).
///
/// k is even, so that a block fills whole complex symbols, and m = k ⌈d/n⌉ is the number of real dimensions. What
/// (d/m − 1)‖g‖² is for one block is (n/k − 1)‖g‖² for many, the blocks' errors being added.
public struct RandomLinearEncoder: Sendable {
  /// The number of elements, d.
  public let elementCount: Int
  /// The matrix of a block but for its signs.
  public let matrix: MixingMatrix

  /// Creates the code with k = n/`gain`, rounded to an even number.
  ///
  /// - Parameters:
  ///   - gain: Elements for each measurement, in 1...n/2.
  ///   - blockLength: n, a power of 2 from 2 on, nil for one block; blocks are not longer than one that holds all.
  /// - Throws: ``ChannelError/invalidParameter(_:quantity:expected:)``.
  public init(elementCount: Int, gain: Double, blockLength: Int? = 4_096) throws(ChannelError) {
    try ChannelError.check(Double(elementCount), "number of elements", "1...2³⁰") { 1...0x1p30 ~= $0 }
    let whole = max(2, 1 << (Int.bitWidth - (elementCount - 1).leadingZeroBitCount))
    let n = min(blockLength ?? whole, whole)
    try ChannelError.check(Double(n), "block length", "a power of 2 from 2 on") { _ in n > 1 && n & (n - 1) == 0 }
    try ChannelError.check(gain, "gain", "1...\(n / 2)") { 1...Double(n / 2) ~= $0 }
    let k = 2 * Int((Double(n) / (2 * gain)).rounded())
    do {
      matrix = try MixingMatrix(order: n, measurementCount: k)
    } catch {
      throw .invalidParameter(Double(n), quantity: "block length", expected: "\(error)")
    }
    self.elementCount = elementCount
  }

  /// The length of a block, n.
  public var blockLength: Int { matrix.order }
  /// The number of blocks, ⌈d/n⌉.
  public var blockCount: Int { (elementCount + blockLength - 1) / blockLength }
  /// The measurements of a block, k.
  public var blockMeasurementCount: Int { matrix.measurementCount }
  /// The measurements of a gradient, m, as many as real dimensions are used.
  public var measurementCount: Int { blockCount * blockMeasurementCount }
  /// The complex symbols that carry them, m/2.
  public var symbolCount: Int { measurementCount / 2 }

  /// The code of a round, with signs from the stream "linear code".
  ///
  /// - Complexity: O(d).
  public func code(round: Int, streams: Streams) -> RandomLinearCode {
    var rng = streams.generator("linear code", round: round)
    return RandomLinearCode(
      encoder: self, signs: Rademacher().values(count: blockCount * blockLength, using: &rng))
  }
}

/// The matrix A of one round.
public struct RandomLinearCode: Sendable {
  /// What the matrix is but for its signs.
  public let encoder: RandomLinearEncoder
  /// r, of all blocks end to end.
  let signs: [Float]

  /// `scale` · A g, of m measurements, block after block.
  ///
  /// - Precondition: There are d values.
  /// - Complexity: O(d log n).
  public func measure(_ values: [Float], scale: Float = 1) -> [Float] {
    precondition(values.count == encoder.elementCount, "\(values.count) values for a code of \(encoder.elementCount)")
    let n = encoder.blockLength, k = encoder.blockMeasurementCount
    var result = [Float](repeating: 0, count: encoder.measurementCount), part = [Float](repeating: 0, count: k)
    var measurements = result.mutableSpan, v = part.mutableSpan
    let values = values.span, signs = self.signs.span
    for block in 0..<encoder.blockCount {
      let range = block * n..<min((block + 1) * n, values.count)
      encoder.matrix.measure(values.extracting(range), signs: signs.extracting(block * n..<(block + 1) * n), into: &v)
      for index in 0..<k { measurements[unchecked: block &* k &+ index] = scale * v[unchecked: index] }
    }
    return result
  }

  /// `scale` · Aᵀ v, of d elements.
  ///
  /// - Precondition: There are m measurements.
  /// - Complexity: O(d log n).
  public func reconstruct(_ measurements: [Float], scale: Float = 1) -> [Float] {
    precondition(measurements.count == encoder.measurementCount, "\(measurements.count) measurements")
    let n = encoder.blockLength, k = encoder.blockMeasurementCount, count = encoder.elementCount
    var result = [Float](repeating: 0, count: count), part = [Float](repeating: 0, count: n)
    var values = result.mutableSpan, g = part.mutableSpan
    let measurements = measurements.span, signs = self.signs.span
    for block in 0..<encoder.blockCount {
      encoder.matrix.reconstruct(
        measurements.extracting(block * k..<(block + 1) * k), scale: scale,
        signs: signs.extracting(block * n..<(block + 1) * n), into: &g)
      for index in 0..<min(n, count - block * n) { values[unchecked: block &* n &+ index] = g[unchecked: index] }
    }
    return result
  }
}
