import GradientCoding
import IndirectQuantization
import Quantization
import QuantizerCoding
import Randomness

/// A way to send a gradient in THESIS, Table 3.3.
public enum GainScheme: Sendable, Codable, Hashable {
  /// Dense layers by their signals in 2ᵇ points each, found by Algorithm 1, with exact zeros coded apart or not; all else
  /// by three levels, or five for two bits.
  case indirect(bits: Int, codesZeros: Bool)
  /// Dense layers by their dithered signals in 2ᵇ + 1 levels each, all else by as many.
  case ditheredIndirect(bits: Int)
  /// Signs with two points for each column (Seide et al. 2014).
  case columnSigns
  /// TernGrad's levels −1, 0 and 1; QSGD of one level has as many symbols.
  case threeLevels

  /// The name in the paper's table.
  public var name: String {
    switch self {
    case .indirect(1, _), .ditheredIndirect(1): "1-bit ISGQ"
    case .indirect(let bits, _), .ditheredIndirect(let bits): "\(bits)-bits ISGQ"
    case .columnSigns: "1-bit quantization"
    case .threeLevels: "TernGrad or 1-bit QSGD"
    }
  }

  /// What the name leaves open.
  public var variant: String {
    switch self {
    case .indirect(_, false): "points"
    case .indirect(_, true): "points and zero"
    case .ditheredIndirect: "dithered"
    case .columnSigns, .threeLevels: "-"
    }
  }

  /// A worker's message with the symbols of signals by the range coder, and those of direct quantizers by `coder`.
  ///
  /// - Throws: `CodecError`, also where the message does not decode.
  func delivery(
    of gradient: LocalGradient, direct coder: SymbolCoder, layout: LayerLayout, streams: Streams
  ) throws -> DecodedMessage {
    func levels(_ extent: Int) throws -> QuantizerCodec<LevelLayers> {
      let quantizer = try LevelQuantizer(extent: extent, scale: .clipped(deviations: 2.5), subtractsDither: false)
      return QuantizerCodec(LevelLayers(quantizer), coder: coder)
    }
    func indirect(_ method: IndirectMethod, codesZeros: Bool, bits: Int) throws -> DecodedMessage {
      let limit = gradient.signals.map(\.sampleCount).max() ?? 1
      let codec = IndirectCodec(
        method, codesZeros: codesZeros, sampleLimit: limit, direct: try levels(1 << (bits - 1)))
      return try DecodedMessage(codec, gradient, layout, streams)
    }
    switch self {
    case .indirect(let bits, let codesZeros):
      let method = IndirectMethod.leastError(inputLevels: 1 << bits, deltaLevels: 1 << bits)
      return try indirect(method, codesZeros: codesZeros, bits: bits)
    case .ditheredIndirect(let bits):
      let extent = 1 << (bits - 1)
      return try indirect(.dithered(inputExtent: extent, deltaExtent: extent), codesZeros: false, bits: bits)
    case .columnSigns:
      return try DecodedMessage(QuantizerCodec(ColumnLayers(), coder: coder), gradient, layout, streams)
    case .threeLevels:
      return try DecodedMessage(try levels(1), gradient, layout, streams)
    }
  }
}

/// A message that was sent and decoded.
struct DecodedMessage {
  let bits: BitCount
  /// ‖ĝ − g‖² / ‖g‖² of the server's estimate ĝ.
  let normalizedError: Double

  init(
    _ codec: some GradientCodec, _ gradient: LocalGradient, _ layout: LayerLayout, _ streams: Streams
  ) throws {
    var worker = try codec.makeWorker(0, layout: layout, streams: streams)
    var server = try codec.makeServer(layout: layout, streams: streams)
    let broadcast = try server.open(RoundPlan(round: 0, workers: [0]), model: [])
    try worker.begin(round: 0, model: [], broadcast: broadcast?.bytes)
    let message = try worker.encode(gradient, round: 0)
    var traffic = Traffic()
    let estimate = try server.decode([message], traffic: &traffic) { request throws(CodecError) in
      throw .unexpectedDownlink(worker: request.worker)
    }
    bits = traffic.uplink
    var error = 0.0, energy = 0.0
    for (estimate, value) in zip(estimate, gradient.values) {
      error += Double(estimate - value) * Double(estimate - value)
      energy += Double(value) * Double(value)
    }
    normalizedError = error / energy
  }
}
