import Foundation
import Randomness
import TestSupport
import Testing

@testable import Datasets

/// Whatever the bytes, a parser gives pictures that fit their labels, or a `DatasetError`; it neither traps nor hangs.
///
/// Inputs are valid files with one to six changes, and random bytes. TELEGRAD_FUZZ sets their number, 20,000 for each
/// parser unless told. A trap or a hang ends the test run; memory is bounded by the limits that the parsers state.
@Suite(.serialized) struct FuzzTests {
  private static let count = ProcessInfo.processInfo.environment["TELEGRAD_FUZZ"].flatMap { Int($0) } ?? 20_000

  /// Runs `parse` on inputs made from `seeds`; both outcomes must occur, or the inputs miss the point.
  private func fuzz(
    _ purpose: String, count: Int = Self.count, _ seeds: [[UInt8]], _ parse: ([UInt8]) throws -> Content
  ) throws {
    var rng = Streams(seed: 1).generator(purpose)
    var (loaded, refused) = (0, 0)
    for _ in 0..<count {
      let seed = seeds[rng.index(below: seeds.count)]
      let input = rng.index(below: 16) == 0 ? rng.bytes(rng.index(below: 400)) : rng.mutated(seed)
      do {
        let content = try parse(input)
        try #require(content.pixels.count == content.labels.count * content.height * content.width * content.channels)
        try #require(content.labels.allSatisfy { $0 < 10 } && !content.labels.isEmpty)
        loaded += 1
      } catch is DatasetError {
        refused += 1
      }
    }
    #expect(loaded > 0 && refused > 0 && loaded + refused == count)
  }

  @Test func anyBytesAsIDX() throws {
    try fuzz("idx images", count: Self.count / 2, [Fixture.mnistImages]) { bytes in
      try MNIST.parse(
        images: NamedBytes(file: "images", bytes: bytes), labels: NamedBytes(file: "labels", bytes: Fixture.mnistLabels)
      )
    }
    try fuzz("idx labels", count: Self.count / 2, [Fixture.mnistLabels]) { bytes in
      try MNIST.parse(
        images: NamedBytes(file: "images", bytes: Fixture.mnistImages), labels: NamedBytes(file: "labels", bytes: bytes)
      )
    }
  }

  @Test func anyBytesAsGzip() throws {
    try fuzz("gzip", [Deflated.gzip(Fixture.mnistLabels)]) { bytes in
      let labels = try Gzip.unpack(bytes, file: "labels.gz", limit: 1 << 20)
      return try MNIST.parse(
        images: NamedBytes(file: "images", bytes: Fixture.mnistImages),
        labels: NamedBytes(file: "labels", bytes: labels))
    }
  }

  @Test func anyBytesAsCIFAR() throws {
    try fuzz("cifar", [Fixture.cifar([3]), Fixture.cifar([0, 9])]) { bytes in
      try CIFAR10.parse([NamedBytes(file: "batch", bytes: bytes)])
    }
  }

  /// Changes in a compressed file mostly break its check value, so most seeds are not compressed, or are compressed
  /// after the change: matio then sees every kind of content that passes the outline.
  @Test func anyBytesAsMATLAB() throws {
    let plain = try Fixture.svhn([1, 10, 3], compressed: false)
    let seeds = [
      plain, try Fixture.svhn([1, 10, 3], compressed: true),
      try Fixture.svhn([4, 5], compressed: false, asDouble: true),
    ]
    try fuzz("matlab", count: Self.count / 2, seeds) { bytes in
      try SVHN.parse(NamedBytes(file: "digits.mat", bytes: bytes))
    }
    try fuzz("matlab inside", count: Self.count / 2, [plain]) { bytes in
      try SVHN.parse(NamedBytes(file: "digits.mat", bytes: Deflated.elements(ofMATLABFile: bytes)))
    }
  }
}

extension RandomNumberGenerator {
  fileprivate mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// `bytes` with one to six changes, half of them among the first 80 bytes after a header of 128 or from the start.
  fileprivate mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...index(below: 6) where !bytes.isEmpty {
      let base = bytes.count > 256 && index(below: 2) == 0 ? 128 : 0
      let place = base + index(below: index(below: 2) == 0 ? min(80, bytes.count - base) : bytes.count - base)
      switch index(below: 8) {
      case 0, 1: bytes[place] = UInt8(truncatingIfNeeded: next())
      case 2, 3: bytes[place] ^= 1 << UInt8(index(below: 8))
      case 4: bytes[place] = [0, 1, 0x7f, 0x80, 0xff][index(below: 5)]
      case 5:
        let words: [[UInt8]] = [
          [0, 0, 0, 0], [255, 255, 255, 255], [255, 255, 255, 127], [0, 0, 0, 128], [14, 0, 0, 0], [15, 0, 0, 0],
        ]
        let word = place & ~3
        if word + 4 <= bytes.count {
          bytes.replaceSubrange(word..<(word + 4), with: words[index(below: words.count)])
        }
      case 6 where index(below: 4) == 0: bytes.removeSubrange(place...)
      default: if index(below: 8) == 0 { bytes.insert(contentsOf: self.bytes(1 + index(below: 16)), at: place) }
      }
    }
    return bytes
  }
}
