public import GradientCoding
public import Quantization
import QuantizerCoding
public import Randomness
public import SlepianWolf

/// Dithered quantization followed by distributed source coding (THESIS, Sections 2.3.1 and 2.3.2, DQSG+DSC), layer by
/// layer.
///
/// Levels q = ⌊x/κ + u⌉ are those of a dithered `LevelQuantizer` with a step κ for each layer. Both ends know the
/// dither u, and the models that were broadcast; what they tell of a level is its context (`SourceContexts`,
/// `ScaleClasses`).
///
/// - Workers of the first group, C₁, send their levels by an adaptive range coder in these contexts, fresh in each
///   message.
/// - Workers of the second group, C₂, send their steps at first. When the first group is decoded the server takes
///   them in their order of arrival. For each it plans, from what levels were given those of other workers, which
///   elements' levels are told to be zero or not by syndromes of a `PlaneCode` (DISCUS), and asks for them; all
///   others, and what levels are that are not zero, come by the range coder in the same answer. What does not decode
///   is asked for further, as in ``DistributedSignCodec``.
///
/// The second group is told at the start of the round who is in it: the workers of the plan from its middle on.
///
/// Delivery is exact: the estimate is that of a `QuantizerCodec` with this quantizer, in any order of arrival, bit by
/// bit.
///
/// > Note: The thesis plans rates at 1.1 times a conditional entropy, and does not say what it conditions on or how
/// > failed blocks are noticed. Here all blocks are checked and repaired.
///
/// > Note: Side information of other workers beyond the contexts is worth a hundredth of a bit an element, less than
/// > syndromes waste; see `SourceRule/leastCost`.
public struct DitheredSourceCodec: ResumableCodec {
  /// The quantizer of levels −M…M.
  public let quantizer: LevelQuantizer
  /// How the second group sends.
  public let rule: SourceRule
  /// How many rounds back the models that tell scales may be, 0 for none: both ends keep the models of that many
  /// rounds.
  public let reach: Int
  /// Whether the dither is context.
  public let tellsDither: Bool
  /// The codes of syndromes.
  public let code: PlaneCode

  /// Creates a codec.
  ///
  /// - Precondition: The quantizer is one that subtracts its dither; `reach` lies in `0..<2³²`.
  public init(
    _ quantizer: LevelQuantizer, rule: SourceRule = .leastCost, reach: Int = 8, tellsDither: Bool = true,
    code: PlaneCode = Self.defaultCode
  ) {
    precondition(quantizer.subtractsDither, "a quantizer that leaves its dither")
    precondition((0..<1 << 32).contains(reach), "a reach of \(reach) rounds")
    self.quantizer = quantizer
    self.rule = rule
    self.reach = reach
    self.tellsDither = tellsDither
    self.code = code
  }

  /// Short blocks with elements from all over the layer, with requests so dear that one block in eight needs one, and
  /// few iterations.
  ///
  /// With parity checks for half of four workers of a 784-300-100-10 perceptron, 0.680 bits an element and worker are
  /// sent in the first 20 rounds. Blocks of up to 9,600 bits at half the price take 0.672 and five times as long.
  public static var defaultCode: PlaneCode {
    PlaneCode(blockLengths: [2_400], isInterleaved: true, maximumIterations: 30, blockPrice: 400)
  }

  /// The half of one worker. It draws its dither from the streams.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, codec: self, layout: layout, streams: streams)
  }

  /// The server's half. It draws all workers' dither from the streams.
  public func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(codec: self, layout: layout, streams: streams)
  }

  /// The contexts of a worker's layer, from models so many rounds apart.
  func contexts(
    _ layer: LayerLayout.Layer, dither rng: Philox, scales: [UInt8]?
  ) -> SourceContexts {
    var dither = [Float](repeating: 0, count: layer.range.count)
    var span = dither.mutableSpan
    UniformDither(step: 1).fill(&span, startingAt: layer.range.lowerBound, of: rng)
    return SourceContexts(dither: dither, scales: scales, tellsDither: tellsDither)
  }

  /// The dither of a worker's gradient in a round.
  func dither(_ streams: Streams, worker: Int, round: Int) -> Philox {
    LayerDither.generator(streams, worker: worker, round: round)
  }
}
