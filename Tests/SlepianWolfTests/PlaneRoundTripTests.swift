import EntropyCoding
import GradientCoding
import Randomness
import Testing

@testable import SlepianWolf

/// A model whose ratios are what a test says, for one worker.
struct GivenRatios: SideInformationModel {
  let planeCount = 1
  let stageCount = 1
  /// The ratio of each state.
  let ratios: [Float]

  func stateCount(stage: Int) -> Int { ratios.count }
  func llr(plane: Int, lowerBits: Int, state: Int, stage: Int) -> Float { ratios[state] }
  func state(after state: Int, symbol: Int, stage: Int) -> Int { 0 }
}

@Suite struct PlaneRoundTripTests {
  static let code = PlaneCode(blockLengths: [256, 600], blockPrice: 20)

  /// Bits, and the number of a ratio for each: 0 and 1 tell the bit with an error of 5 %, 2 nothing.
  static func plane(_ count: Int, seed: UInt64) -> (bits: [Int], states: [Int]) {
    var rng = Streams(seed: seed).generator("plane")
    let bits = (0..<count).map { _ in Int(rng.nextWord() & 1) }
    return (bits, bits.map { rng.index(below: 20) == 0 ? 1 - $0 : $0 })
  }

  static let ratios: [Float] = [2.944, -2.944, 0]

  func deliver(
    _ bits: [Int], _ states: [Int], ratios: [Float], code: PlaneCode
  ) throws -> (RoundDelivery, SuccessiveDecoder<GivenRatios>) {
    var decoder = SuccessiveDecoder(elementCount: bits.count, model: GivenRatios(ratios: ratios), code: code)
    decoder.beginRound(contexts: states)
    let delivery = try RoundDelivery(of: [bits], through: &decoder)
    return (delivery, decoder)
  }

  /// Ragged ends, fewer bits than the least plane, fewer than a block and none.
  @Test(arguments: [0, 1, 63, 1_199, 1_200, 1_201, 1_536, 1_800, 2_599, 3_000]) func everyLengthIsDelivered(count: Int)
    throws
  {
    let (bits, states) = Self.plane(count, seed: 21)
    let (delivery, decoder) = try deliver(bits, states, ratios: Self.ratios, code: Self.code)
    #expect(delivery.wrongSymbolCount == 0 && decoder.symbols.last?.count == count)
    // Both ends count the same bytes.
    #expect(delivery.traffic == decoder.traffic)
    if count < PlaneCode.leastCodedCount {
      #expect(delivery.traffic.uplink.sentBytes == (count + 7) / 8 && delivery.traffic.downlink.sentBytes == 0)
    } else {
      #expect(delivery.sentBits < count)
    }
  }

  @Test(arguments: [1_200, 2_400, 9_600]) func everyBlockLengthIsDelivered(blockLength: Int) throws {
    let (bits, states) = Self.plane(2 * blockLength + 17, seed: 22)
    let (delivery, _) = try deliver(
      bits, states, ratios: Self.ratios, code: PlaneCode(blockLengths: [blockLength], blockPrice: 20))
    #expect(delivery.wrongSymbolCount == 0 && 2 * delivery.sentBits < bits.count)
  }

  /// One short block of the longest, in one lane of sixteen. The code alone takes seconds to make, so it is for long runs.
  @Test(.enabled(if: CodecFuzzTests.isLong)) func theLongestBlockIsDelivered() throws {
    let (bits, states) = Self.plane(20_000, seed: 23)
    let (delivery, _) = try deliver(
      bits, states, ratios: Self.ratios, code: PlaneCode(blockLengths: [64_800], blockPrice: 2_000))
    #expect(delivery.wrongSymbolCount == 0 && 2 * delivery.sentBits < bits.count)
  }

  @Test(arguments: [0, 1]) func constantPlanesAreDelivered(bit: Int) throws {
    let bits = [Int](repeating: bit, count: 2_000)
    for states in [bits, bits.map { _ in 2 }] {
      let (delivery, _) = try deliver(bits, states, ratios: Self.ratios, code: Self.code)
      #expect(delivery.wrongSymbolCount == 0)
    }
  }

  /// Where ratios tell nothing, coding cannot pay: the bits, one flag bit, and the announcement's.
  @Test func aPlaneThatCodingDoesNotShortenIsSentAsItIs() throws {
    let (bits, _) = Self.plane(2_400, seed: 24)
    let (delivery, _) = try deliver(bits, bits.map { _ in 2 }, ratios: Self.ratios, code: Self.code)
    #expect(delivery.requestCount == 0 && delivery.traffic.uplink.sentBytes == 301)
    #expect(delivery.traffic.downlink.sentBytes == 1 && delivery.wrongSymbolCount == 0)
  }

