import CMatIO
import Foundation

@testable import Datasets

/// Small valid files of each format, made here.
enum Fixture {
  /// Bytes of a fixed pattern.
  static func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8 &* 7) }
  }

  static func idx(_ dimensions: [Int], _ values: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(dimensions.count)]
      + dimensions.flatMap { length in (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } } + values
  }

  /// Three pictures and the labels 7, 0 and 9.
  static let mnistImages = idx([3, 28, 28], pattern(3 * 784))
  static let mnistLabels = idx([3], [7, 0, 9])

  /// Records of the labels given, their pixels a running pattern.
  static func cifar(_ labels: [UInt8]) -> [UInt8] {
    let values = pattern(labels.count * 3072)
    return labels.indices.flatMap { [labels[$0]] + values[($0 * 3072)..<(($0 + 1) * 3072)] }
  }

  /// A MATLAB file that matio writes: X of `pictures` pictures in a running pattern, and y.
  static func svhn(_ labels: [UInt8], pictures: Int? = nil, compressed: Bool, asDouble: Bool = false) throws -> [UInt8]
  {
    let path = temporaryPath("mat")
    defer { unlink(path) }
    let count = pictures ?? labels.count
    let file = try unwrapped(Mat_CreateVer(path, nil, MAT_FT_MAT5), "matio creates \(path)")
    var planes = pattern(3072 * count)
    let compression = compressed ? MAT_COMPRESSION_ZLIB : MAT_COMPRESSION_NONE
    var shape = [32, 32, 3, count]
    let x = Mat_VarCreate("X", MAT_C_UINT8, MAT_T_UINT8, 4, &shape, &planes, 0)
    Mat_VarWrite(file, x, compression)
    Mat_VarFree(x)
    var column = [labels.count, 1]
    var (bytes, doubles) = (labels, labels.map { Double($0) })
    let y =
      asDouble
      ? Mat_VarCreate("y", MAT_C_DOUBLE, MAT_T_DOUBLE, 2, &column, &doubles, 0)
      : Mat_VarCreate("y", MAT_C_UINT8, MAT_T_UINT8, 2, &column, &bytes, 0)
    Mat_VarWrite(file, y, compression)
    Mat_VarFree(y)
    Mat_Close(file)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func temporaryPath(_ kind: String) -> String {
    FileManager.default.temporaryDirectory.path + "/telegrad-test-\(UUID().uuidString).\(kind)"
  }

  /// A directory with the given files below it, which `body` reads; gone afterwards.
  static func withDirectory<Value>(_ files: [String: [UInt8]], _ body: (String) throws -> Value) throws -> Value {
    let root = temporaryPath("d")
    defer { try? FileManager.default.removeItem(atPath: root) }
    for (name, bytes) in files {
      let path = URL(fileURLWithPath: root + "/" + name)
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: path)
    }
    return try body(root)
  }

  struct Unavailable: Error { let what: String }

  static func unwrapped<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw Unavailable(what: what) }
    return value
  }
}
