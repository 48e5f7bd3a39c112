/// Sixteen blocks in decoding, one in each lane of the vectors.
///
/// A lane whose block is done takes the next block at once. No operation crosses lanes, so a block's result does not
/// depend on which blocks are decoded beside it.
struct LaneDecoder: ~Copyable {
  private let matrix: ParityCheckMatrix
  private let rule: CheckRule
  private let maximumIterations: Int32
  /// The ratios of all bits to base 2, [n].
  private let beliefs: UnsafeMutablePointer<Lanes>
  /// The messages from checks to bits, [edges], row by row.
  private let messages: UnsafeMutablePointer<Lanes>
  /// The sign bit of each syndrome bit, [rows].
  private let targets: UnsafeMutablePointer<LaneWords>
  /// The decisions of 32 bits each after an iteration, [⌈n / 64⌉, 2].
  private let decisions: UnsafeMutablePointer<LaneWords>
  private let update: CheckUpdate
  /// All ones in the lanes whose messages count, 0 in those that begin.
  private var old = LaneWords.zero
  /// The block in each lane; -1 where there is none.
  private var blocks = [Int](repeating: -1, count: Self.laneCount)
  private var iterations = [Int32](repeating: 0, count: Self.laneCount)

  static var laneCount: Int { 16 }
  /// The magnitude, to base 2, from which a ratio counts as infinite.
  private static var limit: Float { 0x1p16 }
  /// What stands for an infinite ratio, to base 2. The messages to a bit sum to less than a quarter of it, 62 from each of
  /// at most 4,095 checks, so that such a bit never flips and is told from others by its half.
  private static var infinity: Float { 0x1p20 }

  init(_ decoder: BeliefPropagation) {
    matrix = decoder.matrix
    rule = decoder.rule
    maximumIterations = Int32(clamping: decoder.maximumIterations)
    beliefs = .allocate(capacity: matrix.columnCount)
    beliefs.initialize(repeating: .zero, count: matrix.columnCount)
    messages = .allocate(capacity: matrix.edgeCount)
    messages.initialize(repeating: .zero, count: matrix.edgeCount)
    targets = .allocate(capacity: matrix.rowCount)
    targets.initialize(repeating: .zero, count: matrix.rowCount)
    decisions = .allocate(capacity: (matrix.columnCount + 63) / 64 * 2)
    decisions.initialize(repeating: .zero, count: (matrix.columnCount + 63) / 64 * 2)
    update = CheckUpdate(greatestDegree: matrix.rowDegrees.max() ?? 0)
  }

  deinit {
    beliefs.deallocate()
    messages.deallocate()
    targets.deallocate()
    decisions.deallocate()
  }

  /// Decodes the blocks in a range.
  mutating func decode(
    _ ratios: Span<Float>, _ syndromes: BitBlocks, range: Range<Int>, keepingPosteriors: Bool
  ) -> DecodedBlocks {
    var result = DecodedBlocks(
      blockCount: range.count, bitCount: matrix.columnCount, keepingPosteriors: keepingPosteriors)
    var next = range.lowerBound
    for lane in 0..<Self.laneCount where next < range.upperBound {
      fill(lane, with: next, ratios, syndromes)
      next += 1
    }
    var remaining = range.count
    while remaining > 0 {
      iterate()
      decide()
      let unsatisfied = unsatisfiedCounts()
      for lane in 0..<Self.laneCount where blocks[lane] >= 0 {
        iterations[lane] += 1
        guard unsatisfied[lane] == 0 || iterations[lane] >= maximumIterations else { continue }
        let index = blocks[lane] - range.lowerBound
        result.iterationCounts[index] = iterations[lane]
        result.unsatisfiedCounts[index] = Int32(unsatisfied[lane])
        write(lane, to: &result, at: index)
        remaining -= 1
        if next < range.upperBound {
          fill(lane, with: next, ratios, syndromes)
          next += 1
        } else {
          blocks[lane] = -1
        }
      }
    }
    return result
  }

