/// Code lengths of at most `maximumLength` bits, not zero where the count is not, with the least Σ count · length.
///
/// The package-merge algorithm (L. L. Larmore and D. S. Hirschberg, "A fast algorithm for optimal length-limited Huffman
/// codes", Journal of the ACM 37, 1990). For each bit of length there is a list of leaves and packages, in order of
/// weight; a package is two neighbours of the list before. The cheapest 2m − 2 items of the last list say how long each
/// of m codes is: one bit for every list in which the symbol's leaf is taken.
///
/// Ties: leaves of equal weight in order of index; a leaf goes before a package.
///
/// One symbol alone has the length 1.
///
/// - Precondition: At most 2^`maximumLength` counts are not zero; no sum of 2^`maximumLength` counts overflows.
/// - Complexity: O(m (log m + `maximumLength`)).
func packageMergeLengths(_ counts: [Int], maximumLength: Int) -> [UInt8] {
  var lengths = [UInt8](repeating: 0, count: counts.count)
  let leaves = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $0) < (counts[$1], $1) }
  guard leaves.count > 1 else {
    leaves.forEach { lengths[$0] = 1 }
    return lengths
  }
  precondition(leaves.count <= 1 << maximumLength, "\(leaves.count) symbols in codes of \(maximumLength) bits")

  // Whether each item of a list is a leaf; the taken items are a prefix, so that the weights need not be kept.
  var isLeaf: [[Bool]] = []
  var packages: [Int] = []
  for _ in 0..<maximumLength {
    var weights: [Int] = [], kinds: [Bool] = []
    var leaf = 0, package = 0
    while leaf < leaves.count || package < packages.count {
      let takesLeaf =
        package == packages.count || leaf < leaves.count && counts[leaves[leaf]] <= packages[package]
      kinds.append(takesLeaf)
      weights.append(takesLeaf ? counts[leaves[leaf]] : packages[package])
      if takesLeaf { leaf += 1 } else { package += 1 }
    }
    isLeaf.append(kinds)
    packages = stride(from: 1, to: weights.count, by: 2).map { weights[$0 - 1] + weights[$0] }
  }

  var taken = 2 * leaves.count - 2
  for kinds in isLeaf.reversed() {
    let leafCount = kinds.prefix(taken).count { $0 }
    for leaf in leaves.prefix(leafCount) { lengths[leaf] += 1 }
    taken = 2 * (taken - leafCount)
  }
  return lengths
}
