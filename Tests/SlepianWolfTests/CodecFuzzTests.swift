import EntropyCoding
import Foundation
import Randomness
import Testing

@testable import SlepianWolf

/// Every decoder of the codec against byte strings cut short, made longer, with bytes replaced, or random altogether: 2,000 of
/// each as a rule, TELEGRAD_FUZZ of them if that is set.
@Suite struct CodecFuzzTests {
  static let code = PlaneCode(blockLengths: [256, 400], maximumIterations: 10, blockPrice: 200)
  static let isLong = ProcessInfo.processInfo.environment["TELEGRAD_FUZZ"] != nil
  static let inputCount = ProcessInfo.processInfo.environment["TELEGRAD_FUZZ"].flatMap { Int($0) } ?? 2_000

  static func mutated(_ valid: [UInt8], using rng: inout Philox) -> [UInt8] {
    func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: rng.nextWord()) } }
    var bytes = valid
    switch rng.index(below: 5) {
    case 0 where !valid.isEmpty: bytes.removeLast(1 + rng.index(below: valid.count))
    case 1: bytes += randomBytes(1 + rng.index(below: 20))
    case 2 where !valid.isEmpty:
      for _ in 0...rng.index(below: 4) { bytes[rng.index(below: valid.count)] = randomBytes(1)[0] }
    case 3 where !valid.isEmpty:
      for _ in 0...rng.index(below: 2) { bytes[rng.index(below: min(5, valid.count))] = randomBytes(1)[0] }
    default: bytes = randomBytes(rng.index(below: 2 * valid.count + 8))
    }
    return bytes
  }

  /// A server that waits for a message, one that waits for an answer, and the messages meant for each; signs whose ratios
  /// are so wrong that a request is sure.
  struct Scene {
    let elementCount = 1_300
    let symbols: [Int]
    let fresh: SuccessiveDecoder<GivenRatios>
    let asking: SuccessiveDecoder<GivenRatios>
    let encoder: TensorEncoder
    let request: [UInt8]
    let answer: [UInt8]

    init() throws {
      let (bits, states) = PlaneRoundTripTests.plane(1_300, seed: 31)
      symbols = bits
      var decoder = SuccessiveDecoder(
        elementCount: 1_300, model: GivenRatios(ratios: [3.2, -3.2, 0]), code: CodecFuzzTests.code)
      decoder.beginRound(contexts: states)
      fresh = decoder
      let start = BlockStart(mother: 22, step: 0)  // 0.14 bits for each bit, of which 0.29 are needed
      encoder = TensorEncoder(bits, plans: [.coded(length: 0, full: start, tail: start)], code: CodecFuzzTests.code)
      request = try #require(try decoder.receive(encoder.message))
      asking = decoder
      var copy = encoder
      answer = try copy.answer(request)
    }
  }

  /// Goes on with a dialogue that may have gone wrong, and says whether it ended with the symbols; it must end.
  func finish(_ server: SuccessiveDecoder<GivenRatios>, _ encoder: TensorEncoder, _ request: [UInt8]?) -> Bool? {
    var server = server, encoder = encoder, request = request
    for _ in 0..<200 {
      guard let bytes = request else { return server.symbols.count == 1 }
      do throws(EntropyCodingError) {
        request = try server.receive(answer: encoder.answer(bytes))
      } catch {
        return false
      }
    }
    return nil
  }

  @Test(arguments: [41, 42] as [UInt64]) func serversTakeOrRefuseEveryMessage(seed: UInt64) throws {
    let scene = try Scene()
    var rng = Streams(seed: seed).generator("fuzz")
    var refused = 0, endless = 0, unequal = 0
    for _ in 0..<Self.inputCount / 2 {
      var server = scene.fresh
      do throws(EntropyCodingError) {
        let request = try server.receive(Self.mutated(scene.encoder.message, using: &rng))
        if finish(server, scene.encoder, request) == nil { endless += 1 }
      } catch {
        refused += 1
        if server.traffic != scene.fresh.traffic || !server.symbols.isEmpty { unequal += 1 }
      }
    }
    #expect(refused > Self.inputCount / 8 && endless == 0 && unequal == 0)
  }

  @Test(arguments: [43, 44] as [UInt64]) func serversTakeOrRefuseEveryAnswer(seed: UInt64) throws {
    let scene = try Scene()
    var rng = Streams(seed: seed).generator("fuzz")
    var refused = 0, endless = 0, notResumed = 0
    for index in 0..<Self.inputCount / 2 {
      var server = scene.asking
      do throws(EntropyCodingError) {
        let request = try server.receive(answer: Self.mutated(scene.answer, using: &rng))
        var encoder = scene.encoder
        _ = try encoder.answer(scene.request)
        if finish(server, encoder, request) == nil { endless += 1 }
      } catch {
        refused += 1
        // A refused answer leaves the server as it was; the true one still decodes. One in 64 is tried.
        if index % 64 == 0 {
          let end = finish(server, scene.encoder, scene.request)
          if end != true { notResumed += 1 }
        }
      }
    }
    #expect(refused > Self.inputCount / 8 && endless == 0 && notResumed == 0)
  }

  @Test(arguments: [45, 46] as [UInt64]) func workersTakeOrRefuseEveryRequest(seed: UInt64) throws {
    let scene = try Scene()
    var rng = Streams(seed: seed).generator("fuzz")
    var refused = 0, long = 0, encoder = scene.encoder
    for index in 0..<Self.inputCount / 2 {
      if index % 8 == 0 { encoder = scene.encoder }
      do throws(EntropyCodingError) {
        let answer = try encoder.answer(Self.mutated(scene.request, using: &rng))
        // At most the whole ladders, or the bits, of all blocks.
        if answer.count > 4 * scene.elementCount / 8 { long += 1 }
      } catch {
        refused += 1
      }
    }
    #expect(refused > Self.inputCount / 16 && long == 0)
  }

  @Test func workersTakeOrRefuseEveryAnnouncement() throws {
    var rng = Streams(seed: 47).generator("fuzz")
    let plan = PlanePlan.coded(length: 1, full: BlockStart(mother: 30, step: 3), tail: nil)
    let valid = PlanePlan.bytes(of: [plan, .raw], code: Self.code, count: 2_000)
    var taken = 0
    for _ in 0..<Self.inputCount {
      let bytes = Self.mutated(valid, using: &rng)
      do throws(EntropyCodingError) {
        let plans = try PlanePlan.plans(from: bytes, planeCount: 2, code: Self.code, count: 2_000)
        #expect(PlanePlan.bytes(of: plans, code: Self.code, count: 2_000) == bytes)
        taken += 1
      } catch {
        #expect(bytes != valid)
      }
    }
    #expect(taken > 0)
  }

  @Test func everyCutMessageIsRefused() throws {
    let scene = try Scene()
    for count in 0..<scene.encoder.message.count {
      var server = scene.fresh
      #expect(throws: EntropyCodingError.self) { try server.receive(Array(scene.encoder.message[..<count])) }
    }
    var server = scene.fresh
    #expect(throws: EntropyCodingError.self) { try server.receive(scene.encoder.message + [0]) }
    #expect(throws: EntropyCodingError.self) { try server.receive(answer: scene.answer) }
    var asking = scene.asking
    #expect(throws: EntropyCodingError.self) { try asking.receive(scene.encoder.message) }
    var raw = TensorEncoder(scene.symbols, plans: [.raw], code: Self.code)
    #expect(throws: EntropyCodingError.self) { try raw.answer(scene.request) }
  }
}
