import CompressiveSampling
import EntropyCoding
import GradientCoding
import Quantization
import QuantizerCoding
import Randomness

extension BatchTimes {
  /// What makes of a gradient that which is sent.
  protocol Compressor {
    /// Compresses a gradient; what comes of it is dropped.
    func pack(_ values: [Float], round: Int) throws
  }

  /// The symbols of a quantizer of layers, in words.
  struct PackedLayers: Compressor {
    private let layout: LayerLayout
    private let streams: Streams
    private let quantizer: any LayerQuantizer

    init(_ layout: LayerLayout, _ streams: Streams, _ quantizer: some LayerQuantizer) {
      self.layout = layout
      self.streams = streams
      self.quantizer = quantizer
    }

    func pack(_ values: [Float], round: Int) throws {
      let dither = streams.generator("dither", worker: 0, round: round)
      for layer in layout.layers {
        let count = quantizer.symbolRange(of: 0..<layer.range.count, shape: layer.shape).count
        var symbols = [UInt8](repeating: 0, count: count)
        var span = symbols.mutableSpan
        _ = try quantizer.quantize(
          values.span.extracting(layer.range), shape: layer.shape,
          dither: LayerDither(generator: dither, startingAt: layer.range.lowerBound), into: &span)
        _ = WordPacking(alphabetSize: quantizer.alphabetSize).pack(symbols.span)
      }
    }
  }

  /// The messages of ``SelectionCodec``.
  private struct SelectedElements: Compressor {
    let worker: SelectionCodec.Worker

    func pack(_ values: [Float], round: Int) throws {
      var worker = worker
      _ = try worker.encode(LocalGradient(values: values), round: round)
    }
  }
}

extension BatchTimes.Method {
  /// The compression gain of methods that can have any.
  static let gain = 32.0
  /// The share of elements that have this gain, some 38.4 bits each.
  static let keptShare = 0.026

  /// What compresses whole gradients; nil for other methods.
  func compressor(_ layout: LayerLayout, _ streams: Streams) throws -> (any BatchTimes.Compressor)? {
    switch self {
    case .baseline, .ditheredIndirect: nil
    case .qsgd: BatchTimes.PackedLayers(layout, streams, LevelLayers(try .qsgd(extent: 1)))
    case .sampling: BatchTimes.PackedLayers(layout, streams, try CompressiveLayers(gain: Self.gain))
    case .rotation: BatchTimes.PackedLayers(layout, streams, try RotatedLayers(gain: Self.gain))
    case .topSelection:
      BatchTimes.SelectedElements(
        worker: SelectionCodec(keptShare: Self.keptShare).makeWorker(0, layout: layout, streams: streams))
    }
  }
}
