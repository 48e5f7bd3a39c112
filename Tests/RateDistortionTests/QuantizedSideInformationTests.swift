import Foundation
import Quantization
import RateDistortion
import Testing

@Suite struct QuantizedSideInformationTests {
  private func information(
    ratio: Double, bitCount: Int, _ workerCount: Int, resolution: Double = QuantizedSideInformation.exact
  ) throws -> QuantizedSideInformation {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    let quantizer = try UniformQuantizer(bitCount: bitCount, deviation: model.localVariance.squareRoot())
    return try QuantizedSideInformation(
      model, quantizer: quantizer, workerCount: workerCount, resolution: resolution)
  }

  /// The reference has six decimals; the paper's Monte Carlo values are within 0.006 of it.
  @Test func planesAgreeWithTheReference() throws {
    let information = try information(ratio: 10, bitCount: 6, 3)
    let (exact, paper) = (try rateReference("dsc-tab1-bit-planes"), try rateReference("dsc-tab1-paper"))
    #expect(exact.count == 6 && paper.count == 6)
    for plane in 0..<6 {
      for worker in 1...3 {
        let rate = information.planeRates(ofWorker: worker)[plane]
        #expect(abs(rate - exact[plane][worker]) < 1e-6)
        #expect(abs(rate - paper[plane][worker]) < 0.006)
      }
    }
  }

  @Test func ratesAgreeWithTheReference() throws {
    for row in try rateReference("dsc-fig10-multibit") {
      let rates = try information(ratio: 100, bitCount: Int(row[0]), 2).rates
      #expect(abs(rates[0] - row[1]) < 1e-6)
      #expect(abs(rates[1] - row[2]) < 1e-6)
      #expect(abs(1 - rates[1] / rates[0] - row[3]) < 1e-6)
    }
  }

  /// Pruned states have less than 1e-15 of probability each; the enumeration is rounded in sums of 1e5 terms.
  @Test(arguments: [1e-3, 0.1, 1, 10, 100, 1e4], [1, 2])
  func ratesAgreeWithEnumeration(ratio: Double, bitCount: Int) throws {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    let workerCount = ratio > 10 ? 2 : 4
    let quantizer = try UniformQuantizer(bitCount: bitCount, deviation: model.localVariance.squareRoot())
    let expected = enumeratedRates(model, quantizer, workerCount: workerCount)
    let rates = try information(ratio: ratio, bitCount: bitCount, workerCount).rates
    #expect(zip(rates, expected).allSatisfy { abs($0 - $1) < 1e-10 }, "\(rates), expected \(expected)")
  }

  @Test(arguments: [1e-3, 1, 1e3, 1e6])
  func oneBitIsTheSign(ratio: Double) throws {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    let expected = try SignSideInformation(model, workerCount: 8)
    let information = try information(ratio: ratio, bitCount: 1, 8)
    #expect(zip(information.rates, expected.rates).allSatisfy { abs($0 - $1) < 1e-10 })
    // Along the sequence 1 0 1 1 0 1 1; ratios are stored in single precision.
    var (state, positive) = (0, 0)
    for (k, sign) in [1, 0, 1, 1, 0, 1, 1].enumerated() {
      let stage = information.stages[k]
      let ratio = Double(stage.llr(plane: 0, lowerBits: 0, state: state))
      #expect(abs(ratio - expected.llr(positiveCount: positive, of: k)) < 1e-5)
      state = stage.state(after: state, index: sign)
      positive += sign
    }
  }

  /// What merging loses is at least 0 and at most what the documentation says.
  @Test(arguments: zip([10, 10, 100, 0.5, 1e4], [2, 3, 2, 3, 2]))
  func mergingCostsLittle(ratio: Double, bitCount: Int) throws {
    let workerCount = bitCount == 2 ? 8 : 6
    let exact = try information(ratio: ratio, bitCount: bitCount, workerCount)
    for resolution in [0.05, 0.1, 0.3] {
      let merged = try information(ratio: ratio, bitCount: bitCount, workerCount, resolution: resolution)
      for k in 0..<workerCount {
        let loss = merged.rates[k] - exact.rates[k]
        #expect(loss > -1e-10 && loss < Double(k) * resolution * resolution / 24 + 1e-10, "worker \(k + 1): \(loss)")
      }
    }
  }

