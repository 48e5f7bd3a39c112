import GradientCoding
import Quantization
import QuantizerCoding
import Testing

@Suite struct DrawnElementsTests {
  /// The server reads ⌈Kn⌉ elements of each layer, what the worker knows it reads; their mean over 2,000 rounds is the gradient within 5
  /// standard errors. An element's variance is x²(1/p − 1) ≤ |x| Σ|x|/k, with p = min(1, c|x|) and c ≥ k/Σ|x|.
  @Test(arguments: SymbolCoder.allCases) func meansAreTheGradient(coder: SymbolCoder) throws {
    let layout = LayerLayout([("matrix", [4, 6]), ("bias", [3])]), counts = [5, 1], rounds = 2_000
    let values = gradient(layout, worker: 0, round: 0, seed: 1)
    let codec = SelectionCodec(keptShare: 0.2, rule: .drawn, coder: coder)
    var sums = [Double](repeating: 0, count: values.count)
    for round in 0..<rounds {
      let plan = RoundPlan(round: round, workers: [0])
      let coded = try CodedRound(codec, [values], layout: layout, plan: plan), read = try coded.estimate()
      #expect(firstDifference(read, coded.workers[0].reconstruction ?? []) == nil)
      for (layer, count) in zip(layout.layers, counts) { #expect(read[layer.range].count { $0 != 0 } == count) }
      for (index, value) in read.enumerated() { sums[index] += Double(value) }
    }
    for (layer, count) in zip(layout.layers, counts) {
      let sum = layer.range.reduce(0) { $0 + Double(values[$1].magnitude) }
      for index in layer.range {
        let deviation = (Double(values[index].magnitude) * sum / Double(count) / Double(rounds)).squareRoot()
        #expect(abs(sums[index] / Double(rounds) - Double(values[index])) < 5 * deviation)
      }
    }
  }
}
