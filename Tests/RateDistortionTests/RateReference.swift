import Foundation
import Quantization
import RateDistortion

/// A table of numbers under data/reference.
func rateReference(_ name: String) throws -> [[Double]] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let text = try String(contentsOf: root.appending(path: "data/reference/\(name).tsv"), encoding: .utf8)
  return text.split(separator: "\n").dropFirst().map { line in line.split(separator: "\t").compactMap { Double($0) } }
}

/// H(U_k | U_1, …, U_{k−1}) for k = 1…K in bits by definition: every sequence of indices, and the trapezoid rule over
/// ±9 σ_X with a step of a tenth of the smaller deviation.
func enumeratedRates(_ model: GaussianCEO, _ quantizer: some ScalarQuantizer, workerCount: Int) -> [Double] {
  let (signal, noise) = (model.signalVariance.squareRoot(), model.noiseVariance.squareRoot())
  let step = min(signal, noise) / 10
  let half = Int((9 * signal / step).rounded(.up))
  var sums = (0...workerCount).map { count in
    [Double](repeating: 0, count: (0..<count).reduce(1) { product, _ in product * quantizer.levelCount })
  }
  for node in -half...half {
    let x = Double(node) * step
    let weight = exp(-x * x / (2 * signal * signal)) * step / (signal * (2 * Double.pi).squareRoot())
    let given = (0..<quantizer.levelCount).map { quantizer.probability(of: $0, mean: x, deviation: noise) }
    var products = [weight]
    for count in 0...workerCount {
      for sequence in products.indices { sums[count][sequence] += products[sequence] }
      if count < workerCount { products = products.flatMap { product in given.map { product * $0 } } }
    }
  }
  let joint = sums.map { $0.reduce(0) { $0 - ($1 > 0 ? $1 * log2($1) : 0) } }
  return zip(joint.dropFirst(), joint).map { $0 - $1 }
}

/// The entropy of a bit whose log-likelihood ratio log Pr(0)/Pr(1) is known, bits.
func entropy(ofRatio ratio: Double) -> Double {
  let one = 1 / (1 + exp(ratio))
  return one <= 0 || one >= 1 ? 0 : -one * log2(one) - (1 - one) * log2(1 - one)
}
