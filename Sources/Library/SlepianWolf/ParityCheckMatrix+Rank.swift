extension ParityCheckMatrix {
  /// The rank over the field of two elements: the bits of a syndrome that are independent.
  ///
  /// - Complexity: O(rows² · columns / 64) time and O(rows · columns / 64) words, by elimination.
  public var rank: Int {
    var matrix = BitBlocks(blockCount: rowCount, bitCount: columnCount)
    for (edge, column) in columns.enumerated() { matrix[Int(rows[edge]), Int(column)] = true }
    let width = matrix.wordsPerBlock
    var words = matrix.words
    var rank = 0
    for column in 0..<columnCount where rank < rowCount {
      let word = column / 64, bit = UInt64(column % 64)
      guard let pivot = (rank..<rowCount).first(where: { words[$0 * width + word] >> bit & 1 == 1 }) else { continue }
      if pivot != rank { for i in word..<width { words.swapAt(pivot * width + i, rank * width + i) } }
      for row in pivot + 1..<max(rowCount, pivot + 1) where words[row * width + word] >> bit & 1 == 1 {
        for i in word..<width { words[row * width + i] ^= words[rank * width + i] }
      }
      rank += 1
    }
    return rank
  }
}
