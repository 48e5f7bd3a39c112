import RealModule
import SlepianWolf

/// Chooses the elements of which parity checks tell whether the level is zero.
///
/// The bits that both ways take of an element are compared in each context: by the range coder what the levels of the
/// round's workers before took in the context, by parity checks what levels took in the classes of
/// ``PeerInformation`` that the elements of this context have, and ``waste``.
struct ParityPlanner {
  /// What blocks of parity checks take above the entropy, bits an element.
  static let waste = 0.08
  /// Elements of contexts of less entropy, in bits an element, are nearly certain.
  static let certainty = 0.3

  /// The number of zeros and others in each context, of the workers before.
  let counts: [SIMD2<Int>]
  /// The bits that are expected of all elements of each context, by either way, and the number of these elements.
  private let rangeBits: [Double], parityBits: [Double], elementCounts: [Int]

  /// Compares both ways for a worker's elements.
  ///
  /// - Complexity: O(elements + contexts · classes).
  init(counts: [SIMD2<Int>], contexts: [UInt8], classes: [UInt16], learnt: EmpiricalSideInformation) {
    self.counts = counts
    let scores = PeerInformation.scoreCount
    var joint = [Int](repeating: 0, count: SourceContexts.count * scores)
    for index in contexts.indices { joint[Int(contexts[index]) * scores + Int(classes[index]) % scores] += 1 }
    let entropies = (0..<PeerInformation.count).map { place in
      PlaneInformation([(1, Double(learnt.llr(plane: 0, lowerBits: 0, state: place, stage: 0)))]).entropy
    }
    var rangeBits: [Double] = [], parityBits: [Double] = [], elementCounts: [Int] = []
    for context in 0..<SourceContexts.count {
      let here = joint[context * scores..<(context + 1) * scores]
      let elements = here.reduce(0, +), zeros = Double(counts[context][0]) + 0.5,
        others = Double(counts[context][1]) + 0.5
      let own = PlaneInformation([(1, Double.log(zeros / others))]).entropy
      elementCounts.append(elements)
      rangeBits.append(Double(elements) * own)
      let first = (context >> 4) * scores
      parityBits.append(here.enumerated().reduce(0) { $0 + Double($1.element) * entropies[first + $1.offset] })
    }
    self.rangeBits = rangeBits
    self.parityBits = parityBits
    self.elementCounts = elementCounts
  }

  /// The selection by a rule; nil where there is none.
  func selection(_ rule: SourceRule) -> ParitySelection? {
    let thresholds = (0..<ScaleClasses.count).map { scale in
      rule == .parityChecks ? uncertain(scale) : cheapest(scale)
    }
    let selection = ParitySelection(thresholds: thresholds)
    let isSelected = selection.contexts
    let count = isSelected.indices.reduce(0) { $0 + (isSelected[$1] ? elementCounts[$1] : 0) }
    return count < PlaneCode.leastCodedCount ? nil : selection
  }

  /// The bits that the range coder is expected to take for whether the levels selected are zero.
  func rangeBits(_ selection: ParitySelection) -> Double {
    zip(selection.contexts, rangeBits).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
  }

  /// The threshold that leaves out what is nearly certain.
  private func uncertain(_ scale: Int) -> Int {
    let certain = (0..<16).last { dither in
      let context = scale << 4 | dither
      return rangeBits[context] <= Self.certainty * Double(elementCounts[context])
    }
    return certain.map { $0 + 1 } ?? 0
  }

  /// The threshold of least bits.
  private func cheapest(_ scale: Int) -> Int {
    var best = 16, greatest = 0.0, saved = 0.0
    for dither in (0..<16).reversed() {
      let context = scale << 4 | dither
      saved += rangeBits[context] - parityBits[context] - Self.waste * Double(elementCounts[context])
      if saved > greatest { (best, greatest) = (dither, saved) }
    }
    return best
  }
}
