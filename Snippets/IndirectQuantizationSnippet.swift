// The gradient of a dense layer from its two signals, each quantized to a few levels.

import GradientCoding
import IndirectQuantization
import Randomness

func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

let streams = Streams(seed: 1)
var rng = streams.generator("signals")
// Rectified, and with samples of which some are stronger than others.
let x = Normal().values(count: 32 * 100, using: &rng).enumerated().map { Float(1 + $0 / 400) * max($1, 0) }
let delta = Normal().values(count: 32 * 50, using: &rng).enumerated().map { Float(1 + $0 / 200) / 32 * $1 }
let signals = LayerSignals(layer: "fc1", sampleCount: 32, input: x, delta: delta)
let gradient = signals.kernelGradient()
let dither = DitherStreams(streams, layer: "fc1", worker: 0, round: 0)

for (name, method) in [
  ("naive", IndirectMethod.naive(inputLevels: 2, deltaLevels: 2)),
  ("least error", .leastError(inputLevels: 2, deltaLevels: 2)),
  ("dithered", .dithered(inputExtent: 1, deltaExtent: 1)),
] {
  let layer = QuantizedLayer(signals, method: method, codesZeros: false, dither: dither)
  let quality = ProductQuality(layer, gradient: gradient, dither: dither)
  print("\(name): error \(rounded(quality.normalizedError)), \(rounded(quality.bitsPerElement)) bits a number")
}
print("naive, one bit, by Lemma 3 as corrected: \(rounded(OneBitError.naive(inputShare: 0.8825)))")
