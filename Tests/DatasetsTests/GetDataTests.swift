import Foundation
import TestSupport
import Testing

@testable import Datasets

/// scripts/get-data.sh with --from, on files made here; nothing is downloaded.
@Suite struct GetDataTests {
  private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [root.path + "/scripts/get-data.sh"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  @Test func filesAreLaidOutOnceAndLoad() throws {
    let source: [String: [UInt8]] = [
      "mnist/train-images-idx3-ubyte.gz": Deflated.gzip(Fixture.mnistImages),
      "mnist/train-labels-idx1-ubyte.gz": Deflated.gzip(Fixture.mnistLabels),
      "t10k-images-idx3-ubyte": Fixture.mnistImages, "t10k-labels-idx1-ubyte": Fixture.mnistLabels,
      "test_32x32.mat": try Fixture.svhn([1, 2], compressed: true),
    ]
    try Fixture.withDirectory(source) { (from: String) throws -> Void in
      let dest = from + "/dest"
      let first = try run(["--from", from, dest])
      #expect(first.status == 0, "\(first.output)")
      #expect(first.output.contains("got mnist/t10k-images-idx3-ubyte.gz, which is not the published content"))
      #expect(first.output.contains("left out svhn/train_32x32.mat"))
      let library = DatasetLibrary(directory: dest)
      #expect(try library.load(.mnist, split: .train).labels == [7, 0, 9])
      #expect(try library.load(.mnist, split: .test).labels == [7, 0, 9])
      #expect(try library.load(.svhn, split: .test).labels == [1, 2])
      let second = try run(["--from", from, dest])
      #expect(
        second.status == 0 && second.output.contains("kept svhn/test_32x32.mat") && !second.output.contains("got"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: dest).sorted() == ["mnist", "svhn"])
    }
  }

  @Test func wrongUseAndEmptySourcesFail() throws {
    try Fixture.withDirectory(["else": []]) { (from: String) throws -> Void in
      #expect(try run(["--from", from, from + "/dest"]).status == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: from + "/dest").isEmpty)
      #expect(try run(["--from"]).status == 64)
      #expect(try run(["--no-such-option"]).status == 64)
    }
  }
}
