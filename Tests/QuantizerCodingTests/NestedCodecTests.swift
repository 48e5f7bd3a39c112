import GradientCoding
import Quantization
import QuantizerCoding
import Randomness
import Testing

/// A round of a ``NestedCodec``.
struct NestedRounds {
  let layout: LayerLayout
  var workers: [NestedCodec.Worker]
  var server: NestedCodec.Server
  var messages: [Message] = []
  let broadcast: Message?

  init(_ codec: NestedCodec, _ gradients: [[Float]], layout: LayerLayout, plan: RoundPlan? = nil) throws {
    let streams = Streams(seed: 1), plan = plan ?? RoundPlan(round: 3, workers: Array(gradients.indices))
    self.layout = layout
    workers = plan.workers.map { codec.makeWorker($0, layout: layout, streams: streams) }
    server = codec.makeServer(layout: layout, streams: streams)
    broadcast = server.open(plan, model: [])
    for index in workers.indices {
      try workers[index].begin(round: plan.round, model: [], broadcast: broadcast?.bytes)
      messages.append(try workers[index].encode(LocalGradient(values: gradients[index]), round: plan.round))
    }
  }

  /// The server after messages in an order.
  func heard(_ order: [Int]? = nil) throws -> NestedCodec.Server {
    var server = server
    for index in order ?? Array(messages.indices) { _ = try server.receive(messages[index].bytes) }
    return server
  }

  func estimate(_ order: [Int]? = nil) throws -> [Float] {
    var server = try heard(order)
    return try server.close()
  }
}

@Suite struct NestedCodecTests {
  static let one = LayerLayout([("layer", [50_000])])

  /// Numbers of the law, with 1 as the greatest magnitude.
  private func numbers(_ law: some Distribution, seed: UInt64) -> [Float] {
    var rng = Streams(seed: seed).generator("numbers")
    var values = law.values(count: Self.one.elementCount, using: &rng).map { max(-1, min(1, $0)) }
    values[0] = 1
    return values
  }

  /// Σ (aᵢ − bᵢ)² from an index on.
  private func squaredDistance(_ a: [Float], _ b: [Float], from first: Int = 0) -> Double {
    var sum = 0.0
    for index in first..<a.count {
      let difference = Double(a[index]) - Double(b[index])
      sum += difference * difference
    }
    return sum
  }

  /// The second group's estimates depend on the first alone, so that any order of arrival gives the same bits: the plan's mean
  /// of what is read.
  @Test(arguments: [1, 2, 5], SymbolCoder.allCases)
  func estimatesAreMeansOfReadings(count: Int, coder: SymbolCoder) throws {
    let plan = RoundPlan(
      round: 3, workers: (0..<count).map { 2 * $0 + 1 }, weights: (0..<count).map { 12 + Float($0 % 2) })
    let gradients = plan.workers.map { gradient(smallLayout, worker: $0, round: 3, seed: 7) }
    let codec = try NestedCodec(coder: coder)
    let round = try NestedRounds(codec, gradients, layout: smallLayout, plan: plan)
    let readings = try round.heard().readings()
    var mean = readings[0]
    if count > 1 {
      mean = mean.map { 12 * $0 }
      for (weight, reading) in zip(plan.weights, readings).dropFirst() {
        for index in mean.indices { mean[index] += weight * reading[index] }
      }
      let total = plan.weights.reduce(0, +)
      mean = mean.map { $0 / total }
    }
    #expect(firstDifference(try round.estimate(), mean) == nil)
    #expect(firstDifference(try round.estimate((0..<count).reversed()), mean) == nil)
    for place in 0..<(count + 1) / 2 {
      #expect(firstDifference(readings[place], round.workers[place].intended ?? []) == nil)
    }
    #expect((round.broadcast?.bits.sentBits ?? 0) <= 8 * 16)
  }

  /// Of one worker it is the dithered codec.
  @Test func aWorkerAloneIsDithered() throws {
    let values = gradient(smallLayout, worker: 0, round: 3, seed: 2)
    let nested = try NestedRounds(NestedCodec(), [values], layout: smallLayout)
    let dithered = try CodedRound(
      QuantizerCodec(LevelLayers(.dithered(extent: 3))), [values], layout: smallLayout)
    #expect(nested.messages[0].bytes == dithered.messages[0].bytes)
    #expect(firstDifference(try nested.estimate(), try dithered.estimate()) == nil)
  }

