/// CIFAR-10 (Krizhevsky 2009) in its binary version: records of a label and 3,072 pixels, 32 × 32 in planes of red,
/// green and blue, row by row.
enum CIFAR10 {
  static let side = 32
  static let recordSize = 1 + 3 * side * side

  /// Reads files one after another and turns their planes into [row, column, channel].
  ///
  /// - Complexity: O(bytes).
  /// - Throws: ``DatasetError`` where a file is empty, ends inside a record, or a label is above 9.
  static func parse(_ files: [NamedBytes]) throws(DatasetError) -> Content {
    var labels: [UInt8] = []
    for file in files {
      let bytes = file.bytes
      let excess = bytes.count % recordSize
      guard !bytes.isEmpty, excess == 0 else {
        throw .truncated(file: file.file, offset: bytes.count - excess, expected: recordSize, found: excess)
      }
      for offset in stride(from: 0, to: bytes.count, by: recordSize) {
        guard bytes[offset] < 10 else {
          throw .label(file: file.file, offset: offset, classCount: 10, found: Int(bytes[offset]))
        }
        labels.append(bytes[offset])
      }
    }
    var pixels = [UInt8](repeating: 0, count: labels.count * 3 * side * side)
    var position = 0
    for file in files {
      for offset in stride(from: 1, to: file.bytes.count, by: recordSize) {
        interleave(file.bytes, at: offset, into: &pixels, at: position)
        position += 3 * side * side
      }
    }
    return Content(height: side, width: side, channels: 3, pixels: pixels, labels: labels)
  }

  /// Turns one picture from planes to [row, column, channel].
  private static func interleave(_ planes: [UInt8], at source: Int, into pixels: inout [UInt8], at target: Int) {
    for place in 0..<(side * side) {
      for channel in 0..<3 {
        pixels[target + 3 * place + channel] = planes[source + channel * side * side + place]
      }
    }
  }
}
