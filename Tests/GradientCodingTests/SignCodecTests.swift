import Foundation
import GradientCoding
import Randomness
import Testing

@Suite struct SignCodecTests {
  let layout = LayerLayout([("weight", [9, 13]), ("bias", [13]), ("scale", [])])
  let streams = Streams(seed: 1)

  private func gradient(of worker: Int) -> [Float] {
    var rng = streams.generator("gradient", worker: worker)
    return (0..<131).map { i in i % 5 == 0 ? 0 : Float(Int32(bitPattern: rng.nextWord())) / Float(1 << 20) }
  }

  private func message(of worker: Int, _ scale: SignScale, _ values: [Float]? = nil) -> Message {
    var half = SignCodec(UncodedSigns(), scale: scale).makeWorker(worker, layout: layout, streams: streams)
    return half.encode(LocalGradient(values: values ?? gradient(of: worker)), round: 4)
  }

  private func estimate(_ plan: RoundPlan, _ scale: SignScale, arrival: [Int]) throws -> [Float] {
    var server = SignCodec(UncodedSigns(), scale: scale).makeServer(layout: layout, streams: streams)
    _ = server.open(plan, model: [])
    for worker in arrival { _ = try server.receive(message(of: worker, scale).bytes) }
    return try server.close()
  }

  /// Step and mean by the plain formulas in double precision; 4e-7 is seven roundings of single precision.
  @Test(arguments: [nil, [1, 2, 1, 0.5]] as [[Float]?])
  func theEstimateIsTheMeanOfTheSteps(weights: [Float]?) throws {
    let workers = [0, 2, 3, 7], plan = RoundPlan(round: 4, workers: workers, weights: weights)
    let total = plan.weights.reduce(0) { $0 + Double($1) }
    let found = try estimate(plan, .rootMeanSquare, arrival: [3, 0, 7, 2])
    let shuffled = try estimate(plan, .rootMeanSquare, arrival: workers)
    #expect(found.map(\.bitPattern) == shuffled.map(\.bitPattern))
    for layer in layout.layers {
      var square = 0.0
      for (worker, weight) in zip(workers, plan.weights) {
        let values = gradient(of: worker)[layer.range]
        square += Double(weight) / total * values.reduce(0) { $0 + Double($1 * $1) } / Double(values.count)
      }
      let step = (square * 2 / .pi).squareRoot()
      for i in layer.range {
        let sum = zip(workers, plan.weights).reduce(0) { $0 + Double(gradient(of: $1.0)[i] >= 0 ? $1.1 : -$1.1) }
        #expect(abs(Double(found[i]) - step * sum / total) <= 4e-7 * step)
      }
    }
  }

  @Test func aFixedStepIsNotSent() throws {
    let message = message(of: 1, .fixed(0.25))
    #expect(message.bits.raw == 131 && message.bytes.count == 8 + 15 + 2 + 1)
    let estimate = try estimate(RoundPlan(round: 4, workers: [0, 1]), .fixed(0.25), arrival: [1, 0])
    let expected = zip(gradient(of: 0), gradient(of: 1)).map { ($0 >= 0 ? 0.125 : -0.125) + ($1 >= 0 ? 0.125 : -0.125) }
    #expect(estimate == expected.map(Float.init))
  }

  /// A bit a sign and 32 a layer's scale; by hand for a layer of signs all alike and one of 3 in 4.
  @Test func countsAreOfSignsAndScales() throws {
    let layout = LayerLayout([("a", [64]), ("b", [4])])
    var half = SignCodec(UncodedSigns()).makeWorker(0, layout: layout, streams: streams)
    let message = half.encode(LocalGradient(values: Array(repeating: 1, count: 64) + [1, -1, 0, 2]), round: 0)
    #expect(message.bits.raw == 68 + 64 && message.bits.sentBytes == message.bytes.count)
    #expect(message.bytes.count == 7 + 12 + 5)
    #expect(abs(try #require(message.bits.entropy) - (64 + 4 * 0.8112781244591328)) < 1e-9)
  }

  /// All zeros have a step of 0; a gradient that is not finite is refused by name.
  @Test func scalesAreFinite() throws {
    var server = SignCodec(UncodedSigns()).makeServer(layout: layout, streams: streams)
    _ = server.open(RoundPlan(round: 4, workers: [0]), model: [])
    for value in [Float.nan, .infinity] {
      var values = Array(repeating: 0 as Float, count: 131)
      values[117] = value
      #expect(
        throws: CodecError.invalid(
          .init(layer: 1, offset: 27), found: "a root mean square of \(value)",
          expected: "one that is finite and not negative")
      ) { try server.receive(message(of: 0, .rootMeanSquare, values).bytes) }
    }
    _ = try server.receive(message(of: 0, .rootMeanSquare, Array(repeating: 0, count: 131)).bytes)
    #expect(try server.close().allSatisfy { $0 == 0 })
  }

  @Test func aRoundTakesOneMessageOfEachOfItsWorkers() throws {
    var server = SignCodec(UncodedSigns()).makeServer(layout: layout, streams: streams)
    let bytes = message(of: 2, .rootMeanSquare).bytes
    #expect(throws: CodecError.noOpenRound) { try server.receive(bytes) }
    #expect(throws: CodecError.noOpenRound) { try server.close() }
    _ = server.open(RoundPlan(round: 4, workers: [2, 5]), model: [])
    _ = try server.receive(bytes)
    #expect(throws: CodecError.repeatedWorker(2)) { try server.receive(bytes) }
    #expect(throws: CodecError.missingWorkers([5])) { try server.close() }
    #expect(throws: CodecError.unknownWorker(3)) { try server.receive(message(of: 3, .rootMeanSquare).bytes) }
  }
}
