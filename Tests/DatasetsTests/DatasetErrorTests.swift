import TestSupport
import Testing

@testable import Datasets

/// Every way in which a file can be wrong has its error, with the place.
@Suite struct DatasetErrorTests {
  private func mnist(_ images: [UInt8], _ labels: [UInt8]) throws -> Content {
    try MNIST.parse(
      images: NamedBytes(file: "images", bytes: images), labels: NamedBytes(file: "labels", bytes: labels))
  }

  @Test func malformedIDXFilesAreRefused() {
    let (images, labels) = (Fixture.mnistImages, Fixture.mnistLabels)
    #expect(throws: DatasetError.truncated(file: "images", offset: 0, expected: 16, found: 9)) {
      try mnist(Array(images[..<9]), labels)
    }
    #expect(throws: DatasetError.truncated(file: "images", offset: 16, expected: 2352, found: 2351)) {
      try mnist(images.dropLast(), labels)
    }
    #expect(throws: DatasetError.trailing(file: "images", offset: 16 + 2352, found: 1)) {
      try mnist(images + [0], labels)
    }
    #expect(
      throws: DatasetError.mismatch(
        file: "labels", offset: 0, expected: "magic number 0x801", found: "magic number 0x803")
    ) { try mnist(images, images) }
    #expect(throws: DatasetError.mismatch(file: "images", offset: 12, expected: "28 pixels a side", found: "27")) {
      try mnist(Fixture.idx([1, 28, 27], Fixture.pattern(28 * 27)), labels)
    }
    #expect(throws: DatasetError.mismatch(file: "images", offset: 4, expected: "at least one picture", found: "0")) {
      try mnist(Fixture.idx([0, 28, 28], []), labels)
    }
    let most = 0xffff_ffff
    #expect(
      throws: DatasetError.mismatch(
        file: "images", offset: 8, expected: "an array that fits the file", found: "\(most)")
    ) { try mnist(Fixture.idx([most, most, 28], [1]), labels) }
  }

  @Test func labelsThatDoNotFitAreRefused() throws {
    #expect(throws: DatasetError.labelCount(file: "labels", offset: 4, expected: 3, found: 2)) {
      try mnist(Fixture.mnistImages, Fixture.idx([2], [1, 2]))
    }
    #expect(throws: DatasetError.label(file: "labels", offset: 10, classCount: 10, found: 10)) {
      try mnist(Fixture.mnistImages, Fixture.idx([3], [1, 2, 10]))
    }
    #expect(throws: DatasetError.label(file: "batch", offset: 3073, classCount: 10, found: 11)) {
      try CIFAR10.parse([NamedBytes(file: "batch", bytes: Fixture.cifar([9, 11]))])
    }
    for (label, file) in [(UInt8(0), "zero"), (11, "eleven")] {
      let bytes = try Fixture.svhn([1, label], compressed: true)
      #expect(throws: DatasetError.self) { try SVHN.parse(NamedBytes(file: file, bytes: bytes)) }
    }
  }

  @Test func recordsCutShortAreRefused() {
    let bytes = Fixture.cifar([1, 2])
    let parse = { (bytes: [UInt8]) in try CIFAR10.parse([NamedBytes(file: "batch", bytes: bytes)]) }
    #expect(throws: DatasetError.truncated(file: "batch", offset: 3073, expected: 3073, found: 3072)) {
      try parse(bytes.dropLast())
    }
    #expect(throws: DatasetError.truncated(file: "batch", offset: 0, expected: 3073, found: 0)) { try parse([]) }
  }

  /// A gzip file cut at any place is truncated, for a check value and a length end it.
  @Test func damagedGzipFilesAreRefused() throws {
    let content = Fixture.pattern(5000)
    let packed = Deflated.gzip(content)
    let unpack = { (bytes: [UInt8], limit: Int) in try Gzip.unpack(bytes, file: "f.gz", limit: limit) }
    #expect(try unpack(packed, 5000) == content)
    for length in 0..<packed.count {
      #expect(throws: DatasetError.truncated(file: "f.gz", offset: length, expected: 1, found: 0)) {
        try unpack(Array(packed[..<length]), 5000)
      }
    }
    #expect(throws: DatasetError.trailing(file: "f.gz", offset: packed.count, found: 3)) {
      try unpack(packed + [1, 2, 3], 5000)
    }
    #expect(throws: DatasetError.tooLarge(file: "f.gz", offset: 4999, limit: 4999)) { try unpack(packed, 4999) }
    var damaged = packed
    damaged[packed.count - 6] ^= 1
    #expect(
      throws: DatasetError.corrupt(file: "f.gz", offset: packed.count - 4, reason: "incorrect data check")
    ) { try unpack(damaged, 5000) }
  }

  /// A thousandfold smaller file that unpacks to 64 MiB stops at the limit.
  @Test func bombsStopAtTheLimit() {
    let bomb = Deflated.gzip([UInt8](repeating: 0, count: 1 << 26))
    #expect(bomb.count < 1 << 19)
    #expect(throws: DatasetError.tooLarge(file: "bomb", offset: 1 << 16, limit: 1 << 16)) {
      try Gzip.unpack(bomb, file: "bomb", limit: 1 << 16)
    }
  }

  @Test(arguments: [false, true]) func malformedMATLABFilesAreRefused(compressed: Bool) throws {
    let whole = try Fixture.svhn([1, 2, 3], compressed: compressed)
    let parse = { (bytes: [UInt8]) in try SVHN.parse(NamedBytes(file: "f.mat", bytes: bytes)) }
    #expect(throws: DatasetError.truncated(file: "f.mat", offset: 0, expected: 128, found: 127)) {
      try parse(Array(whole[..<127]))
    }
    for length in 128..<whole.count where length % 7 == 0 || length > whole.count - 50 {
      #expect(throws: DatasetError.self) { try parse(Array(whole[..<length])) }
    }
    for version: UInt8 in [0, 2] {
      var other = whole
      other[125] = version
      #expect(throws: DatasetError.self) { try parse(other) }
    }
    let unmatched = try Fixture.svhn([1, 2, 3], pictures: 4, compressed: compressed)
    #expect(throws: DatasetError.labelCount(file: "f.mat", offset: try labelOffset(unmatched), expected: 4, found: 3)) {
      try parse(unmatched)
    }
  }

  /// Where the array y begins.
  private func labelOffset(_ bytes: [UInt8]) throws -> Int {
    try MATFile(bytes, file: "", limit: 1 << 20).variables[1].offset
  }

  @Test func descriptionsNameFilePlaceAndBothValues() {
    let error = DatasetError.mismatch(file: "a/b", offset: 12, expected: "this", found: "that")
    #expect("\(error)" == "a/b: at byte 12: expected this, found that")
  }
}
