import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct LoaderTests {
  private static let mnist: [String: [UInt8]] = [
    "mnist/train-images-idx3-ubyte": Fixture.mnistImages,
    "mnist/train-labels-idx1-ubyte.gz": Deflated.gzip(Fixture.mnistLabels),
    "mnist/t10k-images-idx3-ubyte.gz": Deflated.gzip(Fixture.mnistImages),
    "mnist/t10k-labels-idx1-ubyte": Fixture.mnistLabels,
  ]

  @Test func packedAndUnpackedMNISTAreTheSame() throws {
    try Fixture.withDirectory(Self.mnist) { root in
      let library = DatasetLibrary(directory: root)
      #expect(library.isPresent(.mnist) && !library.isPresent(.cifar10))
      let (train, test) = (try library.load(.mnist, split: .train), try library.load(.mnist, split: .test))
      #expect(train.pixels == Fixture.pattern(3 * 784) && train.labels == [7, 0, 9])
      #expect(train.pixels == test.pixels && train.labels == test.labels && train.digest == test.digest)
      #expect(train.title == "MNIST, unverified copy" && train.note?.contains(train.digest) == true)
    }
  }

  /// FIPS 180-4, examples: the digest of "abc", in one part and in three.
  @Test func digestsAreThoseOfTheStandard() throws {
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(SHA256.hexDigest(of: [Array("abc".utf8)]) == known)
    #expect(SHA256.hexDigest(of: [[0x61], [], Array("bc".utf8)]) == known)
  }

  /// Pixel (row, column, channel) of picture n stands at 1 + 3073 n + 1024 channel + 32 row + column of the file.
  @Test func planesOfCIFARBecomeChannels() throws {
    let labels: [UInt8] = [3, 9, 0]
    let bytes = Fixture.cifar(labels)
    try Fixture.withDirectory(["cifar-10-batches-bin/test_batch.bin": bytes]) { root in
      let set = try DatasetLibrary(directory: root).load(.cifar10, split: .test)
      #expect(set.labels == labels && set.height == 32 && set.width == 32 && set.channels == 3)
      for (n, row, column, channel) in [(0, 0, 0, 0), (0, 0, 1, 2), (1, 31, 31, 2), (2, 5, 17, 1)] {
        let expected = bytes[1 + 3073 * n + 1024 * channel + 32 * row + column]
        #expect(set.pixels[((n * 32 + row) * 32 + column) * 3 + channel] == expected)
      }
    }
  }

  /// Element (row, column, channel, n) of X stands at row + 32 column + 1024 channel + 3072 n of its values.
  @Test(arguments: [(true, false), (false, false), (true, true), (false, true)])
  func matlabFilesOfMatIOAreRead(compressed: Bool, asDouble: Bool) throws {
    let labels: [UInt8] = [1, 10, 9, 2, 10, 5, 7]
    let file = try Fixture.svhn(labels, compressed: compressed, asDouble: asDouble)
    try Fixture.withDirectory(["svhn/train_32x32.mat": file]) { root in
      let set = try DatasetLibrary(directory: root).load(.svhn, split: .train)
      let planes = Fixture.pattern(labels.count * 3072)
      #expect(set.labels == [1, 0, 9, 2, 0, 5, 7])
      for (n, row, column, channel) in [(0, 0, 0, 0), (0, 0, 1, 2), (1, 31, 31, 2), (6, 5, 17, 1)] {
        let expected = planes[row + 32 * column + 1024 * channel + 3072 * n]
        #expect(set.pixels[((n * 32 + row) * 32 + column) * 3 + channel] == expected)
      }
      #expect(set.digest == SHA256.hexDigest(of: [file]))
    }
  }

  /// Up to four labels stand in the tag itself.
  @Test(arguments: 1...5) func fewLabelsStandInTheTag(count: Int) throws {
    let labels = (1...count).map { UInt8($0) }
    for compressed in [false, true] {
      let file = NamedBytes(file: "few.mat", bytes: try Fixture.svhn(labels, compressed: compressed))
      #expect(try SVHN.parse(file).labels == labels)
    }
  }

  @Test func missingFilesAreNamed() {
    let library = DatasetLibrary(directory: "/nonexistent")
    for name in DatasetName.allCases {
      #expect(!library.isPresent(name))
      #expect(throws: DatasetError.missing(file: "/nonexistent/" + name.files(.train)[0])) {
        try library.load(name, split: .train)
      }
    }
  }
}
