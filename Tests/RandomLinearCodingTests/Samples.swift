import GradientCoding
import Randomness
import RandomLinearCoding

/// The mean of samples and what it may be off by.
struct Samples {
  private var count = 0.0, sum = 0.0, squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  var mean: Double { sum / count }
  /// Five standard errors of the mean, from the samples: exceeded by chance once in 1.7 million.
  var tolerance: Double { 5 * (max(0, squares / count - mean * mean) / count).squareRoot() }
}

/// Vectors whose mean is compared with an expected one.
struct VectorSamples {
  let expected: [Float]
  private var sum: [Double]
  private var squares = 0.0
  private var count = 0.0

  init(expected: [Float]) {
    self.expected = expected
    sum = [Double](repeating: 0, count: expected.count)
  }

  mutating func add(_ values: [Float]) {
    count += 1
    for index in sum.indices { sum[index] += Double(values[index]) }
    squares += squaredDistance(values, expected)
  }

  /// The squared distance of the mean from the expected vector, over what it is on average where there is no bias: the mean
  /// squared error over the number of samples.
  ///
  /// Of ν independent directions of equal variance it has a deviation of √(2/ν). Errors of the codes in these tests fill 32
  /// directions at least, so that five deviations are below 1.25.
  var excess: Double {
    var distance = 0.0
    for index in sum.indices {
      let difference = sum[index] / count - Double(expected[index])
      distance += difference * difference
    }
    return distance / (squares / (count * count))
  }
}

func squaredDistance(_ left: [Float], _ right: [Float]) -> Double {
  zip(left, right).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
}

func squaredNorm(_ values: some Sequence<Float>) -> Double { values.reduce(0) { $0 + Double($1) * Double($1) } }

/// Gradients of nodes that have a part in common, and weights that add up to 1.
func randomGradients(nodeCount: Int, elementCount: Int, seed: UInt64) -> [NodeGradient] {
  let streams = Streams(seed: seed)
  var rng = streams.generator("common")
  let common = Normal().values(count: elementCount, using: &rng)
  let total = Float(nodeCount * (nodeCount + 1) / 2)
  return (0..<nodeCount).map { node in
    var rng = streams.generator("own", worker: node)
    let own = Normal(deviation: 1 + Float(node) / 2).values(count: elementCount, using: &rng)
    return NodeGradient(node: node, weight: Float(node + 1) / total, values: zip(common, own).map { $0 + $1 })
  }
}

/// Σ wᵢgᵢ.
func weightedSum(_ gradients: [NodeGradient]) -> [Float] {
  var sum = [Float](repeating: 0, count: gradients[0].values.count)
  for gradient in gradients { for index in sum.indices { sum[index] += gradient.weight * gradient.values[index] } }
  return sum
}

func layout(_ elementCount: Int) -> LayerLayout {
  LayerLayout([("first", [elementCount / 4]), ("second", [elementCount - elementCount / 4])])
}
