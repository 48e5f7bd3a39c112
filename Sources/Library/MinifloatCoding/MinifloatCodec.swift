public import GradientCoding
public import Quantization
public import Randomness

/// Conversion to a minifloat and lossless coding of its codes, layer by layer (CO3, Algorithm 1, without error feedback, which
/// `ErrorFeedback` adds).
///
/// Rounds are counted in periods of `refreshInterval`, five epochs in the paper. In the first round of a period
///
/// - each worker announces the law GenNorm(μ, α, β) fitted to each layer of what it is about to quantize;
/// - when it has heard all, the server makes of the workers' laws one law, and of that the scale and the code of each layer, the
///   same for all workers, and tells them in a request (errata, CO3 3 and 4, on formats and scales);
/// - the workers answer with their codes.
///
/// In the other rounds workers send codes at once. A worker that has no code of the period, since it missed its first round,
/// announces itself in the same way and is told the code that there is. The server's estimate of an element is, in single
/// precision and in the order of the workers' indices, ((w₀ĝ₀ + w₁ĝ₁) + …)/(w₀ + w₁ + …).
///
/// All messages have one section, in which integers are as `ByteWriter` writes them:
///
/// - announcement: the byte 0; of each layer β, α, μ and, with ``ScaleRule/leastSampleError(coarseness:)``, the best scale as
///   32-bit floats, or 0 and the root mean square where no law could be fitted (a layer of one element, or of equal ones);
/// - request: of each layer the scale as a 32-bit float and the coder's code in integers (`HuffmanCode.write(to:)`,
///   `FrequencyTable.write(to:)`), in one stream of bits;
/// - codes, in a gradient or an answer: the byte 1; the number of bytes of each layer; the layers' streams. Of ``LosslessCoder/contextRange``:
///   the byte 1, and one stream.
///
/// A layer without a law at any worker has Laplace's law with the workers' root mean square as deviation; one that is zero at all
/// of them has the scale that is the geometric mean of the other layers', or 1, and the code of Laplace's law at that scale.
///
/// With `keptShare` K below 1, only the ⌈Kn⌉ elements of largest magnitude of a layer are converted, of equal ones those of least
/// index; the others are coded as zeros. So it is the lossless coder that says which they are: a Huffman code with a word of one bit
/// for zero takes as much as a bit mask with the codes of the others behind it.
///
/// > Note: The paper does not say who fits the laws, nor on what; here each worker fits them to its own gradient with the
/// > memory of error feedback, and the means are over workers.
public struct MinifloatCodec: ResumableCodec {
  /// The format of the codes.
  public let format: Minifloat
  /// How scales follow from laws.
  public let scaleRule: ScaleRule
  /// How codes become bytes.
  public let coder: LosslessCoder
  /// The number of rounds of a period, for which scales and codes hold.
  public let refreshInterval: Int
  /// The share K of the elements of a layer that are kept.
  public let keptShare: Double

  /// Creates a codec.
  ///
  /// - Precondition: `refreshInterval` and a rule's coarseness are positive, and `keptShare` in 0...1 but not 0.
  public init(
    _ format: Minifloat, scaleRule: ScaleRule = .leastError, coder: LosslessCoder = .modelHuffman, refreshInterval: Int,
    keptShare: Double = 1
  ) {
    precondition(refreshInterval > 0, "codes for \(refreshInterval) rounds")
    if case .leastSampleError(let factor) = scaleRule { precondition(factor > 0, "a coarseness of \(factor)") }
    precondition(keptShare > 0 && keptShare <= 1, "a share of \(keptShare)")
    self.format = format
    self.scaleRule = scaleRule
    self.coder = coder
    self.refreshInterval = refreshInterval
    self.keptShare = keptShare
  }

  /// The half of one worker. It draws nothing from the streams.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, codec: self, layout: layout)
  }

  /// The server's half. It draws nothing from the streams.
  public func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(codec: self, layout: layout)
  }

  /// Whether workers announce the scales that are best for their own numbers.
  var usesSampleScales: Bool {
    guard case .leastSampleError = scaleRule else { return false }
    return true
  }

  /// The period of a round.
  func period(of round: Int) -> Int { round / refreshInterval }

  /// What the first byte of a worker's section says that follows.
  enum Content: UInt8 {
    case laws = 0
    case codes = 1
  }
}
