import Foundation
import Testing

@testable import Datasets

/// The directory named by TELEGRAD_DATA holds published data sets, or copies of them.
private func published(_ name: DatasetName) -> DatasetLibrary? {
  ProcessInfo.processInfo.environment["TELEGRAD_DATA"].map { DatasetLibrary(directory: $0) }
    .flatMap { $0.isPresent(name) ? $0 : nil }
}

@Suite struct PublishedDataTests {
  @Test(.enabled(if: published(.mnist) != nil, "TELEGRAD_DATA names no directory with MNIST"))
  func mnistIsAsPublished() throws {
    let library = try #require(published(.mnist))
    let train = try library.load(.mnist, split: .train)
    #expect(train.title == "MNIST" && train.note == nil)
    #expect(train.count == 60_000 && train.pictureSize == 784)
    #expect(train.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    #expect(train.histogram == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    let test = try library.load(.mnist, split: .test)
    #expect(test.title == "MNIST" && test.count == 10_000)
    #expect(test.labels.prefix(10) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    #expect(test.histogram == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    try expectUnit(train)
  }

  /// Copies that are not the published bytes pass too, as long as they say so.
  @Test(.enabled(if: published(.cifar10) != nil, "TELEGRAD_DATA names no directory with CIFAR-10"))
  func cifarIsBalanced() throws {
    let library = try #require(published(.cifar10))
    let (train, test) = (try library.load(.cifar10, split: .train), try library.load(.cifar10, split: .test))
    #expect(train.histogram == [Int](repeating: 5_000, count: 10))
    #expect(test.histogram == [Int](repeating: 1_000, count: 10))
    #expect(train.title.hasPrefix("CIFAR-10") && (train.note == nil) == (train.title == "CIFAR-10"))
    try expectUnit(train)
  }

  @Test(.enabled(if: published(.svhn) != nil, "TELEGRAD_DATA names no directory with SVHN"))
  func svhnIsAsPublished() throws {
    let library = try #require(published(.svhn))
    let (train, test) = (try library.load(.svhn, split: .train), try library.load(.svhn, split: .test))
    #expect(train.count == 73_257 && test.count == 26_032)
    #expect(train.title == "SVHN" && test.title == "SVHN")
    try expectUnit(train)
  }

  /// The stated moments make mean 0 and deviation 1, here over one picture in seven: an odd step, for pictures of MNIST
  /// alternate between two kinds of writers. The mean light of single pictures deviates by less than 0.5 of the
  /// deviation of pixels, over √7,000 by less than 0.006; the bounds are three times that.
  private func expectUnit(_ set: Dataset) throws {
    let indices = stride(from: 0, to: set.count, by: 7).map { $0 }
    var values = [Float](repeating: 0, count: indices.count * set.pictureSize)
    var span = values.mutableSpan
    set.write(indices, into: &span)
    for channel in 0..<set.channels {
      var (sum, squares) = (0.0, 0.0)
      for k in stride(from: channel, to: values.count, by: set.channels) {
        sum += Double(values[k])
        squares += Double(values[k]) * Double(values[k])
      }
      let count = Double(values.count / set.channels)
      #expect(abs(sum / count) < 0.02)
      #expect(abs(squares / count - 1) < 0.02)
    }
  }
}
