public import GradientCoding
import Quantization
public import Randomness

/// Nested quantization with workers' own gradients as side information (THESIS, Section 2.3.1).
///
/// The workers of a round are in two groups, by default its first and second half, of odd numbers the greater half first.
/// Those of the first quantize with subtractive dither to −M…M, κ = max |x| / M (Equations (2.4) and (2.5)); those of the
/// second send only where in a coarse cell a number lies, (Δ₁, Δ₂) = (`fineShare`, k `fineShare`) of the layer's max |x|
/// (Equation (2.6)). The server's estimate from the first group is the side information that Equation (2.7) reads the
/// second group with. By default M = 3 and (Δ₁, Δ₂) = (1/3, 1): 7 symbols and 3.
///
/// Before a round the server tells all workers the index of the first one of the second group, 2³² if there is none, in
/// one section as `ByteWriter` writes integers. Messages are as those of ``QuantizerCodec``.
public struct NestedCodec: ResumableCodec {
  /// How the numbers read of workers become an estimate, of the side information and of the gradient.
  public enum Estimator: Sendable, Equatable {
    /// The weighted mean of the plan.
    case mean
    /// The minimax linear estimator (``MinimaxEstimator``), layer by layer.
    ///
    /// A worker's noise is that of its step, N Δ₁²/12, and that of its batch, s²/w with w the weight of the plan; s² is
    /// estimated by how the first group's numbers differ, or taken as 0 if that is one worker.
    case minimax
  }

  /// What the first group quantizes with.
  let dithered: LevelLayers
  /// What the second group quantizes with.
  let nested: NestedLayers
  /// The number of workers of the first group; nil for half of a round's.
  public let sideWorkerCount: Int?
  /// How the numbers read become estimates.
  public let estimator: Estimator
  /// How symbols become bytes.
  public let coder: SymbolCoder

  /// Creates a codec with M = `extent`, Δ₁ = `fineShare` max |x| and k = `ratio`.
  ///
  /// - Precondition: `fineShare` lies in 2⁻¹⁶...2¹⁶, and the first group, if its size is given, has a worker.
  /// - Throws: `QuantizationError` unless M lies in `1...127` and k in `2...256`.
  public init(
    extent: Int = 3, fineShare: Double = 1.0 / 3, ratio: Int = 3, sideWorkerCount: Int? = nil,
    estimator: Estimator = .mean, coder: SymbolCoder = .adaptiveRange
  ) throws(QuantizationError) {
    precondition((0x1p-16...0x1p16).contains(fineShare), "a fine step of \(fineShare)")
    precondition(sideWorkerCount.map { $0 > 0 } ?? true, "\(sideWorkerCount ?? 0) workers of side information")
    dithered = LevelLayers(try .dithered(extent: extent))
    nested = NestedLayers(fineShare: fineShare, blocks: try NestedBlocks(ratio: ratio))
    self.sideWorkerCount = sideWorkerCount
    self.estimator = estimator
    self.coder = coder
  }

  /// The half of one worker.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, codec: self, layout: layout, streams: streams)
  }

  /// The server's half.
  public func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(codec: self, layout: layout, streams: streams)
  }

  /// The number of workers of the first group of `count`.
  func sideWorkerCount(of count: Int) -> Int { min(count, sideWorkerCount ?? (count + 1) / 2) }
}
