extension ParityCheckMatrix {
  /// The syndromes Hx of blocks, [block, rows].
  ///
  /// 512 blocks are worked on at once, so few blocks take as long as many.
  ///
  /// - Precondition: The blocks are `columnCount` bits long.
  /// - Complexity: O(*edges* + n log 64) vector operations for each 512 blocks; 64 (n + rows) bytes beside the result.
  public func syndromes(of blocks: BitBlocks) -> BitBlocks {
    precondition(blocks.bitCount == columnCount, "blocks of \(blocks.bitCount) bits for \(columnCount) columns")
    var result = BitBlocks(blockCount: blocks.blockCount, bitCount: rowCount)
    let source = BitSlices(bitCount: columnCount), sums = BitSlices(bitCount: rowCount)
    for start in stride(from: 0, to: blocks.blockCount, by: BitSlices.blockCount) {
      let range = start..<min(start + BitSlices.blockCount, blocks.blockCount)
      source.load(blocks, range)
      rowStarts.withUnsafeBufferPointer { rowStarts in
        columns.withUnsafeBufferPointer { columns in
          for row in 0..<rowStarts.count - 1 {
            var sum = BitSlices.Word.zero
            for edge in Int(rowStarts[row])..<Int(rowStarts[row + 1]) { sum ^= source.words[Int(columns[edge])] }
            sums.words[row] = sum
          }
        }
      }
      sums.clearEnd(from: rowCount)
      sums.store(&result, range)
    }
    return result
  }
}
