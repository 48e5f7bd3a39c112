import Foundation
import Randomness
import SlepianWolf

/// The matrix and the error patterns that this and another program decode.
struct SyndromeFiles {
  /// Where they are.
  let folder: String

  private var matrixPath: String { folder + "/matrix.alist" }
  private var patternPath: String { folder + "/patterns.bin" }

  /// The matrix in the folder, or else that of a regular (3, 6) code of 2,400 bits, which is written there.
  func matrix() throws -> ParityCheckMatrix {
    if let bytes = FileManager.default.contents(atPath: matrixPath) {
      return try ParityCheckMatrix(alist: Array(bytes))
    }
    var rng = Streams(seed: 1).generator("matrix")
    let degrees = [Int](repeating: 3, count: 2_400)
    let matrix = try ParityCheckMatrix(growingEdgesFor: degrees, rowCount: 1_200, using: &rng)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try matrix.alist.write(toFile: matrixPath, atomically: true, encoding: .utf8)
    return matrix
  }

  /// The patterns in the folder, or else random ones, which are written there: one after the other in whole bytes, the
  /// first bit in the least significant place.
  func patterns(count: Int, bitCount: Int, crossover: Float) throws -> BitBlocks {
    let byteCount = (bitCount + 7) / 8
    if let bytes = FileManager.default.contents(atPath: patternPath) {
      var blocks = BitBlocks(blockCount: bytes.count / byteCount, bitCount: bitCount)
      for block in 0..<blocks.blockCount {
        for bit in 0..<bitCount {
          blocks[block, bit] = bytes[block * byteCount + bit / 8] >> UInt8(bit % 8) & 1 == 1
        }
      }
      return blocks
    }
    var rng = Streams(seed: 1).generator("patterns")
    let draws = Uniform(low: 0, high: 1).values(count: count * bitCount, using: &rng)
    let blocks = BitBlocks(draws.map { $0 < crossover }, bitCount: bitCount)
    var bytes = [UInt8](repeating: 0, count: count * byteCount)
    for block in 0..<count {
      for bit in 0..<bitCount where blocks[block, bit] { bytes[block * byteCount + bit / 8] |= 1 << UInt8(bit % 8) }
    }
    try Data(bytes).write(to: URL(fileURLWithPath: patternPath))
    return blocks
  }
}
