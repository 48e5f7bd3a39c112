import RealModule

/// The probabilities of a message's log-likelihood ratio on a grid, the state of density evolution.
///
/// The ratio is `step` times a whole number in −M...M; what lies beyond is counted at the ends. Message passing with
/// ratios rounded in this way is a decoder in itself, so what it achieves bounds the exact one from below (Chung, Forney,
/// Richardson and Urbanke, IEEE Communications Letters 5, 2001).
struct QuantizedDensity {
  /// The distance of neighbours on the grid, in natural units.
  let step: Double
  /// The probabilities of −M...M, [2M + 1].
  private(set) var masses: [Double]

  /// The greatest whole number M.
  var reach: Int { masses.count / 2 }

  private init(step: Double, masses: [Double]) {
    self.step = step
    self.masses = masses
  }

  /// The ratio of a bit behind a symmetric channel that flips it with probability `crossover`, where the bit is 0: between
  /// two points of the grid the mass is shared so that the mean is kept.
  init(crossover: Double, step: Double, reach: Int) {
    self.init(step: step, masses: [Double](repeating: 0, count: 2 * reach + 1))
    let ratio = min(Double.log((1 - crossover) / crossover) / step, Double(reach) - 1)
    let low = Int(ratio), share = ratio - ratio.rounded(.down)
    for (place, mass) in [(low, 1 - share), (low + 1, share)] {
      masses[reach + place] += mass * (1 - crossover)
      masses[reach - place] += mass * crossover
    }
  }

  /// The probability that the sign is wrong, with half of the probability of 0.
  var errorProbability: Double { masses[..<reach].reduce(0, +) + masses[reach] / 2 }

  /// The Bhattacharyya parameter, the mean of exp(−ratio / 2), which no iteration can raise.
  var bhattacharyya: Double {
    masses.enumerated().reduce(0) { $0 + $1.element * .exp(-Double($1.offset - reach) * step / 2) }
  }

  /// The density of the sum of independent ratios, what a bit sends on.
  ///
  /// - Complexity: O(M²).
  static func * (a: QuantizedDensity, b: QuantizedDensity) -> QuantizedDensity {
    let reach = a.reach, count = a.masses.count
    var sums = [Double](repeating: 0, count: 2 * count - 1)
    for (i, mass) in a.masses.enumerated() where mass > 1e-30 {
      sums.withUnsafeMutableBufferPointer { sums in
        b.masses.withUnsafeBufferPointer { other in
          for j in 0..<count { sums[i &+ j] += mass * other[j] }
        }
      }
    }
    var masses = Array(sums[reach..<reach + count])
    masses[0] += sums[..<reach].reduce(0, +)
    masses[count - 1] += sums[(reach + count)...].reduce(0, +)
    return QuantizedDensity(step: a.step, masses: masses)
  }

  /// The mixture of the `power`s of the density, with the share of each.
  func mixture(_ shares: [(power: Int, share: Double)]) -> QuantizedDensity {
    var result = QuantizedDensity(step: step, masses: [Double](repeating: 0, count: masses.count))
    var squares = [self]
    for (power, share) in shares {
      var product: QuantizedDensity?
      for bit in 0..<(Int.bitWidth - power.leadingZeroBitCount) {
        if bit == squares.count { squares.append(squares[bit - 1] * squares[bit - 1]) }
        if power >> bit & 1 == 1 { product = product.map { $0 * squares[bit] } ?? squares[bit] }
      }
      for (index, mass) in (product?.masses ?? []).enumerated() { result.masses[index] += share * mass }
      if power == 0 { result.masses[reach] += share }
    }
    return result
  }

  /// The densities of what checks send on edges of each kind, given those of what they hear on them.
  static func checked(
    _ densities: [QuantizedDensity], _ rows: [DensityEvolution.Row], _ rule: CheckGrid
  ) -> [QuantizedDensity] {
    // A sign changes with the parity of the others, so even and odd parts evolve apart.
    let evens = rule.sent(densities.map(\.evenPart), rows), odds = rule.sent(densities.map(\.oddPart), rows)
    return densities.indices.map { kind in
      var result = densities[kind]
      let even = evens[kind], odd = odds[kind], reach = result.reach
      for place in 0...reach {
        result.masses[reach - place] = max(0, (even[place] - odd[place]) / 2)
        result.masses[reach + place] = max(0, (even[place] + odd[place]) / 2)
      }
      result.masses[reach] = even[0]
      // A power of d multiplies a rounding error of the sum by d, iteration after iteration.
      let sum = result.masses.reduce(0, +)
      for place in result.masses.indices { result.masses[place] /= sum }
      return result
    }
  }

