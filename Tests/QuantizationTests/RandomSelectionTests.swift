import Quantization
import Randomness
import Testing

@Suite struct RandomSelectionTests {
  /// Exactly k elements, ascending; the mean of 4,000 selections is the vector and the mean error Σ x²(1/p − 1), within 5 standard
  /// errors, with p found by hand: of 8, 1, 1, 1 and 1 the first is certain, the others have ½, and 0 none.
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func selectionsAreUnbiased(seed: UInt64) {
    var rng = Streams(seed: seed).generator("selection")
    let values: [Float] = [1, -8, 1, 0, -1, 1], probabilities = [0.5, 1, 0.5, 0, 0.5, 0.5], trials = 4_000
    var sums = [Double](repeating: 0, count: values.count), counts = sums
    for _ in 0..<trials {
      let selection = RandomSelection(3, of: values.span, using: &rng)
      #expect(selection.indices.count == 3 && zip(selection.indices, selection.indices.dropFirst()).allSatisfy(<))
      for (index, value) in zip(selection.indices, selection.values) {
        sums[Int(index)] += Double(value)
        counts[Int(index)] += 1
      }
    }
    for (index, p) in probabilities.enumerated() {
      let error = 5 * (p * (1 - p) / Double(trials)).squareRoot()
      #expect(abs(counts[index] / Double(trials) - p) <= error)
      #expect(abs(sums[index] / Double(trials) - Double(values[index])) <= (p > 0 ? error / p : 0))
    }
  }

  /// All elements are sent as they are where there are no more than k, with zeros beside them.
  @Test func fewElementsAreSentWhole() {
    var rng = Streams(seed: 1).generator("selection")
    let values: [Float] = [0, 2, 0, -3, 0]
    #expect(RandomSelection(5, of: values.span, using: &rng).values == values)
    let some = RandomSelection(3, of: values.span, using: &rng)
    #expect(some.indices == [0, 1, 3] && some.values == [0, 2, -3])
    #expect(RandomSelection(1, of: [0, 0].span, using: &rng).values == [0])
  }
}
