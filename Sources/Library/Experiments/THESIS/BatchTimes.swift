import Autodiff
import DistributedLearning
import EntropyCoding
import Foundation
import GradientCoding
import IndirectQuantization
import Models
import Quantization
import QuantizerCoding
import Randomness

/// The processor time that a worker takes for a batch, on one thread, by three of the methods of THESIS, Table 3.1.
///
/// Pictures are noise and the network stands at its initial parameters: the time depends on neither. Symbols go in words of
/// 32 bits, without entropy coding.
public struct BatchTimes: Sendable {
  /// What is done with a batch.
  public enum Method: String, Sendable, CaseIterable {
    /// The gradient alone.
    case baseline
    /// The gradient, and all of it quantized to three levels.
    case qsgd
    /// Of dense layers the signals, without a gradient of their kernels, dithered to three levels; all else as QSGD.
    case ditheredIndirect = "d-isgq"
  }

  /// Seconds of processor time.
  public struct Seconds: Sendable, Equatable {
    public var gradient = 0.0, quantization = 0.0

    public init(gradient: Double = 0, quantization: Double = 0) {
      self.gradient = gradient
      self.quantization = quantization
    }

    public var total: Double { gradient + quantization }
  }

  public let model: ModelName
  public let batchSize: Int
  /// The number of batches that are measured, after one that is not: tensors keep the memory of those before them.
  public let batches: Int
  public let seed: UInt64

  public init(model: ModelName, batchSize: Int, batches: Int, seed: UInt64) {
    self.model = model
    self.batchSize = batchSize
    self.batches = batches
    self.seed = seed
  }

  /// The time of all batches by each method. A batch is taken by all of them before the next; QSGD quantizes the gradient
  /// that the baseline was measured on.
  ///
  /// - Throws: `CodecError`, or `CancellationError`.
  public func measured() throws -> [Method: Seconds] {
    let network = model.network, streams = Streams(seed: seed)
    var rng = streams.generator("initial parameters")
    let state = network.initialState(using: &rng)
    let direct = try Direct(LayerLayout(network.layout), streams)
    let indirect = try Indirect(LayerLayout(network.layout), streams)
    var whole = Seconds(), signals = Seconds()
    for round in 0...batches {
      try Task.checkCancellation()
      var pixels = streams.generator("batch", round: round)
      let batch = Batch.noise(batchSize, for: network, using: &pixels)
      if round == 0 {
        _ = try seconds(of: batch, network, state, onlySignals: true) { _ in }
        continue
      }
      let first = try seconds(of: batch, network, state, onlySignals: false) {
        try direct.pack($0.parameters.scalars, round: round)
      }
      let second = try seconds(of: batch, network, state, onlySignals: true) {
        try indirect.pack($0, round: round)
      }
      whole.add(first)
      signals.add(second)
    }
    return [.baseline: Seconds(gradient: whole.gradient), .qsgd: whole, .ditheredIndirect: signals]
  }

  /// The time to find what is sent of a batch, and to quantize it.
  private func seconds(
    of batch: Batch, _ network: Network, _ state: NetworkState, onlySignals: Bool, quantize: (Gradients) throws -> Void
  ) throws -> Seconds {
    let start = Self.processorSeconds()
    var tape = Tape(network, state)
    let logits = network(&tape, tape.constant(batch.images))
    let loss = tape.softmaxCrossEntropy(logits, labels: batch.labels)
    let gradients = tape.gradients(of: loss, omitsDenseKernels: onlySignals)
    let middle = Self.processorSeconds()
    try quantize(gradients)
    return Seconds(gradient: middle - start, quantization: Self.processorSeconds() - middle)
  }

  /// The processor time of this thread.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// QSGD of three levels, in words.
  private struct Direct {
    let layout: LayerLayout
    let streams: Streams
    let quantizer: LevelLayers

    init(_ layout: LayerLayout, _ streams: Streams) throws {
      self.layout = layout
      self.streams = streams
      quantizer = LevelLayers(try .qsgd(levels: 1))
    }

    func pack(_ values: [Float], round: Int) throws {
      let dither = streams.generator("dither", worker: 0, round: round)
      for layer in layout.layers {
        var symbols = [UInt8](repeating: 0, count: layer.range.count)
        var span = symbols.mutableSpan
        _ = try quantizer.quantize(
          values.span.extracting(layer.range), shape: layer.shape,
          dither: LayerDither(generator: dither, first: layer.range.lowerBound), into: &span)
        _ = WordPacking(alphabetSize: quantizer.alphabetSize).pack(symbols.span)
      }
    }
  }

  /// Dithered signals of three levels, and QSGD of what is left, in words.
  private struct Indirect {
    let method = IndirectMethod.dithered(inputExtent: 1, deltaExtent: 1)
    let rest: [Range<Int>]
    let streams: Streams
    let direct: Direct

    init(_ layout: LayerLayout, _ streams: Streams) throws {
      let left = IndirectLayers(layout).rest, names = Set(left.layers.map(\.name))
      rest = layout.layers.filter { names.contains($0.name) }.map(\.range)
      self.streams = streams
      direct = try Direct(left, streams)
    }

    func pack(_ gradients: Gradients, round: Int) throws {
      for signal in gradients.signals {
        let dither = DitherStreams(streams, layer: signal.layer, worker: 0, round: round)
        let layer = QuantizedLayer(LayerSignals(signal), method: method, codesZeros: false, dither: dither)
        for part in [layer.input, layer.delta] {
          _ = WordPacking(alphabetSize: part.format.alphabetSize).pack(part.symbols.span)
        }
      }
      let gradient = gradients.parameters.reshaped([gradients.parameters.rowSize])
      try direct.pack(rest.flatMap { gradient.rows($0).scalars }, round: round)
    }
  }
}

extension BatchTimes.Seconds {
  fileprivate mutating func add(_ other: BatchTimes.Seconds) {
    gradient += other.gradient
    quantization += other.quantization
  }
}
