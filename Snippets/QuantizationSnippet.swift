// Mean squared errors of scalar quantizers for a standard normal number, by integration, and one of dithered numbers.

import GradientStatistics
import Quantization
import Randomness

func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

let law = GeneralizedNormal(deviation: 1, shape: 2)
let quantizers: [(String, any IntervalQuantizer)] = [
  ("signs", try SignQuantizer(deviation: 1)),
  ("uniform, 3 bits", try UniformQuantizer(bitCount: 3, deviation: 1)),
  ("Lloyd-Max, 8 levels", try LloydMaxQuantizer(levelCount: 8, law: law)),
  ("fp4", try MinifloatQuantizer(.e2m1, scale: Float(Minifloat.e2m1.leastErrorScale(for: law).scale))),
]
for (name, quantizer) in quantizers {
  print("\(name): \(quantizer.levelCount) levels, error \(rounded(quantizer.meanSquaredError(under: law)))")
}

// The error of a dithered number is uniform on ±half a step, whatever the number is.
var rng = Streams(seed: 1).generator("dither")
let errors = try UniformDither(step: 1).values(count: 10_000, using: &rng).map { dither in
  let quantizer = try DitheredQuantizer(step: 0.5, extent: 3, dither: Double(dither))
  return quantizer.point(of: quantizer.index(of: 0.2)) - 0.2
}
let meanSquare = errors.reduce(0) { $0 + $1 * $1 } / 10_000
print("dithered: mean square \(rounded(meanSquare)), uniform law \(rounded(0.5 * 0.5 / 12))")
