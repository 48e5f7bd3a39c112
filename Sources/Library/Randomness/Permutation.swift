extension RandomNumberGenerator {
  /// A whole number drawn uniformly from `0..<bound`.
  ///
  /// The product of 64 random bits and the bound is cut to its high half, and the few draws that would favour some
  /// numbers are made again (Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019).
  ///
  /// - Precondition: `bound` is positive.
  /// - Complexity: O(1); more than one draw has probability below `bound` / 2⁶⁴.
  @inlinable
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "nothing can be drawn from 0..<\(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }
}

/// A permutation of `0..<count`, all equally likely.
///
/// - Precondition: `count` is not negative.
/// - Complexity: O(`count`); one draw an element (Fisher and Yates).
@inlinable
public func permutation(of count: Int, using rng: inout some RandomNumberGenerator) -> [Int] {
  precondition(count >= 0, "there is no permutation of \(count) elements")
  var result = Array(0..<count)
  for index in 0..<max(count - 1, 0) {
    result.swapAt(index, index + rng.index(below: count - index))
  }
  return result
}

/// `count` different numbers of `0..<population`, in the order in which they were drawn.
///
/// Every ordered choice is equally likely. It is the beginning of the permutation that ``permutation(of:using:)`` gives
/// from the same generator, made by the same exchanges, of which only the places that they touched are kept.
///
/// - Precondition: 0 ≤ `count` ≤ `population`.
/// - Complexity: O(`count`) time and memory, whatever `population` is.
@inlinable
public func choice(_ count: Int, of population: Int, using rng: inout some RandomNumberGenerator) -> [Int] {
  precondition(0 <= count && count <= population, "\(count) of \(population) elements cannot be chosen")
  // The numbers that stand elsewhere than at their own places.
  var moved: [Int: Int] = [:]
  return (0..<count).map { index in
    // The last place has nothing to be exchanged with.
    guard index < population - 1 else { return moved[index] ?? index }
    let other = index + rng.index(below: population - index)
    let drawn = moved[other] ?? other
    moved[other] = moved[index] ?? index
    return drawn
  }
}
