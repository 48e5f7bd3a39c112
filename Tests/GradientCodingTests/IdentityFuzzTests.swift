import GradientCoding
import Randomness
import Testing

/// The server against 20,000 byte strings: cut short, made longer, with bytes replaced, or random altogether.
///
/// A header has one form, so the oracle is exact: a message is taken if and only if it starts with the bytes of a header
/// of this round, layout and a worker not heard yet, and is as long as that header says.
@Suite struct IdentityFuzzTests {
  let layout = LayerLayout([("weight", [4, 2]), ("bias", [2])])
  let plan = RoundPlan(round: 130, workers: [0, 3])

  func headerBytes(of worker: Int) -> [UInt8] {
    MessageHeader(kind: .gradient, round: plan.round, worker: worker, lengths: [32, 8]).bytes
  }

  func mutated(_ valid: [UInt8], using rng: inout Philox) -> [UInt8] {
    func below(_ limit: Int) -> Int { Int(rng.nextWord()) % limit }
    func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: rng.nextWord()) } }
    var bytes = valid
    switch below(5) {
    case 0: bytes.removeLast(1 + below(valid.count))
    case 1: bytes += randomBytes(1 + below(20))
    case 2: for _ in 0...below(3) { bytes[below(valid.count)] = randomBytes(1)[0] }
    case 3: for _ in 0...below(2) { bytes[below(9)] = randomBytes(1)[0] }
    default: bytes = randomBytes(below(80))
    }
    return bytes
  }

  @Test(arguments: [11, 12, 13, 14] as [UInt64]) func everyByteStringIsTakenOrRefused(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("fuzz")
    let values = (0..<10).map(Float.init)
    let streams = Streams(seed: 1)
    let valid = plan.workers.map { worker in
      var half = IdentityCodec().makeWorker(worker, layout: layout, streams: streams)
      return half.encode(LocalGradient(values: values), round: plan.round).bytes
    }
    var fresh = IdentityCodec().makeServer(layout: layout, streams: streams)
    _ = fresh.open(plan, model: [])
    var taken = 0
    for _ in 0..<5_000 {
      let input = mutated(valid[Int(rng.nextWord() & 1)], using: &rng)
      let sender = plan.workers.firstIndex { input.starts(with: headerBytes(of: $0)) && input.count == valid[0].count }
      var server = fresh
      do throws(CodecError) {
        let requests = try server.receive(input)
        #expect(requests.isEmpty && sender != nil, "took \(input)")
        taken += 1
      } catch {
        #expect(sender == nil, "\(error) for \(input)")
      }
      for (index, message) in valid.enumerated() where index != sender { _ = try server.receive(message) }
      let mean = try server.close()
      if sender == nil { #expect(mean == values) }
    }
    // Most replaced bytes of the second kind fall into the floats: about a tenth of the inputs are taken.
    #expect((200...1_000).contains(taken))
  }
}
