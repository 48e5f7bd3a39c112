import GradientCoding
import Quantization

/// Where the neighbours of a sign are, in the layer that it is part of.
///
/// A layer of shape [..., inputs, outputs] is taken as rows of `width` outputs. The gradient of a dense kernel sums
/// x δ over a batch, x the input of the row and δ of the column: rows with inputs alike have signs alike, such as those
/// of neighbouring pixels, and inputs that are not negative give a column signs alike.
struct SignNeighbours: Equatable {
  /// The number of outputs, the last extent.
  let width: Int
  /// The number of rows.
  let rowCount: Int
  /// How many rows before a row lies another one much like it, at least 2, such as the row of the pixel above.
  let lag: Int

  /// Looks for the lag at which most signs agree.
  ///
  /// - Complexity: O(count / 64) for each of up to 254 lags.
  init(of signs: PackedSigns, width: Int) {
    self.width = width
    rowCount = signs.count / width
    var best = (lag: 2, agreement: -1.0)
    for lag in Self.lags(rowCount: rowCount) {
      let agreement = Self.agreement(signs.words, shift: lag * width)
      if agreement > best.agreement { best = (lag, agreement) }
    }
    lag = best.lag
  }

  /// Takes the lag that a message says.
  init(count: Int, width: Int, lag: Int) {
    self.width = width
    rowCount = count / width
    self.lag = lag
  }

  /// The lags that a layer may have.
  static func lags(rowCount: Int) -> ClosedRange<Int> { 2...max(2, min(255, rowCount - 1)) }

  /// How far back the farthest neighbour lies.
  var reach: Int { max(3, 2 * lag) * width }

  /// The share of words' bits that are equal `shift` bits apart.
  private static func agreement(_ words: [UInt64], shift: Int) -> Double {
    let first = shift / 64 + 1, low = UInt64(shift & 63)
    guard first < words.count else { return -1 }
    var equal = 0
    words.withUnsafeBufferPointer { words in
      // Two masked shifts, so that a shift by 64 is one by 1 and one by 63.
      for word in first..<words.count {
        let shifted = words[word &- first &+ 1] &<< low | (words[word &- first] &>> (63 &- low)) &>> 1
        equal &+= (~(words[word] ^ shifted)).nonzeroBitCount
      }
    }
    return Double(equal) / Double(64 * (words.count - first))
  }
}
