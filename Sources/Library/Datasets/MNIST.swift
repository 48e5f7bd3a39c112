/// MNIST (LeCun, Bottou, Bengio and Haffner 1998): handwritten digits, 28 × 28, one channel; IDX files, packed or not.
enum MNIST {
  static let side = 28

  /// Joins the pictures of one file with the labels of another, both unpacked.
  ///
  /// - Complexity: O(bytes).
  /// - Throws: ``DatasetError`` where either file is malformed, the pictures are not 28 × 28, there are none, their
  ///   number is not that of the labels, or a label is above 9.
  static func parse(images: NamedBytes, labels: NamedBytes) throws(DatasetError) -> Content {
    let pictures = try IDX.parse(images.bytes, rank: 3, file: images.file)
    guard pictures.dimensions[0] > 0 else {
      throw .mismatch(file: images.file, offset: 4, expected: "at least one picture", found: "0")
    }
    for axis in 1...2 where pictures.dimensions[axis] != side {
      throw .mismatch(
        file: images.file, offset: 4 + 4 * axis, expected: "\(side) pixels a side",
        found: "\(pictures.dimensions[axis])")
    }
    let classes = try IDX.parse(labels.bytes, rank: 1, file: labels.file)
    guard classes.dimensions == [pictures.dimensions[0]] else {
      throw .labelCount(
        file: labels.file, offset: 4, expected: pictures.dimensions[0], found: classes.dimensions[0])
    }
    if let offset = classes.values.firstIndex(where: { $0 > 9 }) {
      throw .label(file: labels.file, offset: offset, classCount: 10, found: Int(classes.values[offset]))
    }
    return Content(
      height: side, width: side, channels: 1, pixels: Array(pictures.values), labels: Array(classes.values))
  }
}
