import RealModule

/// Side information learnt from what was decoded in earlier rounds, with no model of gradients.
///
/// For each stage, context, sum of the indices decoded before in the round, plane and lower bits it keeps how often the
/// bit was 0 and 1, and estimates (Krichevsky and Trofimov, IEEE Transactions on Information Theory 27, 1981)
///
///     Pr(b = 0) = (n₀ + ½) / (n₀ + n₁ + 1)
///
/// With several contexts, what all of them together have seen of a sum stands before a context's own counts as
/// `priorWeight` bits, so that contexts that were rarely seen say little of their own.
///
/// At each round counts are multiplied by `memory`. An element's context may be whatever the server knows of it before the
/// round, such as the count of positive signs in the last one. For signs, the sum is the count of positive ones. Sums
/// beyond ``sumLimit`` values are put together, neighbours with neighbours.
///
/// Counts are whole numbers of 2⁻¹⁶, and rounding is down, so that all who saw the same symbols have the same counts on
/// any machine.
public struct EmpiricalSideInformation: SideInformationModel, Equatable, Codable {
  /// The most values of a sum that are told apart.
  public static var sumLimit: Int { 32 }

  public let planeCount: Int
  public private(set) var stageCount: Int
  /// The contexts that an element can have.
  public let contextCount: Int
  /// How symbols stand for indices, whose sum counts.
  public let label: SymbolLabel
  /// The share of a count that is kept for the next round, in units of 2⁻¹⁶.
  private let memory: UInt64
  /// What all contexts together weigh in one, bits.
  private let priorWeight: Double
  /// n₀ and n₁ in units of 2⁻¹⁶: for each stage [context, sum, plane and lower bits].
  private var counts: [[SIMD2<UInt64>]]

  /// Creates the side information of one who has seen nothing.
  ///
  /// - Parameters:
  ///   - planeCount: The bits of a symbol m, 1 to 8.
  ///   - stageCount: The workers of a round.
  ///   - contextCount: The contexts of an element.
  ///   - memory: What is kept of counts from round to round, in 0...1.
  ///   - priorWeight: What all contexts together weigh in one, bits.
  /// - Precondition: There is a stage, a context, and the numbers lie in their ranges.
  public init(
    planeCount: Int, stageCount: Int, contextCount: Int = 1, label: SymbolLabel = .natural, memory: Double = 0.9,
    priorWeight: Double = 0
  ) {
    precondition(1...8 ~= planeCount && stageCount > 0 && contextCount > 0, "a bit, a stage and a context at least")
    precondition(0...1 ~= memory, "a memory of \(memory)")
    precondition(priorWeight >= 0 && priorWeight.isFinite, "a prior of \(priorWeight) bits")
    self.priorWeight = priorWeight
    self.planeCount = planeCount
    self.stageCount = stageCount
    self.contextCount = contextCount
    self.label = label
    self.memory = UInt64((memory * 0x1p16).rounded())
    counts = []
    self.stageCount = 0
    extend(toStages: stageCount)
  }

  /// Makes room for rounds of more workers; the later stages have seen nothing.
  public mutating func extend(toStages count: Int) {
    guard count > stageCount else { return }
    let tables = contextCount * Self.sumLimit * (1 << planeCount - 1)
    counts += Array(repeating: Array(repeating: .zero, count: tables), count: count - stageCount)
    stageCount = count
  }

  /// The sums that there can be before a stage.
  private func sumCount(_ stage: Int) -> Int { stage * (1 << planeCount - 1) + 1 }

  /// - Complexity: O(1).
  public func stateCount(stage: Int) -> Int { contextCount * sumCount(stage) }

  /// - Complexity: O(1), or O(*contexts*) where they have a prior.
  public func llr(plane: Int, lowerBits: Int, state: Int, stage: Int) -> Float {
    let place = entry(plane: plane, lowerBits: lowerBits, state: state, stage: stage)
    let count = counts[stage][place], half: UInt64 = 1 << 15
    guard priorWeight > 0, contextCount > 1 else {
      return Float(Double.log(Double(count[0] + half) / Double(count[1] + half)))
    }
    let stride = Self.sumLimit * (1 << planeCount - 1)
    var all = SIMD2<UInt64>.zero
    for context in 0..<contextCount { all &+= counts[stage][context * stride + place % stride] }
    let share = priorWeight * 0x1p16 / Double(all[0] + all[1] + 2 * half)
    let zero = Double(count[0]) + share * Double(all[0] + half)
    let one = Double(count[1]) + share * Double(all[1] + half)
    return Float(Double.log(zero / one))
  }

  /// A state is context · sums + sum.
  public func state(after state: Int, symbol: Int, stage: Int) -> Int {
    let (context, sum) = state.quotientAndRemainder(dividingBy: sumCount(stage))
    return context * sumCount(stage + 1) + sum + label.index(of: symbol)
  }

  public mutating func learn(symbolCounts: [Int], stage: Int) {
    for (index, elements) in symbolCounts.enumerated() where elements > 0 {
      let (state, symbol) = (index >> planeCount, index & (1 << planeCount - 1))
      for plane in 0..<planeCount {
        let place = entry(plane: plane, lowerBits: symbol & (1 << plane - 1), state: state, stage: stage)
        counts[stage][place][symbol >> plane & 1] += UInt64(elements) << 16
      }
    }
  }

  public mutating func beginRound() {
    for stage in counts.indices {
      for place in counts[stage].indices { counts[stage][place] = (counts[stage][place] &* memory) &>> 16 }
    }
  }

  /// Where the counts of a bit are.
  private func entry(plane: Int, lowerBits: Int, state: Int, stage: Int) -> Int {
    let (context, sum) = state.quotientAndRemainder(dividingBy: sumCount(stage))
    let place = sumCount(stage) <= Self.sumLimit ? sum : sum * Self.sumLimit / sumCount(stage)
    return (context * Self.sumLimit + place) * (1 << planeCount - 1) + (1 << plane) - 1 + lowerBits
  }
}
