import Autodiff
import Randomness

/// Numbers in double precision with a shape, row-major: what the plain loops compute with.
struct Numbers {
  let shape: [Int]
  var values: [Double]

  init(_ shape: [Int], _ values: [Double]) {
    precondition(values.count == shape.reduce(1, *))
    self.shape = shape
    self.values = values
  }

  init(zeros shape: [Int]) {
    self.init(shape, Array(repeating: 0, count: shape.reduce(1, *)))
  }

  init(_ tensor: Tensor) {
    self.init(tensor.shape, tensor.scalars.map(Double.init))
  }

  /// Normal numbers that single precision holds exactly.
  init(normal shape: [Int], scale: Float = 1, using rng: inout Philox) {
    let values = Normal(mean: 0, deviation: scale).values(count: shape.reduce(1, *), using: &rng)
    self.init(shape, values.map(Double.init))
  }

  /// Different numbers around zero in random order, neighbours in size 1/32 apart, far more than a difference quotient
  /// moves them: no window has two largest ones.
  init(distinct shape: [Int], using rng: inout Philox) {
    let count = shape.reduce(1, *)
    self.init(shape, permutation(of: count, using: &rng).map { Double($0 - count / 2) / 32 })
  }

  var tensor: Tensor { Tensor(shape, values.map(Float.init)) }

  var count: Int { values.count }

  /// The largest magnitude.
  var largest: Double { values.reduce(0) { max($0, abs($1)) } }

  func dot(_ other: Numbers) -> Double { zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 } }

  func map(_ transform: (Double) -> Double) -> Numbers { Numbers(shape, values.map(transform)) }

  /// The numbers of two arrays of one shape, combined.
  func combined(_ other: Numbers, _ transform: (Double, Double) -> Double) -> Numbers {
    precondition(shape == other.shape)
    return Numbers(shape, zip(values, other.values).map(transform))
  }
}

/// The largest difference between two arrays over the largest magnitude of the second; infinite where a number is not
/// finite or the shapes differ.
func deviation(_ found: Tensor, from expected: Numbers) -> Double {
  guard found.shape == expected.shape else { return .infinity }
  var largest = 0.0
  for (a, b) in zip(found.scalars, expected.values) {
    let difference = abs(Double(a) - b)
    guard difference.isFinite else { return .infinity }
    largest = max(largest, difference)
  }
  return largest == 0 ? 0 : largest / expected.largest
}

/// The same for two tensors.
func deviation(_ found: Tensor, from expected: Tensor) -> Double { deviation(found, from: Numbers(expected)) }

extension Tensor {
  /// The same bits in the same shape.
  func isIdentical(to other: Tensor) -> Bool {
    shape == other.shape && scalars.map(\.bitPattern) == other.scalars.map(\.bitPattern)
  }
}
