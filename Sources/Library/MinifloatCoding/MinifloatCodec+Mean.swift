import GradientCoding

extension MinifloatCodec.Server {
  /// ((w₀ĝ₀ + w₁ĝ₁) + …)/(w₀ + w₁ + …), element by element.
  func mean(_ codes: [[[UInt8]]], weights: [Float], _ layers: [LayerCode]) -> [Float] {
    var mean = [Float](repeating: 0, count: layout.elementCount)
    var sums = mean.mutableSpan
    let total = weights.reduce(0, +), isMean = codes.count > 1
    for (index, (layer, code)) in zip(layout.layers, layers).enumerated() {
      for (worker, weight) in zip(codes, weights) {
        let products = code.numbers.map { isMean ? weight * $0 : $0 }
        let layerCodes = worker[index]
        let table = products.span, read = layerCodes.span
        for place in read.indices {
          sums[unchecked: layer.range.lowerBound + place] += table[Int(read[unchecked: place])]
        }
      }
      guard isMean else { continue }
      for place in layer.range { sums[unchecked: place] /= total }
    }
    return mean
  }
}
