import Foundation
import GradientCoding
import MinifloatCoding
import Quantization
import Randomness
import Testing

/// Rounds of workers and a server over bytes.
@Suite struct DeliveryTests {
  /// The server's estimate is the mean of what the workers know that it reads, for every coder and format; in the first round of
  /// a period by announcement, request and answer.
  @Test(arguments: LosslessCoder.allCases, [Minifloat.e2m1, .e5m2])
  func theServerReadsWhatWorkersSent(coder: LosslessCoder, format: Minifloat) throws {
    let rule: ScaleRule = format == .e2m1 ? .leastSampleError(coarseness: 2) : .polynomial
    let codec = MinifloatCodec(format, scaleRule: rule, coder: coder, refreshInterval: 3)
    var rounds = try CodedRounds(ErrorFeedback(codec, decay: 0.9), seed: 1)
    for round in 0..<5 {
      let outcome = try rounds.run(round)
      let read = rounds.workers.map { $0.reconstruction ?? [] }
      #expect(outcome.estimate == zip(read[0], read[1]).map { ($0 + $1) / 2 })
      #expect(outcome.answers.count == (round % 3 == 0 ? 2 : 0))
      let sent = outcome.messages + outcome.answers
      #expect(outcome.traffic.uplink.sentBytes == sent.reduce(0) { $0 + $1.bytes.count })
      #expect((outcome.traffic.downlink.sentBytes > 0) == (round % 3 == 0))
    }
  }

  /// What is read is what the quantizer of Algorithm 1 gives of v, with the scale that the server told.
  @Test(arguments: [ScaleRule.leastError, .polynomial, .asPrinted]) func codesAreTheQuantizers(rule: ScaleRule) throws {
    var rounds = try CodedRounds(
      ErrorFeedback(MinifloatCodec(.e2m1, scaleRule: rule, refreshInterval: 2), decay: 0.7), seed: 2)
    for round in 0..<3 {
      _ = try rounds.run(round)
      let told = try #require(rounds.server.layerCodes)
      for worker in rounds.workers {
        #expect(worker.base.layerCodes == told)
        for (layer, code) in zip(rounds.layout.layers, told) {
          let expected = worker.corrected[layer.range].map { v in
            Float(code.quantizer.point(of: code.quantizer.index(of: Double(v))))
          }
          #expect(Array(try #require(worker.reconstruction)[layer.range]) == expected)
        }
      }
    }
  }

  /// With γ = 1, what the server read of a worker and its memory sum to its gradients, over bytes; the tolerance is one rounding
  /// of v and one of m in each round.
  @Test(arguments: [3, 4] as [UInt64]) func whatIsReadAndTheMemorySumToTheGradients(seed: UInt64) throws {
    let codec = MinifloatCodec(.e2m1, refreshInterval: 4)
    var rounds = try CodedRounds(ErrorFeedback(codec, decay: 1), workerCount: 1, seed: seed)
    let count = rounds.layout.elementCount
    var sum = [Double](repeating: 0, count: count), tolerance = sum
    for round in 0..<12 {
      let estimate = try rounds.run(round).estimate, gradient = rounds.gradient(worker: 0, round: round)
      for i in 0..<count {
        sum[i] += Double(gradient[i]) - Double(estimate[i])
        tolerance[i] += Double(abs(rounds.workers[0].corrected[i]) + abs(rounds.workers[0].residual[i])) * 0x1p-24
      }
    }
    #expect((0..<count).allSatisfy { abs(sum[$0] - Double(rounds.workers[0].residual[$0])) <= tolerance[$0] })
  }

  /// Layers without a law: of numbers of the size of the deviation, levels of fp4 are at most half of them apart.
  @Test func layersWithoutALawAreDelivered() throws {
    var rounds = try CodedRounds(ErrorFeedback(MinifloatCodec(.e2m1, refreshInterval: 4), decay: 0), seed: 5)
    let estimate = try rounds.run(0).estimate
    for layer in rounds.layout.layers where ["constant", "zero", "scalar"].contains(layer.name) {
      let gradients = rounds.workers.indices.map { rounds.gradient(worker: $0, round: 0)[layer.range] }
      for (read, (a, b)) in zip(estimate[layer.range], zip(gradients[0], gradients[1])) {
        #expect(abs(read - (a + b) / 2) <= 0.25 * max(abs(a), abs(b)))
      }
    }
  }

