import GradientCoding
import Quantization
import QuantizerCoding
import Randomness
import Testing

/// What is true of the codec whatever it quantizes with.
@Suite struct QuantizerCodecTests {
  static let quantizers: [any LayerQuantizer] = {
    let levels: [LevelQuantizer?] = [
      try? .dithered(extent: 3), try? .halfDithered(extent: 3), try? .qsgd(extent: 4), try? .ternGrad(),
    ]
    let layers: [any LayerQuantizer] = levels.compactMap(\.self).flatMap {
      [LevelLayers($0), LevelLayers($0, blocks: .runs(of: 100)), LevelLayers($0, blocks: .columns)]
    }
    return layers + [
      OneBitDitherLayers(), ColumnLayers(), SignLayers(), LloydMaxLayers(levelCount: 1), LloydMaxLayers(levelCount: 5),
      LloydMaxLayers(levelCount: 256, sampleLimit: 500),
    ]
  }()

  static let cases = quantizers.indices.flatMap { index in SymbolCoder.allCases.map { (index, $0) } }

  /// The server's estimate is the plan's mean of what workers know it reads, bit by bit, in any order of arrival, and does
  /// not depend on the coder; messages are no longer than the words but for headers and a byte a layer.
  @Test(arguments: cases) func estimatesAreMeansOfReconstructions(index: Int, coder: SymbolCoder) throws {
    #expect(Self.quantizers.count == 18)
    try check(Self.quantizers[index], coder)
  }

  private func check(_ quantizer: some LayerQuantizer, _ coder: SymbolCoder) throws {
    let plan = RoundPlan(round: 3, workers: [0, 2, 5], weights: [13, 12, 12])
    let gradients = plan.workers.map { gradient(smallLayout, worker: $0, round: 3, seed: 7) }
    let round = try CodedRound(
      QuantizerCodec(quantizer, coder: coder), gradients, layout: smallLayout, plan: plan)
    let read = round.workers.compactMap(\.reconstruction)
    let mean = (0..<smallLayout.elementCount).map { (index: Int) -> Float in
      let sum: Float = 13 * read[0][index] + 12 * read[1][index]
      return (sum + 12 * read[2][index]) / 37
    }
    #expect(firstDifference(try round.estimate(), mean) == nil)
    #expect(firstDifference(try round.estimate([2, 0, 1]), mean) == nil)
    for message in round.messages {
      #expect(message.bits.sentBits <= message.bits.raw + 8 * (smallLayout.layers.count + 40))
      #expect(message.bits.entropy ?? .infinity <= Double(message.bits.raw))
    }
    let alone = try CodedRound(
      QuantizerCodec(quantizer, coder: coder), [gradients[0]], layout: smallLayout,
      plan: RoundPlan(round: 3, workers: [0]))
    #expect(firstDifference(try alone.estimate(), read[0]) == nil)
  }

  /// Dithers are the workers' and rounds' own: the same gradient is sent differently.
  @Test func ditherFollowsWorkerAndRound() throws {
    let codec = QuantizerCodec(LevelLayers(try .dithered(extent: 3)), coder: .words)
    let values = gradient(smallLayout, worker: 0, round: 0, seed: 1)
    let round = try CodedRound(codec, [values, values], layout: smallLayout)
    var worker = round.workers[0]
    let read = [round.workers[0].reconstruction, round.workers[1].reconstruction]
    _ = try worker.encode(LocalGradient(values: values), round: 4)
    #expect(read[0] != read[1] && read[0] != worker.reconstruction && worker.reconstruction != nil)
  }

  /// Dithered and half-dithered estimates are unbiased: the mean over R = 2,000 rounds of element i is within 6 standard
  /// errors of it, σ ≤ κ/2 each (half-dithered) and the chance of a false alarm 1e-6 for 300 elements.
  @Test(arguments: [0, 3, 6, 12]) func unbiasedQuantizersAre(index: Int) throws {
    try checkMean(Self.quantizers[index])
  }

  private func checkMean(_ quantizer: some LayerQuantizer) throws {
    let layout = LayerLayout([("a", [300])]), values = gradient(layout, worker: 0, round: 0, seed: 5), rounds = 2_000
    var worker = QuantizerCodec(quantizer, coder: .words).makeWorker(0, layout: layout, streams: Streams(seed: 9))
    var sums = [Double](repeating: 0, count: 300)
    for round in 0..<rounds {
      _ = try worker.encode(LocalGradient(values: values), round: round)
      for (index, value) in (worker.reconstruction ?? []).enumerated() { sums[index] += Double(value) }
    }
    // The largest step of these quantizers: ‖x‖ / 4 of QSGD, or 2 max |x| of one bit.
    let norm = values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    let greatest = Double(values.map(\.magnitude).max() ?? 0), step = max(norm / 4, 2 * greatest)
    let tolerance = 6 * step / 2 / Double(rounds).squareRoot()
    #expect(values.indices.allSatisfy { abs(sums[$0] / Double(rounds) - Double(values[$0])) < tolerance })
    #expect(tolerance < greatest / 4)
  }

  /// Error feedback with one bit: what was sent over rounds and what is kept sum to the gradients, but for a rounding of 2⁻²⁴
  /// of numbers up to 2³ in each of 3 sums of 40 rounds.
  @Test func oneBitWithFeedbackSumsToTheGradients() throws {
    let layout = LayerLayout([("dense", [20, 30]), ("bias", [30])])
    var worker = try ErrorFeedback(QuantizerCodec(ColumnLayers()), decay: 1)
      .makeWorker(0, layout: layout, streams: Streams(seed: 1))
    var sums = [Double](repeating: 0, count: layout.elementCount), sent = sums
    for round in 0..<40 {
      let values = gradient(layout, worker: 0, round: round, seed: 2)
      _ = try worker.encode(LocalGradient(values: values), round: round)
      let read = try #require(worker.reconstruction)
      for index in values.indices {
        sums[index] += Double(values[index])
        sent[index] += Double(read[index])
      }
    }
    #expect(sums.indices.allSatisfy { abs(sums[$0] - sent[$0] - Double(worker.residual[$0])) < 120 * 0x1p-21 })
    #expect(zip(sums, sent).contains { abs($0 - $1) > 0.01 })
  }

  @Test func whatIsNotFiniteIsRefused() throws {
    let codec = QuantizerCodec(LloydMaxLayers(levelCount: 3))
    var worker = codec.makeWorker(4, layout: smallLayout, streams: Streams(seed: 1))
    for bad in [Float.nan, .infinity, -.infinity] {
      var values = gradient(smallLayout, worker: 0, round: 0, seed: 1)
      values[smallLayout.layers[1].range.lowerBound] = bad
      #expect(throws: CodecError.notFinite(worker: 4, layer: 1)) {
        try worker.encode(LocalGradient(values: values), round: 0)
      }
    }
    #expect(worker.reconstruction == nil)
    var dithered = QuantizerCodec(OneBitDitherLayers()).makeWorker(4, layout: smallLayout, streams: Streams(seed: 1))
    let great = [Float](repeating: 3e38, count: smallLayout.elementCount)
    #expect(throws: CodecError.notFinite(worker: 4, layer: 0)) {
      try dithered.encode(LocalGradient(values: great), round: 0)
    }
  }
}
