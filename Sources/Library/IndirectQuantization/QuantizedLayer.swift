public import GradientCoding
public import Randomness

/// A layer's two signals after quantization (THESIS, Equation (3.2)).
public struct QuantizedLayer: Sendable, Equatable {
  /// The number of samples L.
  public let sampleCount: Int
  /// x̃.
  public internal(set) var input: QuantizedSignal
  /// δ̃.
  public internal(set) var delta: QuantizedSignal

  init(sampleCount: Int, input: QuantizedSignal, delta: QuantizedSignal) {
    self.sampleCount = sampleCount
    self.input = input
    self.delta = delta
  }

  /// Quantizes a layer's signals, which are finite.
  ///
  /// The least error leaves free by what factor the points of δ are too large and those of x too small. Here it is the one
  /// with which Σ δ̃ is nearest to the gradient of the bias, within a factor of two of what Algorithm 1 gave.
  ///
  /// - Parameter dither: the streams of the dithers; other methods do not read them.
  public init(_ signals: LayerSignals, method: IndirectMethod, codesZeros: Bool, dither: DitherStreams) {
    method.check()
    let formats = method.formats(codesZeros: codesZeros)
    sampleCount = signals.sampleCount
    input = QuantizedSignal(signals.input, format: formats.input, dither: dither.input)
    delta = QuantizedSignal(signals.delta, format: formats.delta, dither: dither.delta)
    guard case .leastError(_, _, let iterations, let biasWeight) = method else { return }
    let objective = FactoredObjective(
      input: signals.input, quantized: input, delta: signals.delta, quantized: delta, sampleCount: sampleCount,
      biasWeight: biasWeight)
    let points = objective.minimized(
      input: input.parameters.map(Double.init), delta: delta.parameters.map(Double.init), iterations: iterations)
    delta.parameters = points.delta.map { Float($0) }
    let factor = Self.biasFactor(
      columnSums(signals.delta, rowCount: sampleCount),
      columnSums(delta.values(dither: dither.delta), rowCount: sampleCount))
    delta.parameters = points.delta.map { Float($0 * factor) }
    input.parameters = points.input.map { Float($0 / factor) }
  }

  /// Both signals as the other side reads them.
  public func signals(_ layer: String, dither: DitherStreams) -> LayerSignals {
    LayerSignals(
      layer: layer, sampleCount: sampleCount, input: input.values(dither: dither.input),
      delta: delta.values(dither: dither.delta))
  }

  /// The c in ½...2 with which c b̃ is nearest to b.
  private static func biasFactor(_ b: [Double], _ quantized: [Double]) -> Double {
    let energy = quantized.reduce(0) { $0 + $1 * $1 }
    guard energy > 0 else { return 1 }
    return min(2, max(0.5, zip(b, quantized).reduce(0) { $0 + $1.0 * $1.1 } / energy))
  }
}

/// The streams of the dithers of a layer's signals, the same at both ends.
public struct DitherStreams: Sendable {
  /// That of x.
  public let input: Philox
  /// That of δ.
  public let delta: Philox

  /// The streams of one layer of one worker in one round.
  public init(_ streams: Streams, layer: String, worker: Int, round: Int) {
    input = streams.generator("indirect input \(layer)", worker: worker, round: round)
    delta = streams.generator("indirect delta \(layer)", worker: worker, round: round)
  }
}

/// The sums of the columns of a matrix of so many rows.
func columnSums(_ values: [Float], rowCount: Int) -> [Double] {
  let width = values.count / rowCount
  var sums = [Double](repeating: 0, count: width)
  for row in 0..<rowCount {
    for column in 0..<width { sums[column] += Double(values[row * width + column]) }
  }
  return sums
}
