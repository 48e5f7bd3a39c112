/// Level 5 files of MATLAB with the arrays of SVHN.
enum MATLABFile {
  /// Where the pixels of X stand in ``digits(pixels:)``: after the head of 128 bytes, a tag, flags, dimensions, the name and a tag.
  static let pixelsOffset = 128 + 8 + 16 + 24 + 8 + 8

  /// One picture X and its label y; the sizes are those of 3,072 pixels, whatever there are.
  static func digits(pixels: [UInt8]) -> [UInt8] {
    let head = [UInt8](repeating: 32, count: 124) + [0, 1, 0x49, 0x4D]
    let x = array("X", dimensions: [32, 32, 3, 1], valueCount: 3_072)
    let y = array("y", dimensions: [1, 1], valueCount: 1) + [10, 0, 0, 0, 0, 0, 0, 0]
    return head + tag(14, x.count + 3_072) + x + pixels + tag(14, y.count) + y
  }

  /// What stands before the values of an array of bytes.
  private static func array(_ name: String, dimensions: [Int], valueCount: Int) -> [UInt8] {
    let flags = tag(6, 8) + word(9) + word(0)
    let shape = tag(5, 4 * dimensions.count) + dimensions.flatMap(word)
    let label = [1, 0, 1, 0] + Array(name.utf8) + [0, 0, 0]
    return flags + shape + label + tag(2, valueCount)
  }

  private static func tag(_ type: Int, _ size: Int) -> [UInt8] { word(type) + word(size) }

  private static func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