  @Test func manyWorkersOfManyLevelsNeedFewStates() throws {
    let (coarse, fine) = (
      try information(ratio: 10, bitCount: 5, 10, resolution: 0.1),
      try information(ratio: 10, bitCount: 5, 10, resolution: 0.05)
    )
    #expect(coarse.stages.allSatisfy { $0.stateCount < 1_000 })
    for k in 0..<10 { #expect(abs(coarse.rates[k] - fine.rates[k]) < Double(k) * 0.01 / 24 + 1e-10) }
    #expect(zip(coarse.rates, coarse.rates.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test(arguments: [1e-3, 10, 1e6])
  func everyIndexLeadsToAStateWithFiniteRatios(ratio: Double) throws {
    let information = try information(ratio: ratio, bitCount: 3, 4, resolution: 0.1)
    for (k, stage) in information.stages.enumerated() {
      for state in 0..<stage.stateCount {
        for plane in 0..<3 {
          for lower in 0..<(1 << plane) {
            #expect(abs(stage.llr(plane: plane, lowerBits: lower, state: state)) < 41.5)
          }
        }
        if k < 3 {
          let next = 0..<information.stages[k + 1].stateCount
          #expect((0..<8).allSatisfy { next.contains(stage.state(after: state, index: $0)) })
        }
      }
    }
  }

  /// Pr(J_1 = i, J_2 = j) as the tables of ratios give it, to single precision.
  private func jointOfTwo(_ information: QuantizedSideInformation) -> [[Double]] {
    func law(_ stage: QuantizedSideInformation.Stage, _ state: Int) -> [Double] {
      (0..<stage.levelCount).map { index in
        (0..<stage.planeCount).reduce(1) { product, plane in
          let lower = index & (1 << plane - 1)
          let ratio = Double(stage.llr(plane: plane, lowerBits: lower, state: state))
          return product / (1 + exp(index >> plane & 1 == 0 ? -ratio : ratio))
        }
      }
    }
    let first = information.stages[0]
    return law(first, 0).enumerated().map { index, mass in
      law(information.stages[1], first.state(after: 0, index: index)).map { $0 * mass }
    }
  }

  /// H(column | row) of a joint law, with rows and columns put together as `row` and `column` say.
  private func conditional(_ joint: [[Double]], row: (Int) -> Int, column: (Int) -> Int) -> Double {
    var (merged, rows) = (
      [[Double]](repeating: Array(repeating: 0, count: 64), count: 64), [Double](repeating: 0, count: 64)
    )
    for (i, line) in joint.enumerated() {
      for (j, mass) in line.enumerated() {
        merged[row(i)][column(j)] += mass
        rows[row(i)] += mass
      }
    }
    return (0..<64).reduce(0) { sum, i in
      merged[i].reduce(sum) { $0 + ($1 > 0 ? $1 * log2(rows[i] / $1) : 0) }
    }
  }

  /// Side information that refines other side information never costs; the chain rule (35) holds; and the signs that
  /// indices belong to have the rate of signs.
  @Test(arguments: [0.1, 10, 1e3])
  func finerSideInformationIsBetter(ratio: Double) throws {
    let information = try information(ratio: ratio, bitCount: 4, 2)
    let joint = jointOfTwo(information)
    let (whole, coarse, sign) = ({ $0 }, { $0 / 2 }, { $0 / 8 }) as ((Int) -> Int, (Int) -> Int, (Int) -> Int)
    // Ratios in single precision: 1e-7 relative, times entropies of a few bits.
    #expect(abs(conditional(joint, row: whole, column: whole) - information.rates[1]) < 3e-6)
    let signs = try SignSideInformation(GaussianCEO(signalVariance: ratio, noiseVariance: 1), workerCount: 2)
    #expect(abs(conditional(joint, row: sign, column: sign) - signs.rates[1]) < 3e-6)
    for column in [whole, coarse, sign] {
      let rates = [whole, coarse, sign].map { conditional(joint, row: $0, column: column) }
      #expect(rates[0] < rates[1] && rates[1] < rates[2])
    }
  }

  @Test(arguments: [1e-10, 1e10])
  func scaleDoesNotMatter(scale: Double) throws {
    let model = try GaussianCEO(signalVariance: 7 * scale, noiseVariance: scale)
    let quantizer = try UniformQuantizer(bitCount: 3, deviation: model.localVariance.squareRoot())
    let scaled = try QuantizedSideInformation(model, quantizer: quantizer, workerCount: 4)
    let expected = try information(ratio: 7, bitCount: 3, 4, resolution: 0.1)
    // Posteriors at the edge of a place of the grid may be rounded to another, which costs the loss of merging.
    #expect(zip(scaled.rates, expected.rates).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test(arguments: [0, 1e-12, 2, .nan] as [Double])
  func resolutionsThatAreNoneAreRejected(resolution: Double) throws {
    #expect(throws: RateDistortionError.self) {
      try information(ratio: 1, bitCount: 1, 2, resolution: resolution)
    }
  }
}
