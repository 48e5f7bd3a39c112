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

/// The processor time that a worker takes for a batch, on one thread, by methods of THESIS, Table 3.1 and Figure 4.3.
///
/// Pictures are noise and the network stands at its initial parameters: the time depends on neither. Symbols go in words of
/// 32 bits, without entropy coding, positions of elements by Rice's code.
public struct BatchTimes: Sendable {
  /// What is done with a batch.
  public enum Method: String, Sendable, CaseIterable {
    /// The gradient alone.
    case baseline
    /// The gradient, and all of it quantized to three levels.
    case qsgd
    /// Of dense layers the signals, without a gradient of their kernels, dithered to three levels; all else as QSGD.
    case ditheredIndirect = "d-isgq"
    /// The gradient, and QCS of all of it with a gain of 32.
    case sampling = "qcs"
    /// The gradient, and the elements of largest magnitude of each layer, with their positions a gain of about 32.
    case topSelection = "top-k"
    /// The gradient, and EDEN of all of it with a gain of 32.
    case rotation = "eden"
  }

  /// Seconds of processor time.
  public struct Seconds: Sendable, Equatable {
    public var gradient = 0.0, quantization = 0.0

    public init(gradient: Double = 0, quantization: Double = 0) {
      self.gradient = gradient
      self.quantization = quantization
    }

    public var total: Double { gradient + quantization }

    /// The times of both together.
    public static func + (left: Seconds, right: Seconds) -> Seconds {
      Seconds(gradient: left.gradient + right.gradient, quantization: left.quantization + right.quantization)
    }
  }

  public let model: ModelName
  public let batchSize: Int
  /// The number of batches that are measured, after one that is not: tensors keep the memory of those before them.
  public let batches: Int
  /// What is measured.
  public let methods: [Method]
  public let seed: UInt64

  public init(model: ModelName, batchSize: Int, batches: Int, methods: [Method], seed: UInt64) {
    self.model = model
    self.batchSize = batchSize
    self.batches = batches
    self.methods = methods
    self.seed = seed
  }

  /// The times of each batch by each method. A batch is taken by all of them before the next; methods that quantize the
  /// gradient quantize the one that the baseline was measured on.
  ///
  /// - Throws: `CodecError`, or `CancellationError`.
  public func measured() throws -> [Method: [Seconds]] {
    let network = model.network, streams = Streams(seed: seed)
    var rng = streams.generator("initial parameters")
    let state = network.initialState(using: &rng)
    let layout = LayerLayout(network.layout)
    let direct = try methods.compactMap { method in
      try method.compressor(layout, streams).map { (method: method, compressor: $0) }
    }
    let indirect = methods.contains(.ditheredIndirect) ? try Indirect(layout, streams) : nil
    var times: [Method: [Seconds]] = [:]
    for round in 0...batches {
      try Task.checkCancellation()
      var pixels = streams.generator("batch", round: round)
      let batch = Batch.noise(batchSize, for: network, using: &pixels)
      if round == 0 {
        _ = seconds(of: batch, network, state, onlySignals: true)
        continue
      }
      let (gradients, gradient) = seconds(of: batch, network, state, onlySignals: false)
      let values = gradients.parameters.scalars
      if methods.contains(.baseline) { times[.baseline, default: []].append(Seconds(gradient: gradient)) }
      for (method, compressor) in direct {
        let quantization = try Self.seconds { try compressor.pack(values, round: round) }
        times[method, default: []].append(Seconds(gradient: gradient, quantization: quantization))
      }
      if let indirect {
        let (signals, gradient) = seconds(of: batch, network, state, onlySignals: true)
        let quantization = try Self.seconds { try indirect.pack(signals, round: round) }
        times[.ditheredIndirect, default: []].append(Seconds(gradient: gradient, quantization: quantization))
      }
    }
    return times
  }

  /// What is sent of a batch, and the time to find it.
  private func seconds(
    of batch: Batch, _ network: Network, _ state: NetworkState, onlySignals: Bool
  ) -> (Gradients, Double) {
    let start = Self.processorSeconds()
    var tape = Tape(network, state)
    let logits = network(&tape, tape.constant(batch.images))
    let loss = tape.softmaxCrossEntropy(logits, labels: batch.labels)
    let gradients = tape.gradients(of: loss, omitsDenseKernels: onlySignals)
    return (gradients, Self.processorSeconds() - start)
  }

  /// The time of some work.
  private static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = processorSeconds()
    try work()
    return processorSeconds() - start
  }

  /// The processor time of this thread.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// Dithered signals of three levels, and QSGD of what is left, in words.
  private struct Indirect {
    let method = IndirectMethod.dithered(inputExtent: 1, deltaExtent: 1)
    let rest: [Range<Int>]
    let streams: Streams
    let direct: PackedLayers

    init(_ layout: LayerLayout, _ streams: Streams) throws {
      let left = IndirectLayers(layout).rest, names = Set(left.layers.map(\.name))
      rest = layout.layers.filter { names.contains($0.name) }.map(\.range)
      self.streams = streams
      direct = PackedLayers(left, streams, LevelLayers(try .qsgd(extent: 1)))
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
