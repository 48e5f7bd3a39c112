public import GradientCoding
import GradientStatistics
public import Randomness
public import SlepianWolf

/// Distributed source coding of signs with rates that follow the gradients (DSC, Algorithm 1, with m = 1), layer by layer.
///
/// In a round
///
/// - each worker sends its root mean square of each layer as a 32-bit float, and keeps its signs (lines 9 and 11);
/// - the server takes workers in their order of arrival. For each it finds the rate of every layer from the statistics
///   of earlier rounds and tells it (lines 4 to 6), in one request with a section a layer, the bytes of a `PlanePlan`;
/// - the worker answers with the syndromes of all layers, a section each (lines 10, 12 and 13);
/// - the server decodes them with the signs of the workers before as side information (line 15). What does not decode is
///   asked for further, in one request a time for all layers, with empty sections for those that need nothing. Then comes the
///   next worker;
/// - the estimate is that of `SignCodec` with `UncodedSigns` and the scale `rootMeanSquare`, by the same code, so the same
///   floats wherever delivery is exact (line 16; errata, DSC 6).
///
/// The statistics of round t are the maximum-likelihood estimate from its counts of positive signs under the constraint from
/// the root mean squares (Equations (59)-(62)), each layer by itself, and give the rates of round t + 1. Until there are
/// any, and where a layer has none (all gradients 0, or fewer than `PlaneCode.leastCodedCount` elements), signs are sent
/// as they are, and so they are wherever coding is expected to save nothing.
///
/// The sign of 0 and of −0 is positive, at every worker.
///
/// > Note: Algorithm 1 tells all rates before any worker has computed its gradient. As the order of arrival decides which
/// > worker has which rate, here each is told its own when its turn comes.
///
/// > Note: Statistics may be wrong, as where they change from round to round or workers differ. Blocks then climb until they
/// > decode, which may take more than the signs themselves; the next rounds plan with what the model missed.
///
/// > Note: The first rounds of the paper have σ_X²(0) and σ_N²(0) from nowhere; here the first round is uncoded.
public struct DistributedSignCodec: ResumableCodec {
  /// What the server knows of the next worker's signs.
  public let sideInformation: SignSource
  /// How rates follow from it.
  public let rateRule: RateRule
  /// The codes.
  public let code: PlaneCode

  /// Creates a codec; without more, that of the Gaussian model with exact rates and exact delivery.
  ///
  /// - Precondition: The code has blocks of the length that the rule names.
  public init(
    _ sideInformation: SignSource = .gaussian(), rateRule: RateRule = .leastCost, code: PlaneCode = Self.defaultCode
  ) {
    precondition(rateRule.blockLength.map(code.blockLengths.contains) ?? true, "no blocks of the rule's length")
    self.sideInformation = sideInformation
    self.rateRule = rateRule
    self.code = code
  }

  /// Exact delivery by short blocks, each with elements from all over the layer, with requests dear enough that a plane takes few decodings, and few iterations each.
  ///
  /// Ten workers' signs of the 199,210 parameters of a perceptron, at 0.787 bits each by the Gaussian model, take 0.855 bits a
  /// sign. A price of 60 and 100 iterations take 0.844 and three times as long; blocks of 1,200 bits alone take 0.872 and half
  /// as long.
  public static var defaultCode: PlaneCode {
    PlaneCode(blockLengths: [1_200, 2_400], isInterleaved: true, maximumIterations: 30, blockPrice: 200)
  }

  /// The codec as the paper has it (DSC, Section V): blocks of 2,400 bits, 100 iterations, no check and no repair, the rates
  /// of the first `topWorkerCount` workers only. Each block fails with at most `failureRate`, by the model, and what it
  /// decodes to is delivered, with wrong bits.
  public static func asPrinted(topWorkerCount: Int? = nil, failureRate: Double = 1e-2) -> DistributedSignCodec {
    DistributedSignCodec(
      .gaussian(topWorkerCount: topWorkerCount),
      rateRule: .single(blockLength: 2_400, failureRate: failureRate),
      code: PlaneCode(blockLengths: [2_400], isExact: false, maximumIterations: 100))
  }

  /// The half of one worker. It draws nothing from the streams.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, code: code, layout: layout)
  }

  /// The server's half. It draws nothing from the streams.
  public func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(codec: self, layout: layout)
  }
}
