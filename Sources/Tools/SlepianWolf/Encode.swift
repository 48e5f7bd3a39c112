import ArgumentParser
import FigureKit
import Foundation
import SlepianWolf

/// Codes a file.
struct Encode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Code a file for a reader who has a file like it.",
    discussion: "State how far the reader's file is by --crossover, or have it measured by --side.")

  @Argument(help: "The file to code.")
  var file: String

  @Option(help: "Where to write the container.")
  var out: String

  @Option(help: "The share of bits in which the reader's file differs, 0 to 0.5.")
  var crossover: Double?

  @Option(help: "The reader's file, or one as near: syndromes are then the shortest tried that it decodes.")
  var side: String?

  func validate() throws {
    guard (crossover == nil) != (side == nil) else { throw ValidationError("one of --crossover and --side") }
    if let crossover, !(0...0.5 ~= crossover) { throw ValidationError("--crossover \(crossover): expected 0 to 0.5") }
  }

  func run() async throws {
    try await reportingErrors(exitCode: SyndromeContainerError.exitCode) {
      let content = [UInt8](try WholeFile.bytes(of: file))
      let container =
        if let side {
          try SyndromeContainer(coding: content, measuredOn: [UInt8](WholeFile.bytes(of: side)))
        } else {
          try SyndromeContainer(coding: content, crossover: crossover ?? 0.5)
        }
      let bytes = container.bytes
      try WholeFile.write(Data(bytes), to: out)
      let share = content.isEmpty ? 0 : Double(bytes.count) / Double(content.count)
      let figures = [share, container.conditionalEntropy].map { String(format: "%.4f", $0) }
      try StandardStream.write(
        "\(out): \(bytes.count) bytes for \(content.count), \(figures[0]) bit/bit at an entropy of \(figures[1])\n")
    }
  }
}
