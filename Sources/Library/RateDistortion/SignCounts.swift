/// The law of the number of positive signs among K workers, as a mixture over X of binomial laws.
///
/// With q ≤ ½ the probability of the less likely sign given X = x, that of a sequence with j of them is
/// (1 − q)ᴷ (q/(1 − q))ʲ. It starts at 2⁻ᴷ or more, so that nothing is lost up to K = 1,000.
///
/// Values of X are taken some at a time, each in a lane of its own with sums of its own, for loops that the compiler turns
/// into vectors.
struct SignCounts {
  /// The greatest K.
  static let greatestWorkerCount = 1_000
  private static let laneCount = 64

  private let workerCount: Int
  /// For each j in 0...K and each lane, the probability of a sequence with j signs opposite to that of X: a row for X > 0
  /// and one for the others.
  private var sums: [Double]

  /// No value of X yet.
  init(workerCount: Int) {
    precondition(1...Self.greatestWorkerCount ~= workerCount, "1 to 1,000 workers")
    self.workerCount = workerCount
    sums = Array(repeating: 0, count: 2 * (workerCount + 1) * Self.laneCount)
  }

  /// Adds values of X, in units of σ_N, with the probability of each.
  ///
  /// - Complexity: O(K *count*).
  mutating func add(count: Int, _ point: (Int) -> (x: Double, mass: Double)) {
    let (K, laneCount) = (workerCount, Self.laneCount)
    // At first the values of X and their masses; then, of both signs of X, the probabilities of sequences.
    let zeros = [Double](repeating: 0, count: laneCount)
    var (buffer1, buffer2, buffer3, buffer4) = (zeros, zeros, zeros, zeros)
    var positive = buffer1.mutableSpan
    var negative = buffer2.mutableSpan
    var odds = buffer3.mutableSpan
    var power = buffer4.mutableSpan
    var sums = sums.mutableSpan
    for start in stride(from: 0, to: count, by: laneCount) {
      for lane in 0..<laneCount {
        (positive[lane], negative[lane]) = start + lane < count ? point(start + lane) : (0, 0)
      }
      Self.findOdds(ofValues: positive, odds: &odds, power: &power)
      // The mass times (1 − q)ᴷ.
      var rest = K
      while rest > 0 {
        if rest & 1 == 1 { Self.multiply(&negative, by: power) }
        for lane in 0..<laneCount { power[unchecked: lane] *= power[unchecked: lane] }
        rest >>= 1
      }
      for lane in 0..<laneCount {
        let probability = negative[unchecked: lane]
        let isPositive = positive[unchecked: lane] > 0
        positive[unchecked: lane] = isPositive ? probability : 0
        negative[unchecked: lane] = isPositive ? 0 : probability
      }
      for j in 0...K {
        let first = 2 * j * laneCount
        for lane in 0..<laneCount {
          sums[unchecked: first &+ lane] += positive[unchecked: lane]
          sums[unchecked: first &+ laneCount &+ lane] += negative[unchecked: lane]
        }
        Self.multiply(&positive, by: odds)
        Self.multiply(&negative, by: odds)
      }
    }
  }

  /// q/(1 − q) and 1 − q for each value of X.
  private static func findOdds(
    ofValues x: borrowing MutableSpan<Double>, odds: inout MutableSpan<Double>, power: inout MutableSpan<Double>
  ) {
    for lane in 0..<laneCount {
      let q = x[unchecked: lane].magnitude.normalUpperTail
      odds[unchecked: lane] = q / (1 - q)
      power[unchecked: lane] = 1 - q
    }
  }

  private static func multiply(_ values: inout MutableSpan<Double>, by factors: borrowing MutableSpan<Double>) {
    for lane in 0..<laneCount { values[unchecked: lane] *= factors[unchecked: lane] }
  }

  /// Pr(S = s) for s = 0…K, once all masses sum to 1.
  var probabilities: [Double] {
    func sum(row: Int) -> Double { sums[row * Self.laneCount..<(row + 1) * Self.laneCount].reduce(0, +) }
    var sequences = 1.0
    return (0...workerCount).map { s in
      defer { sequences *= Double(workerCount - s) / Double(s + 1) }
      return sequences * (sum(row: 2 * (workerCount - s)) + sum(row: 2 * s + 1))
    }
  }
}
