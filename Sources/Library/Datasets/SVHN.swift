import CMatIO
import Foundation

/// SVHN, cropped digits (Netzer et al. 2011): a MATLAB file with X, 32 × 32 × 3 × N bytes, and y, N labels of 1 to 10
/// where 10 is the digit 0.
enum SVHN {
  static let side = 32
  static let pictureSize = 3 * side * side

  /// Reads a MATLAB file through matio, after ``MATFile`` has found it sound.
  ///
  /// matio opens paths only, so the checked bytes go to it by a temporary file of their own, which also keeps the
  /// content that was checked and the content that is read the same.
  ///
  /// - Complexity: O(bytes, unpacked).
  /// - Throws: ``DatasetError`` where the file is malformed, X and y are not both there with matching shapes, or a label
  ///   is not in 1...10.
  static func parse(_ source: NamedBytes) throws(DatasetError) -> Content {
    let limit = DatasetLibrary.sizeLimit
    let file = try MATFile(source.bytes, file: source.file, limit: limit)
    let pictures = try variable("X", in: file, of: source)
    let classes = try variable("y", in: file, of: source)
    guard pictures.elementClass == 9, pictures.dimensions.count == 4, pictures.dimensions[..<3] == [side, side, 3],
      pictures.dimensions[3] > 0, pictures.dimensions[3] <= limit / pictureSize
    else {
      throw .mismatch(
        file: source.file, offset: pictures.offset, expected: "X of 32 × 32 × 3 × N bytes",
        found: "class \(pictures.elementClass) of \(pictures.dimensions)")
    }
    let count = pictures.dimensions[3]
    guard classes.dimensions == [count, 1] || classes.dimensions == [1, count] else {
      throw .labelCount(
        file: source.file, offset: classes.offset, expected: count,
        found: classes.dimensions.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue })
    }
    let (planes, labels) = try read(source, shapes: (pictures.dimensions, classes.dimensions), of: classes.elementClass)
    for (index, label) in labels.enumerated() where !(1...10).contains(label) || label != label.rounded() {
      throw .mismatch(
        file: source.file, offset: classes.offset, expected: "a label of 1 to 10 for picture \(index)",
        found: "\(label)")
    }
    return Content(
      height: side, width: side, channels: 3, pixels: interleave(planes), labels: labels.map { UInt8($0) % 10 })
  }

  /// The one array of that name.
  private static func variable(
    _ name: String, in file: MATFile, of source: NamedBytes
  ) throws(DatasetError) -> MATFile.Variable {
    let found = file.variables.filter { $0.name == name }
    guard found.count == 1 else {
      throw .mismatch(file: source.file, offset: 128, expected: "one array \(name)", found: "\(found.count)")
    }
    return found[0]
  }

  /// The values of X and y, through matio.
  private static func read(
    _ source: NamedBytes, shapes: (pictures: [Int], labels: [Int]), of labelClass: Int
  ) throws(DatasetError) -> (planes: [UInt8], labels: [Double]) {
    let path = FileManager.default.temporaryDirectory.path + "/telegrad-\(UUID().uuidString).mat"
    guard let copy = fopen(path, "wbx") else { throw .unreadable(file: path, reason: "it cannot be made") }
    let written = fwrite(source.bytes, 1, source.bytes.count, copy)
    guard fclose(copy) == 0, written == source.bytes.count else {
      unlink(path)
      throw .unreadable(file: path, reason: "it cannot be written")
    }
    let opened = Mat_Open(path, Int32(MAT_ACC_RDONLY.rawValue))
    unlink(path)
    guard let matrix = opened else { throw .corrupt(file: source.file, offset: 0, reason: "matio does not open it") }
    defer { Mat_Close(matrix) }
    let planes = try values("X", MAT_C_UINT8, shapes.pictures, zero: 0 as UInt8, from: matrix, file: source.file)
    switch labelClass {
    case 9:
      let labels = try values("y", MAT_C_UINT8, shapes.labels, zero: 0 as UInt8, from: matrix, file: source.file)
      return (planes, labels.map { Double($0) })
    case 6:
      return (planes, try values("y", MAT_C_DOUBLE, shapes.labels, zero: 0, from: matrix, file: source.file))
    default:
      throw .mismatch(file: source.file, offset: 128, expected: "y of bytes or doubles", found: "class \(labelClass)")
    }
  }

  /// The values of the array `name`, read into memory of our own; elements of `kind` are as large as `Element`.
  private static func values<Element>(
    _ name: String, _ kind: matio_classes, _ dimensions: [Int], zero: Element, from matrix: OpaquePointer, file: String
  ) throws(DatasetError) -> [Element] {
    guard let variable = Mat_VarReadInfo(matrix, name) else {
      throw .corrupt(file: file, offset: 128, reason: "matio does not find \(name)")
    }
    defer { Mat_VarFree(variable) }
    let shape = UnsafeBufferPointer(start: variable.pointee.dims, count: Int(variable.pointee.rank)).map { Int($0) }
    guard shape == dimensions, variable.pointee.class_type == kind else {
      throw .mismatch(
        file: file, offset: 128, expected: "\(name) of \(dimensions)",
        found: "\(shape) of class \(variable.pointee.class_type.rawValue)")
    }
    var values = [Element](repeating: zero, count: dimensions.reduce(1, *))
    let count = Int32(values.count)
    let status = values.withUnsafeMutableBytes { Mat_VarReadDataLinear(matrix, variable, $0.baseAddress, 0, 1, count) }
    guard status == 0 else { throw .corrupt(file: file, offset: 128, reason: "matio status \(status) for \(name)") }
    return values
  }

  /// Turns MATLAB's order, rows running fastest, then columns, channels, pictures, to [image, row, column, channel].
  private static func interleave(_ planes: [UInt8]) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: planes.count)
    for picture in stride(from: 0, to: planes.count, by: pictureSize) {
      for row in 0..<side {
        for column in 0..<side {
          for channel in 0..<3 {
            pixels[picture + (row * side + column) * 3 + channel] =
              planes[picture + row + side * column + side * side * channel]
          }
        }
      }
    }
    return pixels
  }
}
