import DistributedSourceCoding
import GradientCoding
import Quantization
import Randomness
import SlepianWolf
import TestSupport
import Testing

/// Both halves of the codec of dithered levels against byte strings: cut short, made longer, with bytes replaced,
/// random.
@Suite struct DitheredFuzzTests {
  static let inputCount = 500
  static let layout = LayerLayout([("kernel", [64, 64]), ("bias", [12])])

  /// A round in which both groups take part, and blocks climb.
  struct Scene {
    var coded: CodedRounds<DitheredSourceCodec>
    /// That of the first group, then of the second: announcement, request, answer, and further requests and answers.
    var messages: [[UInt8]] = []
    /// The server and worker 1 before each of them.
    var servers: [DitheredSourceCodec.Server] = []
    var workers: [DitheredSourceCodec.Worker] = []
    private(set) var estimate: [Float] = []

    init() throws {
      let code = PlaneCode(blockLengths: [256], isInterleaved: true, maximumIterations: 10, blockPrice: 2)
      let codec = DitheredSourceCodec(try .dithered(extent: 3), rule: .parityChecks, code: code)
      coded = try CodedRounds(codec, layout, workerCount: 2, seed: 41)
      let gradients = DitheredDeliveryTests.gradients(coded, round: 0), plan = RoundPlan(round: 0, workers: [0, 1])
      let model = [Float](repeating: 0, count: layout.elementCount)
      let broadcast = try coded.server.open(plan, model: model)
      for worker in 0..<2 { try coded.workers[worker].begin(round: 0, model: model, broadcast: broadcast?.bytes) }
      keep(try coded.workers[0].encode(LocalGradient(values: gradients[0]), round: 0).bytes)
      _ = try coded.server.receive(messages[0])
      var message = try coded.workers[1].encode(LocalGradient(values: gradients[1]), round: 0).bytes
      keep(message)
      while let request = try coded.server.receive(message).first {
        keep(request.message.bytes)
        message = try coded.workers[1].answer(request.message.bytes).bytes
        keep(message)
      }
      var server = coded.server
      estimate = try server.close()
    }

    private mutating func keep(_ message: [UInt8]) {
      messages.append(message)
      servers.append(coded.server)
      workers.append(coded.workers[1])
    }

    /// Goes on from before a message, and says whether the round ends with its estimate.
    func ends(_ server: DitheredSourceCodec.Server, _ worker: DitheredSourceCodec.Worker, from index: Int) throws
      -> Bool
    {
      var server = server, worker = worker, message = messages[index]
      if index == 0 {
        _ = try server.receive(message)
        (worker, message) = (workers[1], messages[1])
      } else if index % 2 == 0 {
        message = try worker.answer(message).bytes
      }
      while let request = try server.receive(message).first { message = try worker.answer(request.message.bytes).bytes }
      return firstDifference(try server.close(), estimate) == nil
    }
  }

  private func bytes(near valid: [UInt8], using rng: inout Philox) -> [UInt8] {
    mutated(valid) { rng.index(below: $0) }
      ?? (0..<rng.index(below: 2 * valid.count + 8)).map { _ in UInt8(rng.index(below: 256)) }
  }

  /// Messages, announcements and answers at the server, and requests at the worker; a refusal leaves either as it was.
  @Test(arguments: 0..<6, [1, 2] as [UInt64]) func halvesTakeOrRefuse(index: Int, seed: UInt64) throws {
    let scene = try Scene()
    try #require(scene.messages.count > 5)
    let isRequest = index > 1 && index % 2 == 0
    var rng = Streams(seed: seed).generator("fuzz"), refused = 0, broken = 0, long = 0
    for trial in 0..<Self.inputCount {
      var server = scene.servers[index], worker = scene.workers[index]
      let bytes = bytes(near: scene.messages[index], using: &rng)
      do throws(CodecError) {
        if isRequest {
          // At most whole ladders, or the bits, of all blocks, the levels at 3 bits or so, and a header.
          if try worker.answer(bytes).bytes.count > 2 * 4_108 { long += 1 }
        } else {
          _ = try server.receive(bytes)
        }
      } catch {
        refused += 1
        if trial % 128 == 0, try !scene.ends(server, worker, from: index) { broken += 1 }
      }
    }
    #expect(refused > Self.inputCount / 4 && broken == 0 && long == 0)
  }

  /// Broadcasts that tell no group.
  @Test(arguments: [3, 4] as [UInt64]) func broadcastsAreTakenOrRefused(seed: UInt64) throws {
    let codec = DitheredSourceCodec(try .dithered(extent: 3)), streams = Streams(seed: seed)
    var server = codec.makeServer(layout: Self.layout, streams: streams)
    let model = [Float](repeating: 0, count: Self.layout.elementCount)
    let valid = try #require(try server.open(RoundPlan(round: 0, workers: [0, 1]), model: model)).bytes
    var rng = streams.generator("fuzz"), refused = 0
    for _ in 0..<Self.inputCount {
      var worker = codec.makeWorker(1, layout: Self.layout, streams: streams)
      do throws(CodecError) {
        try worker.begin(round: 0, model: model, broadcast: bytes(near: valid, using: &rng))
      } catch { refused += 1 }
    }
    #expect(refused > Self.inputCount / 2)
    var worker = codec.makeWorker(1, layout: Self.layout, streams: streams)
    #expect(throws: CodecError.self) { try worker.begin(round: 0, model: model, broadcast: nil) }
  }
}
