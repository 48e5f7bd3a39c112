/// A round whose workers were all heard: how their symbols are read, and with what weights.
struct NestedRound {
  let dithered: [QuantizedGradient<LevelLayers>]
  let nested: [QuantizedGradient<NestedLayers>]
  /// Those of the plan.
  let planWeights: [Float]
  let estimator: NestedCodec.Estimator
  /// The pieces of each layer.
  let pieces: [[LayerPiece]]

  /// Reads a piece of all workers in order and adds them up; what is read of each goes to `body` as well.
  func read(
    _ piece: LayerPiece, weights: [Float], into mean: inout PieceMean, _ body: (_ place: Int, _ values: [Float]) -> Void
  ) {
    for (place, worker) in dithered.enumerated() {
      mean.add(weight: weights[place]) { worker.read(piece, into: &$0) }
      body(place, mean.numbers)
    }
    if nested.isEmpty { return }
    let side = mean.values
    for (index, worker) in nested.enumerated() {
      let place = dithered.count + index
      mean.add(weight: weights[place]) { worker.read(piece, side: side.span, into: &$0) }
      body(place, mean.numbers)
    }
  }

  /// The weights of workers in a layer; those of the plan where a worker's numbers have no noise.
  func weights(_ layer: Int) -> [Float] {
    if estimator == .mean { return planWeights }
    let noise = noise(layer)
    guard noise.allSatisfy({ $0 > 0 && $0.isFinite }) else { return planWeights }
    return MinimaxEstimator.weights(noise: noise).map { Float($0) }
  }

  /// E‖ν‖² of each worker in a layer: N Δ²/12 + s²/w.
  private func noise(_ layer: Int) -> [Double] {
    let steps = dithered.map { $0.layers[layer].parameters[0] } + nested.map { $0.layers[layer].parameters[0] }
    let count = Double(pieces[layer].reduce(0) { $0 + $1.part.count })
    let quantization = steps.map { count * Double($0) * Double($0) / 12 }
    let sampling = samplingNoise(layer, quantization: quantization)
    return zip(quantization, planWeights).map { $0 + sampling / Double($1) }
  }

  /// s², from Σ‖g̃ − ḡ‖² over the K₁ workers of the first group, whose mean is (1 − 1/K₁) Σ (N Δ²/12 + s²/w).
  private func samplingNoise(_ layer: Int, quantization: [Double]) -> Double {
    let workers = Double(dithered.count)
    if dithered.count < 2 { return 0 }
    var differences = 0.0
    for piece in pieces[layer] {
      var sums = [Double](repeating: 0, count: piece.part.count), squares = 0.0
      for worker in dithered {
        var numbers = [Float](repeating: 0, count: piece.part.count)
        var span = numbers.mutableSpan
        worker.read(piece, into: &span)
        for (index, number) in numbers.enumerated() {
          sums[index] += Double(number)
          squares += Double(number) * Double(number)
        }
      }
      differences += squares - sums.reduce(0) { $0 + $1 * $1 } / workers
    }
    let explained = quantization.prefix(dithered.count).reduce(0, +)
    let inverse = planWeights.prefix(dithered.count).reduce(0) { $0 + 1 / Double($1) }
    return max(0, (differences * workers / (workers - 1) - explained) / inverse)
  }
}