  /// Puts a block in a lane.
  private mutating func fill(_ lane: Int, with block: Int, _ ratios: Span<Float>, _ syndromes: BitBlocks) {
    let binaryLogarithmOfE: Float = 1.44269504
    let place = UnsafeMutableRawPointer(beliefs) + lane * MemoryLayout<Float>.stride
    let first = block * matrix.columnCount
    for column in 0..<matrix.columnCount {
      let ratio = ratios[unchecked: first &+ column] * binaryLogarithmOfE
      let bounded = ratio <= -Self.limit ? -Self.infinity : ratio >= Self.limit ? Self.infinity : ratio
      let belief = bounded + 0  // no negative zero
      place.storeBytes(of: belief, toByteOffset: column * MemoryLayout<Lanes>.stride, as: Float.self)
    }
    let firstWord = block * syndromes.wordsPerBlock
    let target = UnsafeMutableRawPointer(targets) + lane * MemoryLayout<UInt32>.stride
    for row in 0..<matrix.rowCount {
      let sign = UInt32(truncatingIfNeeded: syndromes.words[firstWord + row / 64] >> UInt64(row % 64)) << 31
      target.storeBytes(of: sign, toByteOffset: row * MemoryLayout<Lanes>.stride, as: UInt32.self)
    }
    old[lane] = 0
    blocks[lane] = block
    iterations[lane] = 0
  }

  /// Takes the decisions of a lane, and the ratios if the result keeps them.
  private func write(_ lane: Int, to result: inout DecodedBlocks, at index: Int) {
    let naturalLogarithmOf2: Float = 0.693147181
    let firstWord = index * result.bits.wordsPerBlock
    for word in 0..<result.bits.wordsPerBlock {
      result.bits.words[firstWord + word] =
        UInt64(decisions[2 * word][lane]) | UInt64(decisions[2 * word + 1][lane]) << 32
    }
    guard !result.posteriors.isEmpty else { return }
    for column in 0..<matrix.columnCount {
      let belief = beliefs[column][lane]
      result.posteriors[index * matrix.columnCount + column] =
        abs(belief) < Self.infinity / 2 ? belief * naturalLogarithmOf2 : belief * .infinity
    }
  }

  /// Updates all checks, in the order of the rows.
  private mutating func iterate() {
    matrix.rowStarts.withUnsafeBufferPointer { rowStarts in
      matrix.columns.withUnsafeBufferPointer { columns in
        guard let columns = columns.baseAddress else { return }
        for row in 0..<rowStarts.count - 1 {
          let start = Int(rowStarts[row]), degree = Int(rowStarts[row + 1]) - start
          switch rule {
          case .sumProduct:
            update.sumProduct(
              columns: columns + start, degree: degree, beliefs: beliefs, messages: messages + start,
              sign: targets[row], old: old)
          case .minSum(let factor):
            update.minSum(
              columns: columns + start, degree: degree, beliefs: beliefs, messages: messages + start,
              sign: targets[row], old: old, factor: factor)
          }
        }
      }
    }
    old = LaneWords(repeating: .max)
  }

  /// Gathers the signs of the ratios.
  private func decide() {
    for first in stride(from: 0, to: matrix.columnCount, by: 32) {
      let count = min(32, matrix.columnCount - first)
      var bits = LaneWords.zero
      for column in first..<first + count { bits = (bits &>> 1) | (beliefs[column].bitPattern & 0x8000_0000) }
      decisions[first / 32] = bits &>> UInt32(32 - count)
    }
  }

  /// The number of checks that the decisions of each lane violate.
  private func unsatisfiedCounts() -> LaneWords {
    var count = LaneWords.zero
    matrix.rowStarts.withUnsafeBufferPointer { rowStarts in
      matrix.columns.withUnsafeBufferPointer { columns in
        for row in 0..<rowStarts.count - 1 {
          var parity = targets[row]
          for edge in Int(rowStarts[row])..<Int(rowStarts[row + 1]) {
            parity ^= beliefs[Int(columns[edge])].bitPattern
          }
          count &+= parity &>> 31
        }
      }
    }
    return count
  }
}
