import Autodiff
import Datasets
import DistributedLearning
import GradientCoding
import IndirectQuantization
import Models
import Randomness

/// Looks at a network's signals for pictures that are drawn for each stage.
struct SignalProbe: Sendable {
  private let options: SignalStatistics
  private let train: Dataset
  private let streams: Streams

  init(_ options: SignalStatistics, train: Dataset, streams: Streams) {
    self.options = options
    self.train = train
    self.streams = streams
  }

  /// The second hidden layer's signals and gradient, and messages of all layers, for some batches.
  ///
  /// - Complexity: O(K⁴ L²) a batch for the points of least error.
  /// - Throws: `QuantizationError` for signals that are not finite, `CodecError`, `CancellationError`.
  func batches(at state: NetworkState, place: Int) async throws -> [SignalStage.Batch] {
    var batches: [SignalStage.Batch] = []
    for index in 0..<options.batches {
      try Task.checkCancellation()
      var rng = streams.generator("signal batch", worker: place, round: index)
      let pictures = choice(options.batchSize, of: train.count, using: &rng)
      let result = try await gradient(pictures, at: state)
      let signals = result.signals[1], gradient = signals.kernelGradient(), points = 2 * options.levels + 1
      let direct = try SignalQuality(gradient, pointCount: points)
      let dither = DitherStreams(streams, layer: "probe \(place)", worker: 0, round: index)
      let products = SignalScheme.allCases.map { scheme in
        (1...options.levels).map { levels in
          guard let method = scheme.method(levels: levels) else {
            return ProductQuality(direct: direct, pointCount: 2 * levels + 1, elementCount: gradient.count)
          }
          let layer = QuantizedLayer(signals, method: method, codesZeros: scheme.codesZeros, dither: dither)
          return ProductQuality(layer, gradient: gradient, dither: dither)
        }
      }
      batches.append(
        SignalStage.Batch(
          input: try SignalQuality(signals.input, pointCount: points),
          delta: try SignalQuality(signals.delta, pointCount: points), gradient: direct, products: products,
          messages: try ZeroCoding.allCases.map { try coded(result, $0, gradient: gradient, dither: dither) }))
    }
    return batches
  }

  /// The marginals of x⁽¹⁾, by the folded normal law, and δ⁽¹⁾, by the normal one.
  func marginals(at state: NetworkState, place: Int) async throws -> [SignalMarginal] {
    var rng = streams.generator("marginal pictures", worker: place)
    let pictures = choice(min(options.marginalPictures, train.count), of: train.count, using: &rng)
    let signals = try await gradient(pictures, at: state).signals
    return [
      try SignalMarginal(
        signals[1].input, law: .foldedNormal, nullRepetitions: options.nullRepetitions, using: &rng),
      try SignalMarginal(signals[0].delta, law: .normal, nullRepetitions: options.nullRepetitions, using: &rng),
    ]
  }

  private func gradient(_ pictures: [Int], at state: NetworkState) async throws -> BatchGradient {
    try await Network.fc1000.batchGradients(
      Batch(train, pictures), workerCount: 1, at: state, jobs: 1, keepsSignals: true)[0]
  }

  /// What a message of all layers takes and leaves of the second hidden one.
  private func coded(
    _ result: BatchGradient, _ coding: ZeroCoding, gradient: [Float], dither: DitherStreams
  ) throws -> SignalStage.Coded {
    let layout = LayerLayout(Network.fc1000.layout)
    let codec = IndirectCodec(
      coding.method, codesZeros: coding.codesZeros, sampleLimit: options.batchSize, direct: IdentityCodec())
    var worker = try codec.makeWorker(0, layout: layout, streams: streams)
    try worker.begin(round: 0, model: [], broadcast: nil)
    let message = try worker.encode(
      LocalGradient(values: result.gradient.scalars, signals: result.signals), round: 0)
    let layer = QuantizedLayer(
      result.signals[1], method: coding.method, codesZeros: coding.codesZeros, dither: dither)
    return SignalStage.Coded(
      gain: message.bits.gain(elementCount: layout.elementCount),
      normalizedError: ProductQuality(layer, gradient: gradient, dither: dither).normalizedError)
  }
}
