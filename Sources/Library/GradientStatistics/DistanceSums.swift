/// The sums S_k = Σ w dᵝ lnᵏ d over distances d with weights w, for k = 0, 1 and 2.
struct DistanceSums {
  var zeroth: Double
  var first: Double
  var second: Double

  /// The sums over all values of |x/unit − offset − location|ᵝ, eight at a time and in a fixed order.
  ///
  /// - Complexity: O(n).
  init(_ values: Span<Float>, _ coordinate: UnitCoordinate, location: Double, shape: Double) {
    var lanes = Lanes()
    let wholeCount = values.count / 8
    // Values that are not there lie at the location, where their terms vanish.
    let rest = values.lanes(in: 8 * wholeCount..<values.count, padding: coordinate.value(at: location))
    for block in 0...wholeCount {
      let eight = block < wholeCount ? values.eight(from: 8 &* block) : rest
      let difference = coordinate.of(eight) - location
      lanes.add(squares: difference * difference, shape: shape)
    }
    self = lanes.sums
  }

  init(zeroth: Double, first: Double, second: Double) {
    self.zeroth = zeroth
    self.first = first
    self.second = second
  }

  /// Sums of powers in eight lanes.
  struct Lanes {
    private var zeroth = SIMD8<Double>.zero
    private var first = SIMD8<Double>.zero
    private var second = SIMD8<Double>.zero

    init() {}

    /// Adds distances whose squares are given.
    @inline(__always)
    mutating func add(squares: SIMD8<Double>, shape: Double, weight: SIMD8<Double> = .init(repeating: 1)) {
      let logarithm = 0.5 * squares.atLeast(.init(repeating: DistanceSums.leastSquare)).naturalLogarithm
      let power = weight * (shape * logarithm).exponential
      let product = power * logarithm
      zeroth += power
      first += product
      second += product * logarithm
    }

    var sums: DistanceSums { DistanceSums(zeroth: zeroth.sum(), first: first.sum(), second: second.sum()) }
  }

  /// The square of a distance that stands for zero: far below all others, and its power below rounding.
  static let leastSquare = 1e-300
}
