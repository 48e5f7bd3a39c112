import Randomness
import Testing

@testable import SlepianWolf

@Suite struct InterleavingTests {
  /// Every element has a position, spreading and gathering undo one another, and ratios go with their bits.
  @Test(arguments: [1, 2, 3, 63, 64, 65, 200, 1_201, 4_096]) func ordersAreOneToOne(count: Int) {
    var rng = Streams(seed: 81).generator("bits", worker: count)
    let bits = (0..<count).map { _ in rng.nextWord() & 1 == 1 }
    let plane = BitBlocks(bits, bitCount: count), order = Interleaving(count: count)
    let spread = order.spread(plane)
    #expect(order.gather(spread) == plane)
    let ratios = order.spread(bits.map { $0 ? -1 : 1 } + [Float.infinity])
    #expect(ratios.count == count + 1 && ratios[count] == .infinity)
    #expect((0..<count).allSatisfy { (ratios[$0] < 0) == spread[0, $0] })
  }

  /// A tenth of the positions has about a tenth of every tenth of the elements and of every column of a matrix.
  @Test func stretchesHaveAShareOfAllParts() {
    let order = Interleaving(count: 20_000)
    let elements = (0..<2_000).map { $0 * order.step % 20_000 }
    for tenth in 0..<10 { #expect(abs(elements.count { $0 / 2_000 == tenth } - 200) <= 3) }
    for column in 0..<100 { #expect(abs(elements.count { $0 % 100 == column } - 20) <= 3) }
  }

  /// Planes of which a half is known and the other is not, as they are delivered with and without.
  @Test func partsThatDifferCostLess() throws {
    let (bits, states) = PlaneRoundTripTests.plane(4_800, seed: 82)
    let known = zip(bits, states).enumerated().map { $0 < 2_400 ? $1.0 : 2 }
    let model = GivenRatios(ratios: [8, -8, 0])
    for isInterleaved in [false, true] {
      var decoder = SuccessiveDecoder(
        elementCount: 4_800, model: model,
        code: PlaneCode(blockLengths: [1_200], isInterleaved: isInterleaved, blockPrice: 100))
      decoder.beginRound(contexts: known)
      let delivery = try RoundDelivery(of: [bits], through: &decoder)
      #expect(delivery.wrongSymbolCount == 0 && delivery.requestCount <= (isInterleaved ? 3 : 40))
      #expect(isInterleaved == (delivery.sentBits < 3_600))
    }
  }
}
