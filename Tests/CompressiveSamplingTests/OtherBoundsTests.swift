import CompressiveSampling
import Randomness
import RealModule
import Testing

@Suite struct StochasticQuantizationBoundTests {
  /// n = 512: √512 = 22.627 for s = 1, 512/s² from s = 23 on; gain 32/log₂ 3 = 20.19 at s = 1.
  @Test func fixedLengthFollowsTheLemma() throws {
    let coarse = try StochasticQuantizationBound(length: 512, levelCount: 1, account: .fixedLength)
    #expect(abs(coarse.varianceFactor - 22.627417) < 1e-6 && abs(coarse.gain() - 20.1897) < 1e-4)
    let fine = try StochasticQuantizationBound(length: 512, levelCount: 64, account: .fixedLength)
    #expect(fine.varianceFactor == 0.125)
  }

  /// The variance of the rounding of x = |g|/‖g‖ is Σd(1 − d)/s², d the fraction of sx: it stays within the bound on
  /// random directions, and reaches it on the worst, sxᵢ = ½ for all i.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func noVectorPassesTheBound(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("directions")
    let length = 64
    let normal = Normal(mean: 0, deviation: 1)
    for levels in [1, 2, 4, 9] {
      let direction = (0..<length).map { _ in abs(Double(normal.sample(using: &rng))) }
      let flat = [Double](repeating: 1, count: length)
      let bound = try StochasticQuantizationBound(length: length, levelCount: levels, account: .entropyCoded)
      for vector in [direction, flat] {
        #expect(variance(vector, levels) <= bound.varianceFactor)
      }
      if levels == 4 { #expect(variance(flat, levels) == bound.varianceFactor) }
    }
  }

  private func variance(_ vector: [Double], _ levels: Int) -> Double {
    let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let s = Double(levels)
    return vector.reduce(0) { sum, value in
      let scaled = s * value / norm
      let fraction = scaled - scaled.rounded(.down)
      return sum + fraction * (1 - fraction)
    } / (s * s)
  }

  /// For a flat vector with both signs, sxᵢ = s/√n < 1: the entropy of the indices 0 and ±1 is at most the bits counted.
  @Test(arguments: [1, 2, 4, 8, 16])
  func aCoderNeedsNoMoreThanTheBitsCounted(levels: Int) throws {
    let length = 512
    let bound = try StochasticQuantizationBound(length: length, levelCount: levels, account: .entropyCoded)
    let fraction = Double(levels) / Double(length).squareRoot()
    let entropy = -fraction * .log2(fraction / 2) - (1 - fraction) * .log2(1 - fraction)
    #expect(32 / bound.gain() >= entropy)
  }

  @Test(arguments: StochasticQuantizationBound.Account.allCases)
  func leastTakesTheLastLevelThatTheGainAllows(account: StochasticQuantizationBound.Account) throws {
    for gain in [2.0, 5, 10, 20] {
      let least = try StochasticQuantizationBound.least(length: 512, gain: gain, account: account)
      let next = try StochasticQuantizationBound(length: 512, levelCount: least.levelCount + 1, account: account)
      #expect(least.gain() >= gain && next.gain() < gain)
    }
    #expect(throws: CompressiveSamplingError.self) {
      try StochasticQuantizationBound.least(length: 512, gain: 100, account: account)
    }
  }

  @Test func inadmissibleCountsAreRejected() {
    #expect(throws: CompressiveSamplingError.invalidCount(0, quantity: "levels", expected: "1...1073741824")) {
      try StochasticQuantizationBound(length: 8, levelCount: 0, account: .fixedLength)
    }
    #expect(throws: CompressiveSamplingError.invalidCount(0, quantity: "elements", expected: "1...1073741824")) {
      try StochasticQuantizationBound(length: 0, levelCount: 1, account: .fixedLength)
    }
  }
}

@Suite struct SparsificationBoundTests {
  /// n = 512: without positions gain 32 keeps 16 elements, γ = 31; with 9 bits of position 512/41 · ... = 12.49, γ = 40.
  @Test func factorsByHand() throws {
    let bare = try SparsificationBound.least(length: 512, gain: 32, sendsPositions: false)
    #expect(bare.keptCount == 16 && bare.varianceFactor == 31)
    let whole = try SparsificationBound.least(length: 512, gain: 32, sendsPositions: true)
    #expect(abs(whole.varianceFactor - 40) < 1e-12)
    #expect(try SparsificationBound.least(length: 512, gain: 0.5, sendsPositions: true).varianceFactor == 0)
  }

  /// The mean error over all sets of kept elements, each element in it with probability k/n and scaled by n/k.
  @Test func equalProbabilitiesHaveTheErrorOfTheBound() throws {
    let vector = [3.0, -1, 0.5, 0]
    let bound = try SparsificationBound.least(length: 4, gain: 2.5, sendsPositions: false)
    let share = bound.keptCount / 4
    var error = 0.0
    for kept in 0..<16 {
      var (probability, square) = (1.0, 0.0)
      for (index, value) in vector.enumerated() {
        let isKept = kept >> index & 1 == 1
        probability *= isKept ? share : 1 - share
        let difference = isKept ? value / share - value : value
        square += difference * difference
      }
      error += probability * square
    }
    let size = vector.reduce(0) { $0 + $1 * $1 }
    #expect(abs(error - bound.varianceFactor * size) < 1e-12)
  }

  @Test(arguments: [0, -1, .nan, .infinity])
  func inadmissibleGainsAreRejected(gain: Double) {
    #expect(throws: CompressiveSamplingError.self) {
      try SparsificationBound.least(length: 8, gain: gain, sendsPositions: true)
    }
  }
}
