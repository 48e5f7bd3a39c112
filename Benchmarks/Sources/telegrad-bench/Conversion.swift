import ArgumentParser
import EntropyCoding
import Foundation
import GradientCoding
import GradientStatistics
import MinifloatCoding
import Quantization
import Randomness

/// Rates of fp4 conversion and of the lossless coders behind it, one thread, in bytes of 32-bit floats.
struct Conversion: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "GB/s of fp4 conversion with Huffman coding, and bits per element.")

  @Option(help: "A file of 32-bit floats; where there is none it is made, of GenNorm with β = 0.8.") var values: String
  @Option(help: "Numbers of the file that is made.") var count = 10_000_000
  @Option(help: "Runs of each, after one that does not count.") var runs = 9
  @Option(help: "One piece of work: convert, huffman, both, read, range, contexts or codec.") var work: String?
  @Flag(help: "Print the medians by processor time as lines of JSON.") var json = false

  /// The law of the file.
  private var law: GeneralizedNormal { GeneralizedNormal(deviation: 1, shape: 0.8) }

  func validate() throws {
    guard count > 0, runs > 0 else { throw ValidationError("--count and --runs must be positive") }
  }

  func run() throws {
    if !FileManager.default.fileExists(atPath: values) {
      var rng = Streams(seed: 4).generator("values")
      let numbers = GenNorm(scale: Float(law.scale), shape: Float(law.shape)).values(count: count, using: &rng)
      try numbers.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: values)) }
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: values))
    let numbers = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let layout = LayerLayout([("kernel", [numbers.count / 1_000, 1_000])])
    let quantizer = try MinifloatQuantizer(.e2m1, scale: Float(Minifloat.e2m1.leastErrorScale(for: law).scale))
    let huffman = try LayerCode(for: law, quantizer: quantizer, coder: .modelHuffman)
    let codes = try Self.convert(numbers, quantizer)

    func stream(_ coder: LosslessCoder) throws -> (LayerCode, [UInt8]) {
      let code = try LayerCode(for: law, quantizer: quantizer, coder: coder)
      return (code, try coder.encode([codes], layout: layout, with: [code]))
    }
    let (_, words) = try stream(.modelHuffman), (range, ranged) = try stream(.modelRange)
    let (contexts, contextual) = try stream(.contextRange)

    try measure("convert", numbers.count, bits: nil) { try Self.convert(numbers, quantizer) }
    try measure("huffman", numbers.count, bits: words.count) {
      try LosslessCoder.modelHuffman.encode([codes], layout: layout, with: [huffman])
    }
    try measure("both", numbers.count, bits: words.count) {
      try LosslessCoder.modelHuffman.encode([Self.convert(numbers, quantizer)], layout: layout, with: [huffman])
    }
    try measure("read", numbers.count, bits: words.count) {
      try LosslessCoder.modelHuffman.decode(ByteReader(words), layout: layout, with: [huffman])[0]
    }
    try measure("range", numbers.count, bits: ranged.count) {
      try LosslessCoder.modelRange.encode([codes], layout: layout, with: [range])
    }
    try measure("contexts", numbers.count, bits: contextual.count) {
      try LosslessCoder.contextRange.encode([codes], layout: layout, with: [contexts])
    }
    try measureCodec(numbers, layout)
  }

  private static func convert(_ numbers: [Float], _ quantizer: MinifloatQuantizer) throws -> [UInt8] {
    var codes = [UInt8](repeating: 0, count: numbers.count)
    var span = codes.mutableSpan
    try quantizer.encode(numbers.span, into: &span)
    return codes
  }

  /// A worker's whole message: error feedback, conversion, Huffman words, entropy, what the server reads.
  private func measureCodec(_ numbers: [Float], _ layout: LayerLayout) throws {
    guard work ?? "codec" == "codec" else { return }
    let codec = ErrorFeedback(MinifloatCodec(.e2m1, refreshInterval: 1 << 20), decay: 0.9), streams = Streams(seed: 1)
    var worker = try codec.makeWorker(0, layout: layout, streams: streams)
    var server = try codec.makeServer(layout: layout, streams: streams)
    let gradient = LocalGradient(values: numbers)
    _ = server.open(RoundPlan(round: 0, workers: [0]), model: [])
    for request in try server.receive(try worker.encode(gradient, round: 0).bytes) {
      _ = try worker.answer(request.message.bytes)
    }
    let bytes = try worker.encode(gradient, round: 1).bytes
    try measure("codec", numbers.count, bits: bytes.count) { try worker.encode(gradient, round: 1).bytes }
  }

  private func measure(_ name: String, _ count: Int, bits byteCount: Int?, _ body: () throws -> [UInt8]) throws {
    guard work ?? name == name else { return }
    let rate = Measurement(work: 4 * Double(count) / 1e9, runCount: runs) {
      (try? body()).map { Float($0[$0.count / 2]) } ?? .nan
    }
    let bits = byteCount.map { 8 * Double($0) / Double(count) }
    if json {
      print(#"{"work": "\#(name)", "rate": \#(rate.processor.median), "bits": \#(bits ?? 0)}"#)
    } else {
      let title = name.padding(toLength: 9, withPad: " ", startingAt: 0), spread = rate.processor
      let numbers = String(format: "%.3f (%.3f to %.3f) GB/s", spread.median, spread.least, spread.greatest)
      print("\(title) \(numbers)" + (bits.map { String(format: "  %.4f bits/element", $0) } ?? ""))
    }
  }
}
