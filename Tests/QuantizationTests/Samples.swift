import Randomness

/// The Kolmogorov-Smirnov distance of numbers from the uniform law on [−½, ½).
func distanceFromUniform(_ values: [Double]) -> Double {
  let count = Double(values.count)
  return values.sorted().enumerated().reduce(0) { greatest, item in
    let place = item.element + 0.5
    return max(greatest, place - Double(item.offset) / count, Double(item.offset + 1) / count - place)
  }
}

/// The Pearson coefficient of two sequences.
func correlation(_ first: [Double], _ second: [Double]) -> Double {
  let count = Double(first.count)
  let means = (first.reduce(0, +) / count, second.reduce(0, +) / count)
  let sums = zip(first, second).reduce((0.0, 0.0, 0.0)) { sums, pair in
    let (a, b) = (pair.0 - means.0, pair.1 - means.1)
    return (sums.0 + a * b, sums.1 + a * a, sums.2 + b * b)
  }
  return sums.0 / (sums.1 * sums.2).squareRoot()
}

/// Numbers with heavy tails, like gradients.
func laplaceNumbers(count: Int, seed: UInt64, scale: Float = 0.01) -> [Float] {
  var rng = Streams(seed: seed).generator("numbers")
  return GenNorm(scale: scale, shape: 1).values(count: count, using: &rng)
}