  /// The probability of each magnitude.
  private var evenPart: [Double] {
    (0...reach).map { $0 == 0 ? masses[reach] : masses[reach + $0] + masses[reach - $0] }
  }

  /// The probability of each magnitude with the right sign, less that with the wrong one.
  private var oddPart: [Double] { (0...reach).map { masses[reach + $0] - masses[reach - $0] } }
}

/// The rule 2 artanh(tanh(a / 2) tanh(b / 2)) of a check for magnitudes on the grid.
///
/// Between two points of the grid the mass is shared so that the mean is kept: what checks send can be smaller than the
/// step.
struct CheckGrid {
  /// The greatest whole number M.
  private let reach: Int
  /// From this distance of the two on, the result is the lesser one.
  private let nearness: Int
  /// What is taken from the lesser one, in steps rounded down, [lesser, distance below `nearness`].
  private let losses: [Int]
  /// The share of the mass that loses one step more.
  private let excesses: [Double]

  init(step: Double, reach: Int) {
    self.reach = reach
    // Beyond, a hundredth of a step is lost.
    let nearness = Int((-Double.log(.expMinusOne(step / 100)) / step).rounded(.up)) + 1
    self.nearness = nearness
    let exact = (0...reach).flatMap { lesser in
      (0..<nearness).map { distance in
        let loss =
          Double.log(onePlus: .exp(-Double(distance) * step))
          - .log(onePlus: .exp(-Double(2 * lesser + distance) * step))
        return min(Double(lesser), max(0, loss / step))
      }
    }
    losses = exact.map { Int($0) }
    excesses = exact.map { $0 - $0.rounded(.down) }
  }

  /// The part of what rows send on edges of each kind, from the same part of what they hear on them.
  func sent(_ parts: [[Double]], _ rows: [DensityEvolution.Row]) -> [[Double]] {
    var squares = parts.map { [$0] }
    return parts.indices.map { kind in
      let total = rows.reduce(0) { $0 + $1.share * Double($1.counts[kind]) }
      var result = [Double](repeating: 0, count: reach + 1)
      for row in rows where row.counts[kind] > 0 {
        var product: [Double]?
        for other in parts.indices {
          guard let heard = power(row.counts[other] - (other == kind ? 1 : 0), of: &squares[other]) else { continue }
          product = product.map { combined($0, heard) } ?? heard
        }
        // A row that hears nothing knows the sum.
        let term = product ?? [Double](repeating: 0, count: reach) + [1]
        let share = row.share * Double(row.counts[kind]) / total
        for place in 0...reach { result[place] += share * term[place] }
      }
      return result
    }
  }

  /// A part combined with itself `count` times, from the squares of squares; nil for none.
  private func power(_ count: Int, of squares: inout [[Double]]) -> [Double]? {
    var product: [Double]?
    for bit in 0..<(Int.bitWidth - count.leadingZeroBitCount) {
      if bit == squares.count { squares.append(combined(squares[bit - 1], squares[bit - 1])) }
      if count >> bit & 1 == 1 { product = product.map { combined($0, squares[bit]) } ?? squares[bit] }
    }
    return product
  }

  /// The part of what a check makes of two magnitudes.
  ///
  /// - Complexity: O(M · `nearness`).
  func combined(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: reach + 1)
    // Where one is far above the other, only the sum above counts.
    var (above, aboveOther) = (0.0, 0.0)
    for lesser in stride(from: reach, through: 0, by: -1) {
      if lesser + nearness <= reach {
        above += a[lesser + nearness]
        aboveOther += b[lesser + nearness]
      }
      result[lesser] += a[lesser] * aboveOther + b[lesser] * above
      for distance in 0..<min(nearness, reach - lesser + 1) {
        let other = lesser + distance
        let mass = a[lesser] * b[other] + (distance == 0 ? 0 : b[lesser] * a[other])
        let pair = lesser * nearness + distance, place = lesser - losses[pair], excess = excesses[pair]
        result[place] += mass * (1 - excess)
        if excess > 0 { result[place - 1] += mass * excess }
      }
    }
    return result
  }
}
