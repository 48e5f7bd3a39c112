/// Integer weights in proportion to probabilities: wᵢ = max(1, ⌊2³⁰ pᵢ / max p⌋), and 0 where pᵢ = 0.
///
/// The one rule by which floating-point probabilities enter a model. A division, a multiplication by a power of two and
/// a truncation have one result on every machine (IEEE 754); but logarithms and exponentials that probabilities are
/// computed from do not, so that both ends must take the same bits of pᵢ, or the weights.
///
/// - Throws: ``EntropyCodingError/invalidModel(found:expected:)`` for a probability that is negative or not finite.
func integerWeights(of probabilities: [Double]) throws(EntropyCodingError) -> [Int] {
  var largest = 0.0
  for probability in probabilities {
    guard probability >= 0, probability.isFinite else {
      throw .invalidModel(found: "probability \(probability)", expected: "a finite number that is not negative")
    }
    largest = max(largest, probability)
  }
  var weights: [Int] = []
  for probability in probabilities {
    weights.append(probability == 0 ? 0 : max(1, Int(probability / largest * 0x1p30)))
  }
  return weights
}

/// The sum of the counts.
///
/// - Throws: ``EntropyCodingError/invalidModel(found:expected:)`` where one is negative or the sum is above 2⁴⁶.
func checkedTotal(of counts: [Int]) throws(EntropyCodingError) -> Int {
  let limit = 1 << 46
  var total = 0
  for count in counts {
    guard count >= 0, count <= limit - total else {
      throw .invalidModel(found: "count \(count)", expected: "counts of at least 0 whose sum is at most 2⁴⁶")
    }
    total += count
  }
  return total
}