  /// A worker that missed the first round of a period announces itself and is told the code that there is, which does not
  /// change; one that never took part in the round's period is told too when it comes first.
  @Test func lateWorkersAreToldTheCode() throws {
    var rounds = try CodedRounds(
      ErrorFeedback(MinifloatCodec(.e2m1, refreshInterval: 4), decay: 0.9), workerCount: 3, seed: 6)
    #expect(try rounds.run(1, RoundPlan(round: 1, workers: [0, 2])).answers.count == 2)
    let told = rounds.server.layerCodes
    #expect(try rounds.run(2).answers.count == 1)
    #expect(rounds.server.layerCodes == told && rounds.workers[1].base.layerCodes == told)
    #expect(try rounds.run(3).answers.isEmpty)
    #expect(try rounds.run(9, RoundPlan(round: 9, workers: [1])).answers.count == 1)
    #expect(rounds.server.layerCodes != told)
  }

  /// Numbers for which no scale is great or small enough are sent as zeros or as the greatest level; nothing breaks.
  @Test(arguments: [1e-30, 1e30] as [Float]) func extremeNumbersAreTaken(size: Float) throws {
    let layout = LayerLayout([("kernel", [30, 20]), ("bias", [2])])
    let codec = MinifloatCodec(.e2m1, scaleRule: .leastSampleError(), refreshInterval: 4)
    var worker = codec.makeWorker(0, layout: layout, streams: Streams(seed: 1))
    var server = codec.makeServer(layout: layout, streams: Streams(seed: 1))
    var rng = Streams(seed: 2).generator("values")
    let values = Normal(mean: 0, deviation: size).values(count: layout.elementCount, using: &rng)
    _ = server.open(RoundPlan(round: 0, workers: [0]), model: [])
    let requests = try server.receive(try worker.encode(LocalGradient(values: values), round: 0).bytes)
    #expect(try server.receive(try worker.answer(try #require(requests.first).message.bytes).bytes).isEmpty)
    #expect(try server.close() == worker.reconstruction)
  }

  /// Weights of the plan are those of the mean.
  @Test func theEstimateIsTheWeightedMean() throws {
    var rounds = try CodedRounds(ErrorFeedback(MinifloatCodec(.e2m1, refreshInterval: 4), decay: 0), seed: 7)
    let estimate = try rounds.run(0, RoundPlan(round: 0, workers: [0, 1], weights: [3, 1])).estimate
    let read = rounds.workers.map { $0.reconstruction ?? [] }
    #expect(estimate == zip(read[0], read[1]).map { (3 * $0 + $1) / 4 })
  }

  /// A gradient that is not finite is refused, by announcement or at once, and the same round goes on.
  @Test(arguments: [Float.nan, .infinity]) func whatIsNotFiniteIsRefused(value: Float) throws {
    var rounds = try CodedRounds(ErrorFeedback(MinifloatCodec(.e2m1, refreshInterval: 2), decay: 0.9), seed: 8)
    for round in 0..<2 {
      var values = rounds.gradient(worker: 0, round: round)
      values[rounds.layout.layers[1].range.lowerBound] = value
      #expect(throws: CodecError.notFinite(worker: 0, layer: 1)) {
        try rounds.workers[0].encode(LocalGradient(values: values), round: round)
      }
      #expect(try rounds.run(round).estimate.allSatisfy(\.isFinite))
    }
  }

  /// Halves that are given what others kept go on bit by bit, in the midst of a period.
  @Test(arguments: [LosslessCoder.modelHuffman, .modelRange, .contextRange])
  func storedHalvesGoOn(coder: LosslessCoder) throws {
    typealias Codec = ErrorFeedback<MinifloatCodec>
    let codec = Codec(MinifloatCodec(.e2m1, coder: coder, refreshInterval: 4), decay: 0.9)
    var first = try CodedRounds(codec, seed: 9), second = try CodedRounds(codec, seed: 9)
    for round in 0..<2 { _ = try first.run(round) }
    for worker in first.workers.indices {
      let stored = try JSONEncoder().encode(first.workers[worker].memory)
      try second.workers[worker].restore(JSONDecoder().decode(Codec.Worker.Memory.self, from: stored))
    }
    let stored = try JSONEncoder().encode(first.server.memory)
    try second.server.restore(JSONDecoder().decode(MinifloatCodec.Server.Memory.self, from: stored))
    for round in 2..<6 {
      let (a, b) = (try first.run(round), try second.run(round))
      #expect(a.messages == b.messages && a.answers == b.answers && a.estimate == b.estimate)
    }
  }
}
