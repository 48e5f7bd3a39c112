import EntropyCoding
import GradientCoding

/// The probabilities of a signal's symbols, learned on the way.
///
/// Levels are symbols of one adaptive model. Where zeros are coded apart, a flag says of each element first whether it is
/// one. Its probability is learned for each column, or, where another signal with the same zeros was sent before, for
/// each value of that signal's flag.
struct SignalModel {
  let format: SignalFormat
  let width: Int
  /// The symbols of the signal whose zeros are to be the same.
  let twin: [UInt8]?
  private var zeros: [AdaptiveBit]
  private var levels: AdaptiveFrequencies

  init(format: SignalFormat, width: Int, twin: [UInt8]?) throws(EntropyCodingError) {
    self.format = format
    self.width = width
    self.twin = twin
    zeros = Array(repeating: AdaptiveBit(), count: twin == nil ? width : 2)
    levels = try AdaptiveFrequencies(alphabetSize: format.levelCount)
  }

  private func context(_ index: Int) -> Int {
    if let twin { return twin[index] == 0 ? 0 : 1 }
    return index % width
  }

  /// Codes a signal.
  ///
  /// - Complexity: O(n).
  mutating func encode(_ symbols: [UInt8]) throws(EntropyCodingError) -> [UInt8] {
    var stream = RangeEncoder(capacity: symbols.count / 4)
    for index in symbols.indices {
      if format.codesZeros {
        stream.encode(symbols[index] != 0, with: &zeros[context(index)])
        if symbols[index] == 0 { continue }
      }
      if format.levelCount > 1 { try stream.encode(Int(symbols[index]) - format.firstLevel, with: &levels) }
    }
    return stream.finish()
  }

  /// Decodes a signal of `count` elements that fills the section to its end.
  ///
  /// - Complexity: O(n).
  mutating func decode(_ section: ByteReader, count: Int) throws(EntropyCodingError) -> [UInt8] {
    var stream = RangeDecoder(section.bytes, section: section.offset..<section.end)
    var symbols = [UInt8](repeating: 0, count: count)
    for index in 0..<count {
      if format.codesZeros, try !stream.decode(with: &zeros[context(index)]) { continue }
      let level = format.levelCount > 1 ? try stream.decode(with: &levels) : 0
      symbols[index] = UInt8(level + format.firstLevel)
    }
    let end = try stream.finish()
    guard end == section.end else { throw .trailing(offset: end, count: section.end - end) }
    return symbols
  }
}