  /// The model is sure of what is not so: infinitely, strongly, or as if the error were 5 %. All blocks must end with their bits
  /// themselves, after everything that the ladder has.
  @Test(arguments: [Float.infinity, 30, 2.944]) func whatIsToldWronglyIsStillDelivered(ratio: Float) throws {
    let (bits, _) = Self.plane(1_500, seed: 25)
    var rng = Streams(seed: 25).generator("lies")
    let states = bits.map { ratio < 3 ? Int(rng.nextWord() & 1) : 1 - $0 }
    let (delivery, decoder) = try deliver(bits, states, ratios: [ratio, -ratio, 0], code: Self.code)
    #expect(delivery.wrongSymbolCount == 0 && delivery.requestCount > 0)
    #expect(delivery.traffic == decoder.traffic)
  }

  /// A known bit costs nothing, and cannot be told wrong: the plane is decoded at the first step.
  @Test func knownBitsAreDelivered() throws {
    let (bits, _) = Self.plane(1_500, seed: 26)
    let (delivery, _) = try deliver(bits, bits, ratios: [.infinity, -.infinity, 0], code: Self.code)
    #expect(delivery.wrongSymbolCount == 0 && 4 * delivery.sentBits < bits.count)
  }

  /// A set of eight encoders, the server choosing one: the rate is one of the set, and blocks are delivered all the same.
  @Test func fixedRatesAreDelivered() throws {
    let set = FixedRateSet(blockLength: 256)
    #expect(zip(set.rates, set.rates.dropFirst()).allSatisfy(<) && set.rates.count == 8)
    let (bits, states) = Self.plane(2_600, seed: 27)
    let model = GivenRatios(ratios: Self.ratios)
    let information = model.information(stateCounts: (0..<3).map { s in states.count { $0 == s } }, stage: 0)[0]
    let plan = set.plan(for: information, code: Self.code)
    let choice = try #require(set.choice(for: information))
    // The shortest that fails with at most 1 %.
    let needed = information.need(bitCount: 256).bits(failureRate: 0.01)
    #expect(Int((set.rates[choice] * 256).rounded()) >= needed)
    #expect(choice == 0 || Int((set.rates[choice - 1] * 256).rounded()) < needed)
    var encoder = TensorEncoder(bits, plans: [plan], code: Self.code)
    var decoder = SuccessiveDecoder(elementCount: bits.count, model: model, code: Self.code)
    decoder.beginRound(contexts: states)
    var request = try decoder.receive(encoder.message)
    while let bytes = request { request = try decoder.receive(answer: encoder.answer(bytes)) }
    #expect(decoder.symbols == [bits])
    #expect(set.plan(for: PlaneInformation(entropy: 1, dispersion: 0), code: Self.code) == .raw)
  }

  /// The cost at which the policy starts is what a plane takes on average: 20 % is six standard errors of 40 blocks' needs.
  @Test func plansExpectWhatPlanesCost() async throws {
    let code = PlaneCode(blockLengths: [600])
    let delivery = try await PlaneDelivery.measured(
      code, entropy: 0.3, bitCount: 24_000, planeCount: 1, streams: Streams(seed: 28), jobs: 1)
    #expect(delivery.wrongBitCount == 0 && delivery.efficiency > 1 && delivery.efficiency < 1.4)
    let again = try await PlaneDelivery.measured(
      code, entropy: 0.3, bitCount: 24_000, planeCount: 1, streams: Streams(seed: 28), jobs: 2)
    #expect(again == delivery)
  }

  /// Each block once, without a check: some fail, and what is delivered is wrong in less than 1 % of the bits (DSC, Section V).
  @Test func thePaperDeliversFewWrongBits() async throws {
    let code = PlaneCode(blockLengths: [2_400], isExact: false)
    let information = PlaneInformation(entropy: 0.5, dispersion: 0.89)
    let plan = code.singlePlan(for: information, count: 192_000, blockLength: 2_400, failureRate: 0.05)
    let delivery = try await PlaneDelivery.measured(
      code, plan: plan, entropy: 0.5, bitCount: 192_000, planeCount: 1, streams: Streams(seed: 29), jobs: 1)
    #expect(delivery.requestCount == 0)
    #expect(delivery.wrongBlockCount > 0 && delivery.wrongBlockCount < 20)
    #expect(delivery.wrongBitCount > 0 && 100 * delivery.wrongBitCount < 192_000)
  }
}
