import ArgumentParser
import EntropyCoding
import Foundation
import Randomness

/// Rates of entropy coders on independent symbols, one thread; a symbol is a byte.
struct EntropyCoders: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entropy", abstract: "MB/s of Huffman coding and range coding, and bits per symbol.")

  @Option(help: "A file of symbols below 16, a byte each; where there is none it is made.") var symbols: String
  @Option(help: "Symbols of the file that is made.") var count = 10_000_000
  @Option(help: "Runs of each coder, after one that does not count.") var runs = 9
  @Option(help: "One coder: huffman, range, range-by-symbol, adaptive or bits.") var coder: String?
  @Flag(help: "Print the medians by processor time as lines of JSON.") var json = false

  func validate() throws {
    guard count > 0, runs > 0 else { throw ValidationError("--count and --runs must be positive") }
    guard coder.map({ name in EntropyCoder.all.contains { $0.name == name } }) ?? true else {
      throw ValidationError("there is no coder \(coder ?? "")")
    }
  }

  func run() throws {
    if !FileManager.default.fileExists(atPath: symbols) {
      try Data(makeSymbols()).write(to: URL(fileURLWithPath: symbols))
    }
    let symbols = try [UInt8](Data(contentsOf: URL(fileURLWithPath: symbols)))
    if !json {
      let entropy = try entropy(ofCounts: counts(of: symbols.span, alphabetSize: EntropyCoder.alphabetSize))
      print(
        "\(symbols.count) symbols of \(entropy) bits; MB/s by processor time: median (least to greatest) of \(runs)")
    }
    for coder in EntropyCoder.all where coder.name == self.coder ?? coder.name { try measure(coder, on: symbols) }
  }

  /// Symbols of the distribution that the peers' table has too.
  private func makeSymbols() throws -> [UInt8] {
    let table = try EntropyCoder.table()
    var rng = Streams(seed: 4).generator("symbols")
    return (0..<count).map { _ in UInt8(table.symbol(at: rng.nextWord() >> UInt32(32 - table.totalBits))) }
  }

  private func measure(_ coder: EntropyCoder, on symbols: [UInt8]) throws {
    let bytes = try coder.encode(symbols)
    guard try coder.decode(bytes, symbols.count).elementsEqual(symbols) else {
      throw ValidationError("\(coder.name) does not give its symbols back")
    }
    let megabytes = Double(symbols.count) / 1e6
    let encode = Measurement(work: megabytes, runCount: runs) {
      (try? coder.encode(symbols)).map { Float($0.count) } ?? .nan
    }
    let decode = Measurement(work: megabytes, runCount: runs) {
      (try? coder.decode(bytes, symbols.count)).map { Float($0[$0.count / 2]) } ?? .nan
    }
    let bits = 8 * Double(bytes.count) / Double(symbols.count)
    if json {
      print(
        #"{"coder": "\#(coder.name)", "encode": \#(encode.processor.median), "#
          + #""decode": \#(decode.processor.median), "bits_per_symbol": \#(bits)}"#)
    } else {
      let name = coder.name.padding(toLength: 16, withPad: " ", startingAt: 0)
      print("\(name) encode \(encode.processor)  decode \(decode.processor)  \(bits) bits/symbol")
    }
  }
}
