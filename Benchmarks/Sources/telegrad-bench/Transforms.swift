import ArgumentParser
import CompressiveSampling
import Foundation
import QuantizerCoding
import Randomness

/// Rates of products with Hadamard matrices, and of compressive sampling.
struct Transforms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transforms", abstract: "GB/s of Hadamard transforms and of compressive sampling, one thread.")

  @Option(help: "Orders of matrices, with commas between.") var orders =
    "256,512,1024,4096,65536,1048576,96,100,288,384"
  @Option(help: "Runs of each, after one that does not count.") var runs = 9
  @Flag(help: "Print medians as lines of JSON, transforms only.") var json = false

  func run() throws {
    if !json { print("GB/s of 32-bit floats by processor time, median (least to greatest)") }
    for order in orders.split(separator: ",").compactMap({ Int($0) }) {
      let transform = try HadamardTransform(order: order), repetitions = max(1, 1 << 22 / order)
      var rng = Philox(key: 1)
      let values = Normal(mean: 0, deviation: 1).values(count: order, using: &rng)
      var buffer = values
      let measurement = Measurement(work: 4e-9 * Double(order * repetitions), runCount: runs) {
        for _ in 0..<repetitions {
          buffer.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: values) }
          var span = buffer.mutableSpan
          transform.apply(&span)
        }
        return buffer[order / 2]
      }
      let microseconds = 4e-3 * Double(order) / measurement.processor.median
      let cycles = 1e3 * processorGigahertz() * microseconds / Double(order) / log2(Double(order))
      print(
        json
          ? #"{"order": \#(order), "rate": \#(measurement.processor.median)}"#
          : "order \(order): \(measurement.processor), \(microseconds) us, \(cycles) cycles an element and level")
    }
    if !json { try sample() }
  }

  /// Blocks of 512 of a layer of 2²⁰ numbers, 220 measurements of five levels each.
  private func sample() throws {
    let layers = try CompressiveLayers(gain: 32), count = 1 << 20, shape = [count]
    var rng = Philox(key: 2)
    let values = GenNorm(scale: 0.01, shape: 1).values(count: count, using: &rng)
    let dither = LayerDither(generator: Philox(key: 3), startingAt: 0)
    var symbols = [UInt8](repeating: 0, count: layers.symbolRange(of: 0..<count, shape: shape).count), read = values
    var parameters: [Float] = []
    let encode = Measurement(work: 4e-9 * Double(count), runCount: runs) {
      var span = symbols.mutableSpan
      parameters = (try? layers.quantize(values.span, shape: shape, dither: dither, into: &span)) ?? [.nan]
      return parameters[0]
    }
    let decode = Measurement(work: 4e-9 * Double(count), runCount: runs) {
      var span = read.mutableSpan
      layers.dequantize(
        symbols.span, part: 0..<count, shape: shape, parameters: parameters, dither: dither, into: &span)
      return read[count / 2]
    }
    print("sampling at a gain of 32: \(encode.processor); reconstruction: \(decode.processor)")
  }
}
