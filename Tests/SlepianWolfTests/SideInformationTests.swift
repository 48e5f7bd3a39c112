import GradientCoding
import Quantization
import Randomness
import RateDistortion
import RealModule
import Testing

@testable import SlepianWolf

@Suite struct SideInformationTests {
  /// Indices of workers with the gradient x + noise, [worker, elements].
  static func indices(
    _ quantizer: some ScalarQuantizer, ratio: Float, workerCount: Int, count: Int, seed: UInt64
  ) -> [[Int]] {
    var rng = Streams(seed: seed).generator("gradients")
    let x = Normal(mean: 0, deviation: ratio.squareRoot()).values(count: count, using: &rng)
    return (0..<workerCount).map { _ in
      zip(x, Normal(mean: 0, deviation: 1).values(count: count, using: &rng)).map {
        quantizer.index(of: Double($0 + $1))
      }
    }
  }

  static let code = PlaneCode(blockLengths: [600, 1_200], blockPrice: 10)

  @Test(arguments: [SymbolLabel.natural, .gray]) func labelsAreOneToOne(label: SymbolLabel) {
    #expect((0..<256).map { label.index(of: label.symbol(of: $0)) } == Array(0..<256))
    guard label == .gray else { return }
    #expect((0..<255).allSatisfy { (label.symbol(of: $0) ^ label.symbol(of: $0 + 1)).nonzeroBitCount == 1 })
  }

  /// Planes' expected entropies are those of the exact model, where states come as often as it says; 0.02 is five standard
  /// errors of the share of a state among 12,000 elements.
  @Test func theModelExpectsItsOwnRates() throws {
    let model = try GaussianCEO(signalVariance: 10, noiseVariance: 1)
    let signs = GaussianSignSideInformation(try SignSideInformation(model, workerCount: 4))
    let sent = Self.indices(try SignQuantizer(deviation: 1), ratio: 10, workerCount: 3, count: 12_000, seed: 61)
    var states = [Int](repeating: 0, count: 12_000)
    for stage in 0..<3 {
      func counts(_ states: [Int]) -> [Int] { (0...stage).map { state in states.count { $0 == state } } }
      let entropy = signs.information(stateCounts: counts(states), stage: stage)[0].entropy
      #expect(abs(entropy - signs.values.rates[stage]) < 0.02)
      for index in states.indices {
        states[index] = signs.state(after: states[index], symbol: sent[stage][index], stage: stage)
      }
    }
  }

  /// Signs of five workers by the paper's model, in two orders of coming: all arrive, for less than their bits.
  @Test(arguments: [[0, 1, 2, 3, 4], [3, 0, 4, 2, 1]]) func signsAreDeliveredInAnyOrder(order: [Int]) throws {
    let model = try GaussianCEO(signalVariance: 100, noiseVariance: 1)
    let signs = try SignSideInformation(model, workerCount: 5)
    let sent = Self.indices(try SignQuantizer(deviation: 1), ratio: 100, workerCount: 5, count: 6_000, seed: 62)
    var decoder = SuccessiveDecoder(
      elementCount: 6_000, model: GaussianSignSideInformation(signs), code: Self.code)
    decoder.beginRound()
    let delivery = try RoundDelivery(of: order.map { sent[$0] }, through: &decoder)
    #expect(delivery.wrongSymbolCount == 0 && delivery.traffic == decoder.traffic)
    #expect(delivery.traffic.uplink.raw == 30_000 && delivery.sentBits < 20_000)
    // The first one is sent as it is: 6,000 bits and a flag.
    #expect(Double(delivery.sentBits) > 6_000 * signs.rates.reduce(0, +))
  }

  /// Three bits, natural and Gray, by the paper's model and by one that has learnt from rounds before.
  @Test(arguments: [SymbolLabel.natural, .gray]) func symbolsAreDelivered(label: SymbolLabel) throws {
    let model = try GaussianCEO(signalVariance: 100, noiseVariance: 1)
    let quantizer = LabelledQuantizer(try UniformQuantizer(bitCount: 3, deviation: 101.0.squareRoot()), label: label)
    let sent = Self.indices(quantizer, ratio: 100, workerCount: 3, count: 3_000, seed: 63)
    let values = try QuantizedSideInformation(model, quantizer: quantizer, workerCount: 3, resolution: 0.2)
    var decoder = SuccessiveDecoder(elementCount: 3_000, model: GaussianSideInformation(values), code: Self.code)
    decoder.beginRound()
    let delivery = try RoundDelivery(of: sent, through: &decoder)
    #expect(delivery.wrongSymbolCount == 0 && delivery.traffic.uplink.raw == 27_000 && delivery.sentBits < 20_000)

    var learner = SuccessiveDecoder(
      elementCount: 3_000, model: EmpiricalSideInformation(planeCount: 3, stageCount: 3, label: label), code: Self.code)
    learner.beginRound()
    let first = try RoundDelivery(of: sent, through: &learner)
    learner.beginRound()
    let second = try RoundDelivery(
      of: Self.indices(quantizer, ratio: 100, workerCount: 3, count: 3_000, seed: 64), through: &learner)
    #expect(first.wrongSymbolCount == 0 && second.wrongSymbolCount == 0)
    // In the first round nothing is known: all planes as they are.
    #expect(first.requestCount == 0 && first.sentBits >= 27_000 && second.sentBits < 22_000)
  }

  /// By hand: after 3 ones and 1 zero in a state, ln (1.5 / 3.5); after a round with memory ½, ln (1 / 2).
  @Test func countsAreEstimatedAndForgotten() {
    var model = EmpiricalSideInformation(planeCount: 1, stageCount: 2, contextCount: 2, memory: 0.5)
    model.learn(symbolCounts: [1, 3, 1, 0], stage: 0)
    func ratio(_ state: Int) -> Double { Double(model.llr(plane: 0, lowerBits: 0, state: state, stage: 0)) }
    #expect(abs(ratio(0) - Double.log(1.5 / 3.5)) < 1e-6 && abs(ratio(1) - Double.log(3)) < 1e-6)
    model.beginRound()
    #expect(abs(ratio(0) - Double.log(1 / 2)) < 1e-6 && abs(ratio(1) - Double.log(2)) < 1e-6)
    #expect(model.stateCount(stage: 1) == 4 && model.state(after: 1, symbol: 1, stage: 0) == 3)
    var forgetful = EmpiricalSideInformation(planeCount: 1, stageCount: 1, memory: 0)
    forgetful.learn(symbolCounts: [0, 2], stage: 0)
    forgetful.beginRound()
    #expect(forgetful.llr(plane: 0, lowerBits: 0, state: 0, stage: 0) == 0)
  }

  /// A context that tells the sign makes it cheap: 5 % of wrong contexts leave 0.29 bits of entropy.
  @Test func contextsCount() throws {
    var decoder = SuccessiveDecoder(
      elementCount: 3_000, model: EmpiricalSideInformation(planeCount: 1, stageCount: 1, contextCount: 3),
      code: Self.code)
    var sent: [Int] = []
    for seed in [65, 66] as [UInt64] {
      let (bits, contexts) = PlaneRoundTripTests.plane(3_000, seed: seed)
      decoder.beginRound(contexts: contexts)
      let delivery = try RoundDelivery(of: [bits], through: &decoder)
      #expect(delivery.wrongSymbolCount == 0)
      sent.append(delivery.sentBits)
    }
    #expect(sent[0] >= 3_000 && sent[1] < 1_500)
  }
}
