import Quantization
import Randomness
import Testing

@Suite struct LloydMaxBestTests {
  /// Σ (x − x̃)².
  func error(_ quantizer: LloydMaxQuantizer, _ sample: [Float]) -> Double {
    sample.reduce(0) { sum, value in
      let difference = Double(value) - quantizer.point(of: quantizer.index(of: Double(value)))
      return sum + difference * difference
    }
  }

  /// The least error over all ways to cut the sorted sample into `levels` parts.
  func leastError(_ sorted: ArraySlice<Float>, levels: Int) -> Double {
    let mean = sorted.reduce(0) { $0 + Double($1) } / Double(sorted.count)
    let whole = sorted.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    if levels == 1 { return whole }
    return sorted.indices.dropFirst().reduce(whole) {
      min($0, leastError(sorted[..<$1], levels: levels - 1) + leastError(sorted[$1...], levels: 1))
    }
  }

  /// A rectifier's output: half of the numbers are zero.
  func rectified(_ count: Int, seed: UInt64) -> [Float] {
    var rng = Streams(seed: seed).generator("rectified")
    return Normal().values(count: count, using: &rng).map { max($0, 0) }
  }

  /// Up to the rounding of some 14 sums of doubles.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func noPartitionIsBetter(seed: UInt64) throws {
    let sample = rectified(14, seed: seed)
    for (index, quantizer) in try LloydMaxQuantizer.best(upTo: 4, sample: sample.span).enumerated() {
      let least = leastError(sample.sorted()[...], levels: index + 1)
      #expect(abs(error(quantizer, sample) - least) < 1e-12)
    }
  }

  /// Joined neighbours cost at most a thousandth of the error, also where one number in a thousand is a hundred times as
  /// large as the others; Lloyd's steps from where the search ended find no more than that.
  @Test(arguments: 1...3 as ClosedRange<UInt64>, [false, true])
  func joinedNeighboursCostLittle(seed: UInt64, hasTails: Bool) throws {
    let sample = rectified(50_000, seed: seed).enumerated().map { hasTails && $0 % 1_000 == 0 ? 100 * $1 : $1 }
    for quantizer in try LloydMaxQuantizer.best(upTo: 7, sample: sample.span).dropFirst() {
      var ends = quantizer.ends.map { Float($0) }, points: [Double] = []
      for _ in 0..<50 {
        var sums = [Double](repeating: 0, count: ends.count + 1), counts = sums
        for value in sample {
          let cell = ends.count { value >= $0 }
          sums[cell] += Double(value)
          counts[cell] += 1
        }
        points = zip(sums, counts).map { $0 / $1 }
        ends = zip(points, points.dropFirst()).map { Float(($0 + $1) / 2) }
      }
      let refined = sample.reduce(0) { sum, value in
        let difference = Double(value) - points[ends.count { value >= $0 }]
        return sum + difference * difference
      }
      #expect(error(quantizer, sample) < 1.001 * refined)
    }
  }

  @Test func fewNumbersHaveFewLevels() throws {
    let sample: [Float] = [3, 0, 0, 3, 0]
    let quantizers = try LloydMaxQuantizer.best(upTo: 4, sample: sample.span)
    #expect(quantizers.map(\.points) == [[1.2], [0, 3], [0, 3], [0, 3]])
    #expect(quantizers.map(\.ends) == [[], [1.5], [1.5], [1.5]])
  }

  @Test func samplesThatAreNoneAreRefused() {
    func best(_ levelCount: Int, _ sample: [Float]) throws {
      _ = try LloydMaxQuantizer.best(upTo: levelCount, sample: sample.span)
    }
    #expect(throws: QuantizationError.notANumber) { try best(2, [1, .nan]) }
    for (levelCount, sample) in [(0, [1]), (257, [1]), (2, [])] as [(Int, [Float])] {
      #expect(throws: QuantizationError.invalidLevelCount(levelCount, expected: "1 to 256, and a sample")) {
        try best(levelCount, sample)
      }
    }
  }
}
