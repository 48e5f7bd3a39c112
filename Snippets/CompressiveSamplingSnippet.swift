// Quantized compressive sampling of one block at a gain of 32, and its error beside the bound.

import CompressiveSampling
import Randomness

func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

let bound = try QCSBound.least(length: 512, gain: 32)
print("k = \(bound.measurementCount), Q = \(bound.levelRange), bound \(rounded(bound.varianceFactor))")

let matrix = try MixingMatrix(order: 512, measurementCount: bound.measurementCount)
let sampler = try BlockSampler(matrix, levels: .symmetric(bound.levelRange))
let streams = Streams(seed: 1)
var rng = streams.generator("block")
let block = GenNorm(shape: 1).values(count: 512, using: &rng)

func squaredError(round: Int) throws -> Double {
  let place = BlockPlace(
    dither: streams.generator("dither", round: round), signs: streams.generator("signs", round: round))
  let samples = try sampler.sample(block.span, at: place)
  var read = [Float](repeating: 0, count: block.count)
  var span = read.mutableSpan
  sampler.reconstruct(samples.symbols.span, step: samples.step, at: place, into: &span)
  return zip(read, block).map { Double(($0 - $1) * ($0 - $1)) }.reduce(0, +)
}
let energy = block.map { Double($0 * $0) }.reduce(0, +)
let errors = try (0..<200).map { try squaredError(round: $0) / energy }
print("measured: \(rounded(errors.reduce(0, +) / 200)) over 200 rounds")
