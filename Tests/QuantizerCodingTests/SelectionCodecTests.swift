import GradientCoding
import QuantizerCoding
import Randomness
import TestSupport
import Testing

@Suite struct SelectionCodecTests {
  /// What is sent are the ⌈Kn⌉ elements of largest magnitude of each layer, by sorting; the server's estimate is their mean.
  @Test(arguments: [0.001, 0.01, 0.3, 1], SymbolCoder.allCases)
  func largestElementsAreSent(share: Double, coder: SymbolCoder) throws {
    let plan = RoundPlan(round: 3, workers: [1, 4], weights: [13, 12])
    let gradients = plan.workers.map { gradient(smallLayout, worker: $0, round: 3, seed: 3) }
    let codec = SelectionCodec(keptShare: share, coder: coder)
    let round = try CodedRound(codec, gradients, layout: smallLayout, plan: plan)
    let expected = gradients.map { values in
      smallLayout.layers.flatMap { layer in
        let kept = Set(
          layer.range.sorted { values[$0].magnitude > values[$1].magnitude }
            .prefix(Int((share * Double(layer.range.count)).rounded(.up))))
        return layer.range.map { kept.contains($0) ? values[$0] : 0 }
      }
    }
    for (worker, values) in zip(round.workers, expected) {
      #expect(firstDifference(worker.reconstruction ?? [], values) == nil)
    }
    let mean = zip(expected[0], expected[1]).map { (a: Float, b: Float) -> Float in (13 * a + 12 * b) / 25 }
    #expect(firstDifference(try round.estimate([1, 0]), mean) == nil)
    #expect(firstDifference(try round.estimate(), mean) == nil)
  }

  /// What is sent of 100,000 elements is what the gain allows, less than 1 % more for Rice's code (0.05 bits of some 40 that a kept
  /// element takes), one element and the header.
  @Test(arguments: [4, 32, 100] as [Double]) func theGainIsThatOfTheBytes(gain: Double) throws {
    let layout = LayerLayout([("layer", [100_000])])
    let round = try CodedRound(
      SelectionCodec(gain: gain), [gradient(layout, worker: 0, round: 0, seed: 1)], layout: layout)
    let ratio = Double(round.messages[0].bits.sentBits) / (32 * 100_000 / gain)
    #expect(ratio > 0.99 && ratio < 1.01, "\(ratio)")
  }

  /// Of 1 % of 100,000 elements, Rice's code is within 3 % of n H(K) for the positions (0.05 bits of some 8.1 for geometric gaps).
  @Test func positionsAreNearTheirEntropy() throws {
    let layout = LayerLayout([("layer", [100_000])])
    let round = try CodedRound(
      SelectionCodec(keptShare: 0.01), [gradient(layout, worker: 0, round: 0, seed: 1)], layout: layout)
    let bits = round.messages[0].bits, entropy = try #require(bits.entropy)
    #expect(bits.raw == 64_000 && bits.sentBits < bits.raw)
    #expect(Double(bits.sentBits - 80 - 32_000) < 1.03 * (entropy - 32_000))
  }

  @Test(arguments: SymbolCoder.allCases) func theServerTakesOrRefuses(coder: SymbolCoder) throws {
    let layout = FuzzTests.layout, codec = SelectionCodec(keptShare: 0.2, coder: coder)
    let round = try CodedRound(codec, [gradient(layout, worker: 0, round: 3, seed: 1)], layout: layout)
    let read = try round.estimate(), valid = round.messages[0].bytes
    var rng = Streams(seed: 2).generator("fuzz"), taken = 0, refused = 0
    for _ in 0..<600 {
      var server = round.server
      do throws(CodecError) {
        _ = try server.receive(FuzzTests().mutated(valid, &rng))
        #expect(try server.close().count == read.count)
        taken += 1
      } catch {
        refused += 1
        _ = try server.receive(valid)
        #expect(firstDifference(try server.close(), read) == nil)
      }
    }
    #expect(refused > 200 && taken > 0)
  }
}
