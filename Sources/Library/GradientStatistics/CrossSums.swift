/// Means and central cross sums of blocks of sequences, as they come.
///
/// A block's sequences are loaded one by one, less their means, and then added.
struct CrossSums {
  /// The most values of each sequence in a block; ten sequences take 40 KiB.
  static let blockCount = 512

  /// The number of values that were added of each sequence.
  private(set) var count = 0
  /// The means of the sequences.
  private(set) var means: [Double]
  /// The central cross sums, row after row.
  private(set) var sums: [Double]

  private let sequenceCount: Int
  private var blockMeans: [Double]
  /// The block's values less their means, `lanesPerRow` vectors for each sequence; zero after the last value.
  private var block: [SIMD8<Double>]
  private static let lanesPerRow = blockCount / 8

  init(sequenceCount: Int) {
    self.sequenceCount = sequenceCount
    means = Array(repeating: 0, count: sequenceCount)
    blockMeans = means
    sums = Array(repeating: 0, count: sequenceCount * sequenceCount)
    block = Array(repeating: .zero, count: sequenceCount * Self.lanesPerRow)
  }

  /// Loads a sequence's values of the next block.
  mutating func load(_ values: Span<Float>, _ range: Range<Int>, row: Int) {
    precondition(range.count <= Self.blockCount && 0 <= range.lowerBound && range.upperBound <= values.count)
    let n = Double(range.count)
    let first = row * Self.lanesPerRow
    let whole = range.count / 8
    let rest = range.lowerBound + 8 * whole..<range.upperBound
    var total = values.lanes(in: rest, padding: 0)
    for index in 0..<whole { total += values.eight(from: range.lowerBound &+ 8 &* index) }
    let center = total.sum() / n
    var target = block.mutableSpan
    var residue = SIMD8<Double>.zero
    for index in 0..<whole {
      let d = values.eight(from: range.lowerBound &+ 8 &* index) - center
      residue += d
      target[first &+ index] = d
    }
    if !rest.isEmpty {
      let d = values.lanes(in: rest, padding: center) - center
      residue += d
      target[first + whole] = d
    }
    // The values stay about `center`; that they are off the block's mean by the residue is below rounding in the sums.
    blockMeans[row] = center + residue.sum() / n
  }

  /// Adds the block that was loaded, of `n` values of each sequence.
  mutating func addBlock(count n: Int) {
    let (a, b) = (Double(count), Double(n))
    let vectorCount = (n + 7) / 8
    let share = a / (a + b) * b
    for k in 0..<sequenceCount {
      let δ = blockMeans[k] - means[k]
      for j in k..<sequenceCount {
        let sum = product(k, j, vectorCount: vectorCount) + share * δ * (blockMeans[j] - means[j])
        sums[k * sequenceCount + j] += sum
        if j > k { sums[j * sequenceCount + k] += sum }
      }
    }
    for k in 0..<sequenceCount { means[k] += (blockMeans[k] - means[k]) * (b / (a + b)) }
    count += n
  }

  /// The sum of the products of two sequences' values in the block.
  private func product(_ k: Int, _ j: Int, vectorCount: Int) -> Double {
    let values = block.span
    let (x, y) = (k * Self.lanesPerRow, j * Self.lanesPerRow)
    var even = SIMD8<Double>.zero
    var odd = SIMD8<Double>.zero
    for index in 0..<vectorCount / 2 {
      even += values[x &+ 2 &* index] * values[y &+ 2 &* index]
      odd += values[x &+ 2 &* index &+ 1] * values[y &+ 2 &* index &+ 1]
    }
    if !vectorCount.isMultiple(of: 2) { even += values[x + vectorCount - 1] * values[y + vectorCount - 1] }
    return (even + odd).sum()
  }
}
