import RealModule

/// How often each symbol of an alphabet occurs.
///
/// - Throws: ``EntropyCodingError/unknownSymbol(_:index:)`` for a symbol that is not below `alphabetSize`.
/// - Complexity: O(n + `alphabetSize`).
public func counts(of symbols: Span<UInt8>, alphabetSize: Int) throws(EntropyCodingError) -> [Int] {
  var counts = [Int](repeating: 0, count: alphabetSize)
  for index in symbols.indices {
    let symbol = Int(symbols[index])
    guard symbol < alphabetSize else { throw .unknownSymbol(symbol, index: index) }
    counts[symbol] += 1
  }
  return counts
}

/// The empirical entropy H = −Σ (cᵢ / n) log₂ (cᵢ / n) of symbols that occur cᵢ times in n, in bits per symbol.
///
/// It is 0 where there are no symbols.
///
/// - Precondition: No count is negative.
public func entropy(ofCounts counts: [Int]) -> Double {
  let total = Double(counts.reduce(0, +))
  return counts.reduce(0) { sum, count in
    precondition(count >= 0, "negative count \(count)")
    return count == 0 ? sum : sum + Double(count) / total * .log2(total / Double(count))
  }
}

/// The cross-entropy −Σ (cᵢ / n) log₂ pᵢ: what symbols that occur cᵢ times in n cost an ideal code made for
/// probabilities pᵢ, in bits per symbol; infinite where a symbol that occurs has probability 0.
///
/// It is 0 where there are no symbols.
///
/// - Precondition: There are as many probabilities as counts; no count is negative.
public func crossEntropy(ofCounts counts: [Int], probabilities: [Double]) -> Double {
  precondition(counts.count == probabilities.count, "\(counts.count) counts, \(probabilities.count) probabilities")
  let total = Double(counts.reduce(0, +))
  return zip(counts, probabilities).reduce(0) { sum, pair in
    precondition(pair.0 >= 0, "negative count \(pair.0)")
    return pair.0 == 0 ? sum : sum - Double(pair.0) / total * .log2(pair.1)
  }
}

/// The empirical conditional entropy Σ_c (n_c / n) H(counts in context c), in bits per symbol; `counts[c][i]` says how
/// often symbol i occurs in context c.
public func conditionalEntropy(ofCounts counts: [[Int]]) -> Double {
  let totals = counts.map { $0.reduce(0, +) }
  let total = totals.reduce(0, +)
  return zip(counts, totals).reduce(0) { sum, context in
    context.1 == 0 ? sum : sum + Double(context.1) / Double(total) * entropy(ofCounts: context.0)
  }
}
