import TestSupport

@testable import Datasets

extension FuzzTarget {
  /// The parsers of data sets.
  ///
  /// Pixels are long and say little. The first byte of an input says where zeros are put in for them, as a number of words
  /// after which they stand; 0 for nowhere.
  static let dataSets: [FuzzTarget] = [idxImages, idxLabels, gzip, cifar, matlab, npy]

  private static let idxImages = FuzzTarget("idx-images", longestInput: 900) {
    [[4] + idx([1, 28, 28], []), [0] + idx([1, 28, 28], [UInt8](repeating: 9, count: 784))]
  } _: { input in
    let images = NamedBytes(file: "images", bytes: widened(input, by: 784))
    return try pictures { () throws(DatasetError) in
      try MNIST.parse(images: images, labels: NamedBytes(file: "labels", bytes: idx([1], [7])))
    }
  }

  private static let idxLabels = FuzzTarget("idx-labels", longestInput: 64) {
    [idx([3], [7, 0, 9])]
  } _: { input in
    let images = NamedBytes(file: "images", bytes: idx([3, 28, 28], [UInt8](repeating: 0, count: 3 * 784)))
    return try pictures { () throws(DatasetError) in
      try MNIST.parse(images: images, labels: NamedBytes(file: "labels", bytes: input))
    }
  }

  /// Unpacking, to at most a mebibyte.
  private static let gzip = FuzzTarget("gzip", longestInput: 400) {
    [[], [1, 2, 3], [UInt8](repeating: 5, count: 1 << 19), idx([3], [7, 0, 9])].map { Deflated.gzip($0) }
  } _: { input in
    let content: [UInt8]
    do throws(DatasetError) { content = try Gzip.unpack(input, file: "x.gz", limit: 1 << 20) } catch { return .refused }
    try FuzzFinding.unless(content.count <= 1 << 20, "content beyond the limit")
    return .taken
  }

  private static let cifar = FuzzTarget("cifar", longestInput: 3_200) {
    [[1, 3, 0, 0, 0], [0, 9] + [UInt8](repeating: 200, count: 3_072)]
  } _: { input in
    try pictures { () throws(DatasetError) in
      let widened = widened(input, by: 3_069)
      return try CIFAR10.parse([NamedBytes(file: "batch", bytes: widened)])
    }
  }

  /// The second byte says whether the elements are compressed after that, so that the check values in them are right.
  private static let matlab = FuzzTarget("matlab", longestInput: 600) {
    let plain = MATLABFile.digits(pixels: []), widening = UInt8(MATLABFile.pixelsOffset / 4)
    return [[widening, 0] + plain, [widening, 1] + plain]
  } _: { input in
    var bytes = input
    let isPacked = bytes.count > 1 && bytes.remove(at: 1) % 2 == 1
    bytes = widened(bytes, by: 3_072)
    if isPacked { bytes = Deflated.elements(ofMATLABFile: bytes) }
    return try pictures { () throws(DatasetError) in try SVHN.parse(NamedBytes(file: "digits.mat", bytes: bytes)) }
  }

  /// An array that is read is written in one form, which is read as the same.
  private static let npy = FuzzTarget("npy", longestInput: 256) {
    [
      NPYArray(shape: [2, 3], values: [1, 2, 3, 4, 5, .nan]).bytes, NPYArray(shape: [0], values: []).bytes,
      [0x93] + Array("NUMPY".utf8) + [2, 0, 59, 0, 0, 0]
        + Array("{\"shape\": (1,), \"fortran_order\": False, \"descr\": \"<f8\"}   \n".utf8) + [
          0, 0, 0, 0, 0, 0, 0xF0, 0x3F,
        ],
    ]
  } _: { input in
    let bytes: [UInt8]
    do throws(DatasetError) { bytes = try NPYArray(input, file: "x").bytes } catch { return .refused }
    try FuzzFinding.unless(try NPYArray(bytes, file: "x").bytes == bytes, "an array that does not come back")
    return .taken
  }

  /// Pictures fit their labels, or are refused.
  private static func pictures(_ parse: () throws(DatasetError) -> Content) throws -> Outcome {
    let content: Content
    do throws(DatasetError) { content = try parse() } catch { return .refused }
    try FuzzFinding.unless(
      content.pixels.count == content.labels.count * content.height * content.width * content.channels
        && content.labels.allSatisfy { $0 < 10 } && !content.labels.isEmpty, "pictures without their labels")
    return .taken
  }

  /// An input without its first byte, and with zeros where that says.
  private static func widened(_ input: [UInt8], by count: Int) -> [UInt8] {
    var choices = Choices(input)
    let place = 4 * choices.next()
    var bytes = choices.bytes
    if place > 0 { bytes.insert(contentsOf: repeatElement(0, count: count), at: min(place, bytes.count)) }
    return bytes
  }

  private static func idx(_ dimensions: [Int], _ values: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(dimensions.count)]
      + dimensions.flatMap { length in (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } } + values
  }
}
