import CMatIO
import CZlib
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

  /// A MATLAB file with its elements, as far as they can be followed, compressed.
  static func packingElements(_ file: [UInt8]) -> [UInt8] {
    guard file.count >= 128 else { return file }
    var packed = Array(file[..<128])
    var offset = 128
    while offset + 8 <= file.count {
      let size = (0..<4).reduce(0) { $0 | Int(file[offset + 4 + $1]) << (8 * $1) }
      let end = min(file.count, offset + 8 + size)
      let element = gzip(Array(file[offset..<end]), windowBits: 15)
      packed += [15, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: element.count >> (8 * $0)) } + element
      offset = end
    }
    return packed
  }

  /// The bytes as a gzip file, or as a bare zlib stream with `windowBits` of 15.
  static func gzip(_ bytes: [UInt8], windowBits: Int32 = 31) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 1, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count + 1024))
    let count = output.count
    let left = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        _ = deflate(&stream, Z_FINISH)
        return Int(stream.avail_out)
      }
    }
    return Array(output[..<(count - left)])
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
