extension QuantizedSideInformation {
  /// What is known of the next worker's index in each state.
  public struct Stage: Sendable {
    /// The number of states.
    public let stateCount: Int
    /// The number of levels L; indices lie in `0..<L`.
    public let levelCount: Int
    /// The number of bit planes m, the least with 2ᵐ ≥ L.
    public let planeCount: Int
    /// The rate of each bit plane, given the lower ones and the state, bits per element.
    public let planeRates: [Double]
    /// The log-likelihood ratios, for each state as ``BitPlanes`` says.
    private let ratios: [Float]
    /// The state of the next stage after each index, L for each state; empty in the last stage.
    private let transitions: [Int32]

    /// The sum of ``planeRates``, bits per element.
    public var rate: Double { planeRates.reduce(0, +) }

    init(joint: [Double], levelCount: Int, transitions: [Int32]) {
      let planes = BitPlanes(levelCount: levelCount)
      stateCount = joint.count / levelCount
      self.levelCount = levelCount
      planeCount = planes.count
      var rates = [Double](repeating: 0, count: planes.count)
      var ratios = [Float](repeating: 0, count: stateCount * planes.tableCount)
      for state in 0..<stateCount {
        let row = joint[state * levelCount..<(state + 1) * levelCount]
        planes.fold(
          row, mass: row.reduce(0, +), entropies: &rates,
          ratios: &ratios[state * planes.tableCount..<(state + 1) * planes.tableCount])
      }
      planeRates = rates
      self.ratios = ratios
      self.transitions = transitions
    }

    /// The state of the next stage after this one's `state` and an index.
    ///
    /// It is defined for every index, also for one that the model holds to be impossible in that state.
    ///
    /// - Precondition: `state` and `index` exist, and this is not the last stage.
    /// - Complexity: O(1).
    public func state(after state: Int, index: Int) -> Int {
      precondition(0..<stateCount ~= state && 0..<levelCount ~= index, "a state and an index that exist")
      return Int(transitions[state * levelCount + index])
    }

    /// log Pr(B = 0)/Pr(B = 1), natural, of bit `plane` of the next worker's index, given its lower bits and the state
    /// (DSC, Equation (47)).
    ///
    /// It lies within ±41.5.
    ///
    /// > Note: The paper has Pr(1) above and takes off the ratio without side information; a decoder of syndromes
    /// > needs the posterior ratio.
    ///
    /// - Parameters:
    ///   - plane: 0 for the least significant.
    ///   - lowerBits: the bits below, as a number in `0..<2^plane`.
    /// - Precondition: plane, bits and state exist.
    /// - Complexity: O(1).
    public func llr(plane: Int, lowerBits: Int, state: Int) -> Float {
      precondition(0..<planeCount ~= plane && 0..<(1 << plane) ~= lowerBits, "a plane and bits below it")
      precondition(0..<stateCount ~= state, "a state of this stage")
      return ratios[state * (1 << planeCount - 1) + (1 << plane) - 1 + lowerBits]
    }
  }
}
