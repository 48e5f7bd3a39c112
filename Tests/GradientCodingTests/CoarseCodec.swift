import GradientCoding
import Randomness

/// Sends the upper 12 bits of each float, at once or as an answer; refuses what is not finite.
struct CoarseCodec: ResumableCodec {
  var asks = false

  static func coarse(_ value: Float) -> Float { Float(bitPattern: value.bitPattern & 0xFFF0_0000) }

  func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(asks: asks, plain: IdentityCodec().makeWorker(worker, layout: layout, streams: streams))
  }

  func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(plain: IdentityCodec().makeServer(layout: layout, streams: streams))
  }

  struct Worker: ReconstructingWorker, Resumable {
    /// The number of gradients so far.
    private(set) var memory = 0
    let asks: Bool
    var plain: IdentityCodec.Worker
    var announced: (round: Int, values: [Float])?
    var reconstruction: [Float]?
    var worker: Int { plain.worker }

    init(asks: Bool, plain: IdentityCodec.Worker) {
      self.asks = asks
      self.plain = plain
    }

    mutating func restore(_ memory: Int) { self.memory = memory }

    mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      guard gradient.values.allSatisfy(\.isFinite) else { throw .notFinite(worker: worker, layer: 0) }
      memory += 1
      announced = (round, gradient.values.map(CoarseCodec.coarse))
      reconstruction = nil
      return asks ? Message(bytes: [], raw: 0) : try answer([])
    }

    mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
      guard let announced else { throw .noOpenRound }
      reconstruction = announced.values
      return plain.encode(LocalGradient(values: announced.values), round: announced.round)
    }
  }

  struct Server: ServerHalf, Resumable {
    private(set) var memory = 0
    var plain: IdentityCodec.Server

    init(plain: IdentityCodec.Server) { self.plain = plain }

    mutating func restore(_ memory: Int) { self.memory = memory }

    mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? { plain.open(plan, model: model) }
    mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] { try plain.receive(message) }
    mutating func close() throws(CodecError) -> [Float] { try plain.close() }
  }
}