  /// Wrong readings of x = y + z by side information y + e, with e of the first worker's dither: their share is
  /// Pr(|z − e + u| > Δ₂/2), drawn 50,000 times as well, to 6 standard errors of the difference, and below the bound of
  /// THESIS, Lemma 1, Δ₁²/(3Δ₂²) + 4σ²/Δ₂².
  @Test(arguments: [0.15, 0.25] as [Float], 1...2 as ClosedRange<UInt64>)
  func wrongReadingsAreAsOftenAsTheLemmaSays(deviation: Float, seed: UInt64) throws {
    let y = numbers(Uniform(low: -0.4, high: 0.4), seed: seed)
    let noise = numbers(Normal(mean: 0, deviation: deviation), seed: seed + 10)
    var x = zip(y, noise).map { max(-1, min(1, $0 + $1)) }
    x[0] = 1
    let round = try NestedRounds(NestedCodec(coder: .words), [y, x], layout: Self.one)
    let readings = try round.heard().readings()[1], intended = try #require(round.workers[1].intended)
    let count = Double(readings.count), step: Float = 1.0 / 3
    let wrong = Double(readings.indices.count { readings[$0] != intended[$0] }) / count
    var rng = Streams(seed: seed).generator("dithers")
    let dithers = UniformDither(step: step).values(count: 2 * readings.count, using: &rng)
    let z = zip(x, y).map { $0 - $1 }
    let sums = z.indices.map { (index: Int) -> Float in z[index] - dithers[2 * index] + dithers[2 * index + 1] }
    let expected = Double(sums.count { $0.magnitude > 0.5 }) / count
    #expect(abs(wrong - expected) < 6 * (2 * expected / count).squareRoot())
    #expect(wrong > 0)
    let variance = squaredDistance(x, y) / count + Double(step * step) / 12
    #expect(wrong < Double(step * step) / 3 + 4 * variance)
    // A wrong reading is off by whole coarse cells, but for the roundings.
    let cells = readings.indices.map { (index: Int) -> Float in readings[index] - intended[index] }
    #expect(cells.allSatisfy { ($0 - $0.rounded()).magnitude < 1e-5 })
  }

  /// None is wrong where |z| + κ/2 < (Δ₂ − Δ₁)/2, that is |z| < 1/6; errors then have the variance Δ₁²/12 of Equation (2.9)
  /// to 2 %, five standard errors √(4/5n).
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func nearSideInformationMakesNoMistakes(seed: UInt64) throws {
    let y = numbers(Uniform(low: -0.8, high: 0.8), seed: seed)
    let z = numbers(Uniform(low: -0.166, high: 0.166), seed: seed + 10)
    var x = zip(y, z).map { $0 + $1 }
    x[0] = 1
    let round = try NestedRounds(NestedCodec(coder: .words), [y, x], layout: Self.one)
    let readings = try round.heard().readings()[1]
    #expect(firstDifference(readings, round.workers[1].intended ?? []) == nil)
    #expect(abs(squaredDistance(readings, x) / Double(x.count) * 108 - 1) < 0.02)
  }

  /// Any Δ₁ and k: coarse cells twice as wide as the scale, and as wide.
  @Test(arguments: [(0.25, 8), (1.0 / 16, 16)]) func anyStepsGo(fineShare: Double, ratio: Int) throws {
    let y = numbers(Uniform(low: -0.8, high: 0.8), seed: 4)
    let codec = try NestedCodec(extent: 7, fineShare: fineShare, ratio: ratio, sideWorkerCount: 1)
    let round = try NestedRounds(codec, [y, y, y], layout: Self.one)
    let readings = try round.heard().readings()
    for place in 1...2 {
      #expect(firstDifference(readings[place], round.workers[place].intended ?? []) == nil)
      #expect(zip(readings[place], y).allSatisfy { Double(abs($0 - $1)) < fineShare / 2 + 1e-6 })
    }
  }

  /// A worker with one great number, which makes its steps coarse, spoils the mean; the minimax estimator weighs it down.
  /// With Δ²/12 of three workers as unit the noises are 1, 100, 1 and 1: that of the mean is 103/16, the least 1/3.01.
  @Test func minimaxWeighsNoiseDown() throws {
    var base = numbers(Uniform(low: -0.1, high: 0.1), seed: 1)
    base[0] = 0.3
    var coarse = base
    coarse[5] = 3
    let gradients = [base, coarse, base, base]
    let errors = try [NestedCodec.Estimator.mean, .minimax].map { estimator in
      let codec = try NestedCodec(sideWorkerCount: 3, estimator: estimator, coder: .words)
      let estimate = try NestedRounds(codec, gradients, layout: Self.one).estimate()
      return squaredDistance(estimate, gradients[0], from: 6)
    }
    // The ratio is 19.4 for known noises; the estimated sampling noise is 0 or near it, so that half of it is safe.
    #expect(errors[0] > 9 * errors[1])
  }

  @Test func groupsAreTold() throws {
    let codec = try NestedCodec()
    var worker = codec.makeWorker(3, layout: smallLayout, streams: Streams(seed: 1))
    let values = gradient(smallLayout, worker: 0, round: 3, seed: 2)
    #expect(throws: CodecError.noOpenRound) { try worker.encode(LocalGradient(values: values), round: 3) }
    #expect(throws: CodecError.noOpenRound) { try worker.begin(round: 3, model: [], broadcast: nil) }
    let round = try NestedRounds(codec, Array(repeating: values, count: 4), layout: smallLayout)
    let valid = try #require(round.broadcast).bytes
    #expect(throws: CodecError.wrongRound(found: 3, expected: 4)) {
      try worker.begin(round: 4, model: [], broadcast: valid)
    }
    #expect(throws: CodecError.self) { try worker.begin(round: 3, model: [], broadcast: valid + [0]) }
    try worker.begin(round: 3, model: [], broadcast: valid)
    #expect(try worker.encode(LocalGradient(values: values), round: 3) == round.messages[3])
    #expect(round.messages[0].bits.raw > round.messages[2].bits.raw)
  }
}
