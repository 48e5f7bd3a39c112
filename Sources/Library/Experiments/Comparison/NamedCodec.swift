import FigureKit
import GradientCoding
import MinifloatCoding
import QuantizerCoding

/// A codec of one of the papers under the name that tools know it by, with symbols by the range coder where it has a choice.
///
/// What a scheme of the figures is, its own enumeration says; this is the list of them all.
public struct NamedCodec: Sendable {
  /// The name on command lines.
  public let name: String
  /// What it is, in a line.
  public let summary: String
  private let make: @Sendable () throws -> any ResumableCodec

  /// The codec.
  ///
  /// - Throws: `QuantizationError` or `CompressiveSamplingError` for parameters that it cannot have; none of ``all`` has any.
  public func codec() throws -> any ResumableCodec { try make() }

  private init(_ name: String, _ summary: String, _ make: @escaping @Sendable () throws -> any ResumableCodec) {
    self.name = name
    self.summary = summary
    self.make = make
  }

  private init(_ name: String, _ summary: String, _ scheme: ThesisScheme) {
    self.init(name, summary) { try scheme.codec(.adaptiveRange) }
  }

  private init(_ name: String, _ summary: String, _ scheme: CommunicationScheme) {
    self.init(name, summary) { scheme.codec(reach: 8) ?? IdentityCodec() }
  }

  private init(_ name: String, _ summary: String, _ scheme: CO3Conversion) {
    // An epoch of CO3 has hundreds of rounds; laws are fitted anew after 50, so that short trainings see it too.
    self.init(name, summary) { scheme.codec(refreshInterval: 50) }
  }

  /// Every codec, by paper.
  public static let all: [NamedCodec] = [
    NamedCodec("uncoded", "gradients as 32-bit floats", .baseline),
    NamedCodec("signs", "SignSGD: a bit a sign, and a scale for each layer (DSC, LIMITS)", CommunicationScheme.uncoded),
    NamedCodec("signs-neighbours", "the same signs, range-coded in the context of their neighbours", .neighbours),
    NamedCodec("signs-history", "the same, in the context of earlier models too", .historyNeighbours),
    NamedCodec("dsc", "Algorithm 1 of DSC: syndromes of signs at the rates of the Gaussian model", .gaussian),
    NamedCodec("dsc-empirical", "the same with rates learnt in earlier rounds", .empirical),
    NamedCodec(
      "co3-fp4", "CO3: fp4, Huffman's code of the fitted law, error feedback 0.9", CO3Conversion(.fp4, decay: 0.9)),
    NamedCodec("co3-fp8", "the same with fp8", CO3Conversion(.fp8, decay: 0.9)),
    NamedCodec(
      "co3-fp4-context", "fp4 with the scale of least error and a range coder with contexts",
      CO3Conversion(.fp4, decay: 0.9, scale: .leastSampleError(coarseness: 1), coder: .contextRange)),
    NamedCodec("dithered", "DQSG of THESIS: subtractive dither, 3 levels", .dithered(extent: 1)),
    NamedCodec(
      "dithered-dsc", "dithered to 7 levels, half of the workers by parity checks", .distributed(.parityChecks)),
    NamedCodec("nested", "nested quantization, Section 2.4 of THESIS", .nested),
    NamedCodec("qsg", "stochastic quantization to 3 levels", .stochastic(extent: 1)),
    NamedCodec("qsgd", "QSGD with the 2-norm, 7 levels", .qsgd(levels: 3)),
    NamedCodec("terngrad", "TernGrad: 3 levels after clipping", .ternGrad),
    NamedCodec("one-bit", "two points for each column, with error feedback (Seide et al.)", .oneBit),
    NamedCodec("isgq", "ISGQ of THESIS: signals of dense layers in 2 levels each", .oneBitIndirect),
    NamedCodec("isgq-4", "the same with 4 levels", .twoBitIndirect),
    NamedCodec("qcs", "quantized compressive sampling, gain 32", .sampled(.first)),
    NamedCodec("qcs-feedback", "the same with weighted error feedback", .sampled(.weightedFeedback(gain: 32))),
    NamedCodec("eden", "random rotation and optimal levels, gain 32", .sampled(.rotated(gain: 32))),
    NamedCodec("top-k", "the largest numbers, gain 32, with error feedback", .sampled(.topSelection(gain: 32))),
  ]

  /// The codecs of a list of names between commas, in its order.
  ///
  /// - Throws: `FigureError.invalidOption` for a name that there is not, one that stands twice, or none.
  public static func named(_ list: String) throws(FigureError) -> [NamedCodec] {
    var codecs: [NamedCodec] = []
    for name in list.split(separator: ",") {
      guard let codec = all.first(where: { $0.name == name }), !codecs.contains(where: { $0.name == name }) else {
        throw .invalidOption(
          name: "--codecs", value: list, expected: "each once of " + all.map(\.name).joined(separator: ", "))
      }
      codecs.append(codec)
    }
    guard !codecs.isEmpty else { throw .invalidOption(name: "--codecs", value: list, expected: "at least one") }
    return codecs
  }
}
