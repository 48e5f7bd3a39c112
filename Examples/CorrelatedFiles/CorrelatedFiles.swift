// Slepian-Wolf coding of a file for a reader who has a file like it.   correlated-files X Y
//
// X is coded alone, with no look at Y but for the share of bits that differ; the reader gets it back with Y. Without files, two of
// 64 KiB are drawn that differ in one bit of 20. `telegrad-sw` is this as a tool.

import Foundation
import Randomness
import SlepianWolf

@main
struct CorrelatedFiles {
  static func main() throws {
    let (x, y) = try files()
    let share = try SyndromeContainer.crossover(of: x, with: y)
    let container = try SyndromeContainer(coding: x, crossover: share)
    let sent = container.bytes

    // At the reader, who has the bytes and y alone.
    let received = try SyndromeContainer(bytes: sent)
    let decoded = try received.decoded(with: y)

    print("\(x.count) bytes, of whose bits \(rounded(share)) differ")
    print("sent: \(sent.count) bytes, \(rounded(Double(sent.count) / Double(max(1, x.count)))) bits a bit")
    print("conditional entropy: \(rounded(container.conditionalEntropy)) bits a bit")
    print(decoded == x ? "decoded without an error" : "decoded wrongly")

    // Another file in place of y is noticed.
    do {
      _ = try received.decoded(with: y.reversed())
    } catch {
      print("with another file: \(error)")
    }
  }

  /// The two files named, or two that are drawn.
  static func files() throws -> (x: [UInt8], y: [UInt8]) {
    let paths = Array(CommandLine.arguments.dropFirst())
    if paths.count == 2 {
      return (
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: paths[0]))),
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: paths[1])))
      )
    }
    var rng = Streams(seed: 1).generator("files")
    let x = (0..<1 << 16).map { _ in UInt8(rng.index(below: 256)) }
    let y = x.map { byte in (0..<8).reduce(byte) { rng.index(below: 20) == 0 ? $0 ^ 1 << UInt8($1) : $0 } }
    return (x, y)
  }

  static func rounded(_ value: Double) -> String { String(format: "%.4f", value) }
}
