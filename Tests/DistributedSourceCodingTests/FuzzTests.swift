import DistributedSourceCoding
import GradientCoding
import Quantization
import Randomness
import SlepianWolf
import Testing

/// Both halves against byte strings: cut short, made longer, with bytes replaced, random.
@Suite struct FuzzTests {
  static let inputCount = 2_500

  /// A round in which requests are sure: the statistics are of gradients that are closer than these.
  struct Scene {
    var coded: CodedRounds<DistributedSignCodec>
    /// Announcement, request for syndromes, answer, request for more, further answer.
    var messages: [[UInt8]] = []
    /// The server and worker 0 before each of them.
    var servers: [DistributedSignCodec.Server] = []
    var workers: [DistributedSignCodec.Worker] = []

    init() throws {
      let layout = LayerLayout([("kernel", [1_300]), ("bias", [12])])
      let code = PlaneCode(blockLengths: [256, 400], maximumIterations: 10, blockPrice: 200)
      coded = try CodedRounds(DistributedSignCodec(code: code), layout, workerCount: 2, seed: 31)
      _ = try coded.run(RoundPlan(round: 0, workers: [0, 1]), coded.gradients(round: 0, ratio: 100))
      let gradients = coded.gradients(round: 1, ratio: 0.1)
      _ = try coded.server.open(RoundPlan(round: 1, workers: [0, 1]), model: [])
      // Worker 1 is served first, as it is; worker 0 with its signs as side information.
      let first = coded.workers[1].encode(LocalGradient(values: gradients[1]), round: 1)
      let plans = try #require(try coded.server.receive(first.bytes).first)
      _ = try coded.server.receive(try coded.workers[1].answer(plans.message.bytes).bytes)
      var message = coded.workers[0].encode(LocalGradient(values: gradients[0]), round: 1)
      for _ in 0..<2 {
        keep(message.bytes)
        let request = try #require(try coded.server.receive(message.bytes).first)
        keep(request.message.bytes)
        message = try coded.workers[0].answer(request.message.bytes)
      }
      keep(message.bytes)
    }

    private mutating func keep(_ message: [UInt8]) {
      messages.append(message)
      servers.append(coded.server)
      workers.append(coded.workers[0])
    }

    /// Goes on from before a message, and says whether the round ends with the signs of worker 0.
    func ends(_ server: DistributedSignCodec.Server, _ worker: DistributedSignCodec.Worker, from index: Int) throws
      -> Bool
    {
      var server = server, worker = worker, message = messages[index]
      if index % 2 == 1 { message = try worker.answer(message).bytes }
      while let request = try server.receive(message).first {
        message = try worker.answer(request.message.bytes).bytes
      }
      _ = try server.close()
      return server.report?.signs[1][0] == signs(of: coded.gradients(round: 1, ratio: 0.1)[0], in: 0..<1_300)
    }
  }

  /// Announcements and answers at the server.
  @Test(arguments: [0, 2, 4], [1, 2] as [UInt64]) func serversTakeOrRefuse(index: Int, seed: UInt64) throws {
    let scene = try Scene()
    var rng = Streams(seed: seed).generator("fuzz"), refused = 0, broken = 0
    for trial in 0..<Self.inputCount {
      var server = scene.servers[index]
      do throws(CodecError) {
        _ = try server.receive(Self.mutated(scene.messages[index], using: &rng))
      } catch {
        refused += 1
        // A refusal leaves the half as it was: the round goes on and ends. One in 128 is tried.
        if trial % 128 == 0, try !scene.ends(server, scene.workers[index], from: index) { broken += 1 }
      }
    }
    #expect(refused > Self.inputCount / 4 && broken == 0)
  }

  /// Requests for syndromes and for more of them at the worker.
  @Test(arguments: [1, 3], [3, 4] as [UInt64]) func workersTakeOrRefuse(index: Int, seed: UInt64) throws {
    let scene = try Scene()
    var rng = Streams(seed: seed).generator("fuzz"), refused = 0, broken = 0, long = 0
    for trial in 0..<Self.inputCount {
      var worker = scene.workers[index]
      do throws(CodecError) {
        let answer = try worker.answer(Self.mutated(scene.messages[index], using: &rng))
        // At most whole ladders, or the bits, of all blocks, and a header.
        if answer.bytes.count > 4 * 1_312 / 8 + 20 { long += 1 }
      } catch {
        refused += 1
        if trial % 128 == 0, try !scene.ends(scene.servers[index], worker, from: index) { broken += 1 }
      }
    }
    #expect(refused > Self.inputCount / 4 && broken == 0 && long == 0)
  }

  static func mutated(_ valid: [UInt8], using rng: inout Philox) -> [UInt8] {
    func byte() -> UInt8 { UInt8(truncatingIfNeeded: rng.nextWord()) }
    var bytes = valid
    switch rng.index(below: 5) {
    case 0: bytes.removeLast(1 + rng.index(below: valid.count))
    case 1: for _ in 0...rng.index(below: 20) { bytes.append(byte()) }
    case 2: for _ in 0...rng.index(below: 4) { bytes[rng.index(below: valid.count)] = byte() }
    case 3: for _ in 0...rng.index(below: 2) { bytes[rng.index(below: min(12, valid.count))] = byte() }
    default: bytes = (0..<rng.index(below: 2 * valid.count + 8)).map { _ in byte() }
    }
    return bytes
  }
}
