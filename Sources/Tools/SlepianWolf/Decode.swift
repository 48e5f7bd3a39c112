import ArgumentParser
import FigureKit
import Foundation
import SlepianWolf

/// Decodes a file.
struct Decode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decode a container with the file that is like its content.")

  @Argument(help: "The container.")
  var container: String

  @Option(help: "The file that is like the content, of as many bytes.")
  var side: String

  @Option(help: "Where to write the content.")
  var out: String

  func run() async throws {
    try await reportingErrors(exitCode: SyndromeContainerError.exitCode) {
      let container = try SyndromeContainer(bytes: [UInt8](WholeFile.bytes(of: container)))
      let content = try container.decoded(with: [UInt8](WholeFile.bytes(of: side)))
      try WholeFile.write(Data(content), to: out)
      try StandardStream.write("\(out): \(content.count) bytes, checked\n")
    }
  }
}
