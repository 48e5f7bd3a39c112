import Autodiff
import Randomness
import Testing

/// An operation as the tape computes it beside the same one as a plain loop in double precision.
struct OperationCheck {
  /// What it is computed from; the gradient with respect to each is checked.
  let inputs: [Numbers]
  /// The longest sum in it, which the tolerance of its value comes from.
  let terms: Int
  /// Where given, numbers of the value's shape that a kink at zero lies behind: the gradient is taken of the numbers
  /// of the value alone that are not within 1/1000 of it.
  var kink: (([Numbers]) -> Numbers)?
  let onTape: (inout Tape, [Variable]) -> Variable
  let reference: ([Numbers]) -> Numbers

  /// How the gradient is compared.
  enum Differences {
    /// With the central difference along each input's every axis.
    case everyElement
    /// With the central difference along some random directions.
    case directions(Int)
  }

  /// u, half the distance from 1 to the next number in single precision.
  static let unitRoundoff = 0x1p-24

  /// What a value may differ by, relative to the largest: a sum of n random terms of size s rounds its k-th partial sum,
  /// of size s√k, by u s√k; over all k in quadrature that is u s n/√2, or u √(n/2) of the sum's own size s√n. Eight times
  /// √n covers the largest of many sums; 8 u more covers what comes after the sum.
  var tolerance: Double { Self.unitRoundoff * (8 + 8 * Double(terms).squareRoot()) }

  /// Expects the value within ``tolerance`` and the gradient of ⟨c, y⟩ for random c within 1e-4 of the loop's.
  func expectAgreement(
    seed: UInt64, _ differences: Differences = .everyElement, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let y = reference(inputs)
    let cotangent = cotangent(for: y, seed: seed)
    poisonFreeMemory(for: inputs.map(\.shape) + [y.shape])
    var tape = Tape()
    let variables = inputs.map { tape.variable($0.tensor) }
    let found = onTape(&tape, variables)
    let value = tape.value(found)
    #expect(deviation(value, from: y) <= tolerance, "value", sourceLocation: sourceLocation)
    guard value.shape == cotangent.shape else { return }
    let weighted = tape.product(elementwise: found, tape.constant(cotangent.tensor))
    let gradients = tape.gradients(of: weighted)
    for (index, variable) in variables.enumerated() {
      let gradient = gradients[variable]
      switch differences {
      case .everyElement:
        let expected = centralDifferences(input: index, cotangent)
        #expect(
          deviation(gradient, from: expected) <= 1e-4, "gradient of input \(index)", sourceLocation: sourceLocation)
      case .directions(let count):
        // ⟨g, d⟩ for normal d is normal with deviation ‖g‖; one element gone wrong moves it by about its own size.
        let gradient = Numbers(gradient), size = gradient.dot(gradient).squareRoot()
        for number in 0..<count {
          var rng = Streams(seed: seed).generator("direction", worker: index, round: number)
          let direction = Numbers(normal: inputs[index].shape, using: &rng)
          let expected = centralDifference(input: index, along: direction, cotangent)
          let difference = abs(gradient.dot(direction) - expected)
          #expect(difference <= 1e-4 * size, "gradient of input \(index)", sourceLocation: sourceLocation)
        }
      }
    }
  }

  /// Random c, zero where the value stands at a kink.
  private func cotangent(for y: Numbers, seed: UInt64) -> Numbers {
    var rng = Streams(seed: seed).generator("cotangent")
    let c = Numbers(normal: y.shape, using: &rng)
    guard let kink else { return c }
    return c.combined(kink(inputs)) { abs($1) < 1e-3 ? 0 : $0 }
  }

  /// The central differences of ⟨c, y⟩ for every number of one input.
  private func centralDifferences(input: Int, _ cotangent: Numbers) -> Numbers {
    var inputs = inputs, result = inputs[input]
    for i in 0..<result.count {
      let x = inputs[input].values[i], h = 6e-6 * max(1, abs(x))
      inputs[input].values[i] = x + h
      let above = reference(inputs).dot(cotangent)
      inputs[input].values[i] = x - h
      let below = reference(inputs).dot(cotangent)
      inputs[input].values[i] = x
      result.values[i] = (above - below) / (2 * h)
    }
    return result
  }

  /// The central difference of ⟨c, y⟩ along a direction of one input.
  private func centralDifference(input: Int, along direction: Numbers, _ cotangent: Numbers) -> Double {
    let h = 6e-6
    func loss(_ step: Double) -> Double {
      var moved = inputs
      moved[input] = moved[input].combined(direction) { $0 + step * $1 }
      return reference(moved).dot(cotangent)
    }
    return (loss(h) - loss(-h)) / (2 * h)
  }
}

/// Leaves memory full of NaN to be reused, so that a number that is never set, or read before it is, shows.
func poisonFreeMemory(for shapes: [[Int]]) {
  let poison = shapes.flatMap { shape in (0..<4).map { _ in Tensor(repeating: .nan, shape) } }
  precondition(poison.allSatisfy { $0.count == 0 || $0.scalars[0].isNaN })
}

/// Values with a seed each, counted from `first`.
func seeded<Value: Sendable>(from first: UInt64, _ values: [Value]) -> [(UInt64, Value)] {
  values.enumerated().map { (first + UInt64($0), $1) }
}
