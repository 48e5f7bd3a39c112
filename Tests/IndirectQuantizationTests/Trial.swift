import GradientCoding
import IndirectQuantization
import Randomness

/// A model of two dense layers with a convolution between them, and signals like those of rectifiers: about half of x is
/// zero, and where x of the second layer is, δ of the first one is too.
enum Trial {
  static let layout = LayerLayout([
    ("fc1/kernel", [12, 7]), ("fc1/bias", [7]), ("conv/kernel", [3, 3, 2, 4]), ("fc2/kernel", [7, 5]),
    ("fc2/bias", [5]),
  ])

  static let methods: [IndirectMethod] = [
    .naive(inputLevels: 2, deltaLevels: 2), .naive(inputLevels: 1, deltaLevels: 5),
    .leastError(inputLevels: 2, deltaLevels: 2), .leastError(inputLevels: 3, deltaLevels: 4, iterations: 3),
    .dithered(inputExtent: 1, deltaExtent: 1), .dithered(inputExtent: 4, deltaExtent: 2),
  ]

  static func normals(_ count: Int, _ rng: inout Philox) -> [Float] { Normal().values(count: count, using: &rng) }

  static func signals(_ sampleCount: Int, seed: UInt64, worker: Int = 0) -> [LayerSignals] {
    var rng = Streams(seed: seed).generator("signals", worker: worker)
    let scale = 0.1 / Float(sampleCount)
    let hidden = normals(7 * sampleCount, &rng).map { max($0, 0) }
    let delta = zip(normals(7 * sampleCount, &rng), hidden).map { $1 > 0 ? $0 * scale : 0 }
    return [
      LayerSignals(
        layer: "fc1", sampleCount: sampleCount, input: normals(12 * sampleCount, &rng).map { max($0, 0) }, delta: delta),
      LayerSignals(
        layer: "fc2", sampleCount: sampleCount, input: hidden, delta: normals(5 * sampleCount, &rng).map { $0 * scale }),
    ]
  }

  /// A worker's gradient: of dense layers nothing, of the convolution numbers of its own.
  static func gradient(_ signals: [LayerSignals], worker: Int) -> LocalGradient {
    var values = [Float](repeating: 0, count: layout.elementCount)
    for index in layout.layers[2].range { values[index] = Float(index) + 0.25 * Float(worker) }
    return LocalGradient(values: values, signals: signals)
  }

  /// Σ x δᵀ, by the definition.
  static func outerProducts(_ signals: LayerSignals) -> [Double] {
    let (l, n, m) = (
      signals.sampleCount, signals.input.count / signals.sampleCount, signals.delta.count / signals.sampleCount
    )
    var sum = [Double](repeating: 0, count: n * m)
    for s in 0..<l {
      for i in 0..<n {
        for j in 0..<m { sum[i * m + j] += Double(signals.input[s * n + i]) * Double(signals.delta[s * m + j]) }
      }
    }
    return sum
  }

  static func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  static func dither(_ seed: UInt64, round: Int = 0) -> DitherStreams {
    DitherStreams(Streams(seed: seed), layer: "layer", worker: 0, round: round)
  }
}
