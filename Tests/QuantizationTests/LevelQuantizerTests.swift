import Quantization
import Randomness
import Testing

@Suite struct LevelQuantizerTests {
  private func levels(
    _ quantizer: LevelQuantizer, _ values: [Float], step: Float, _ rng: Philox, startingAt first: Int = 0
  ) -> [Int8] {
    var levels = [Int8](repeating: .min, count: values.count)
    var span = levels.mutableSpan
    quantizer.encode(values.span, step: step, dither: rng, startingAt: first, into: &span)
    return levels
  }

  private func numbers(
    _ quantizer: LevelQuantizer, _ levels: [Int8], step: Float, _ rng: Philox, startingAt first: Int = 0
  ) throws -> [Float] {
    var values = [Float](repeating: .nan, count: levels.count)
    var span = values.mutableSpan
    try quantizer.decode(levels.span, step: step, dither: rng, startingAt: first, into: &span)
    return values
  }

  /// With a step of a power of two and values on a grid nothing is rounded, and the block is the scalar quantizer.
  @Test(arguments: [1, 3, 7, 127], 1...2 as ClosedRange<UInt64>)
  func blocksAreTheScalarQuantizer(extent: Int, seed: UInt64) throws {
    let rng = Streams(seed: seed).generator("dither", worker: 3, round: 9)
    var source = Streams(seed: seed).generator("values")
    let step: Float = 0x1p-7
    // Beyond both ends too.
    let values = (0..<5_000).map { _ in
      Float(Int(source.nextWord() % UInt32(600 * extent)) - 300 * extent) * 0x1p-8 * step
    }
    var dither = [Float](repeating: 0, count: values.count)
    var span = dither.mutableSpan
    UniformDither(step: 1).fill(&span, startingAt: 0, of: rng)
    let quantizer = try LevelQuantizer.dithered(extent: extent)
    let found = levels(quantizer, values, step: step, rng)
    let read = try numbers(quantizer, found, step: step, rng)
    let wrong = try values.indices.first { index in
      let scalar = try DitheredQuantizer(step: Double(step), extent: extent, dither: Double(dither[index]))
      // Sums up to 128 steps are rounded by 2⁻¹⁸ at most, which matters next to an end alone.
      let place = Double(values[index]) / Double(step) + Double(dither[index]) + 0.5
      if abs(place - place.rounded()) < 0x1p-16 { return false }
      let q = scalar.index(of: Double(values[index]))
      return Int(found[index]) != q - extent || abs(Double(read[index]) - scalar.point(of: q)) > 0x1p-24
    }
    #expect(wrong == nil)
  }

  /// The error of subtractive dither, in steps, is uniform on (−½, ½) and does not follow the signal: with 200,000 values
  /// √n D has probability 10⁻⁶ beyond 2.7, and √n times a correlation beyond 4.9.
  @Test(arguments: [1, 2, 7], 1...3 as ClosedRange<UInt64>)
  func subtractiveErrorIsUniformAndIndependent(extent: Int, seed: UInt64) throws {
    let values = laplaceNumbers(count: 200_000, seed: seed), rng = Streams(seed: seed).generator("dither")
    let quantizer = try LevelQuantizer.dithered(extent: extent)
    let step = try quantizer.step(of: values.span)
    let read = try numbers(quantizer, levels(quantizer, values, step: step, rng), step: step, rng)
    let errors = zip(read, values).map { Double($0 - $1) / Double(step) }
    let signal = values.map(Double.init), root = Double(values.count).squareRoot()
    #expect(distanceFromUniform(errors) * root < 2.7)
    #expect(abs(correlation(errors, signal)) * root < 4.9)
    #expect(abs(correlation(errors.map { $0 * $0 }, signal.map(abs))) * root < 4.9)
    // Half-dithered, the size of the error does follow the signal.
    let half = try LevelQuantizer.halfDithered(extent: extent)
    let stepped = try numbers(half, levels(half, values, step: step, rng), step: step, rng)
    let others = zip(stepped, values).map { Double($0 - $1) / Double(step) }
    #expect(extent > 2 || correlation(others.map { $0 * $0 }, signal.map(abs)) > 0.1)
  }

  /// Lemma 19, exactly: of 2¹² dithers with equal weight, as many give each level as Equation (A.4) says, and one by one
  /// the level is that of (A.4) with the coin that the dither stands for.
  @Test(arguments: [1, 2, 5])
  func stochasticQuantizationIsHalfDithered(extent: Int) throws {
    let count = 1 << 12, m = Double(extent)
    for numerator in -count...count where numerator % 37 == 0 || abs(numerator) == count {
      // |x| ≤ 1 with M x a multiple of 2⁻¹².
      let scaled = Double(numerator) * m / Double(count)
      let l = min(abs(scaled).rounded(.down), m - 1), d = abs(scaled) - l
      let sign = scaled < 0 ? -1.0 : 1.0
      var upCount = 0
      for part in 0..<count {
        let u = Double(part) / Double(count) - 0.5
        let q = Double(try DitheredQuantizer(step: 1, extent: extent, dither: u).index(of: scaled) - extent)
        let up = sign > 0 ? u + 0.5 >= 1 - d : u + 0.5 < d
        if q != sign * (up ? l + 1 : l) { Issue.record("level \(q) of \(scaled) with \(u)") }
        if up { upCount += 1 }
      }
      #expect(Double(upCount) == d * Double(count))
    }
  }

  /// Mean 0 and variance κ²d(1 − d) of the error of each of a few numbers over 40,000 dithers. The mean of n errors has
  /// the standard error κ√(d(1 − d)/n), that of the squares at most κ²/(2√n); five of them, and for the mean the bias of
  /// κ 2⁻²³ beside.
  @Test(arguments: ["half", "qsgd 1", "qsgd 4", "terngrad"])
  func halfDitheredIsUnbiased(kind: String) throws {
    let quantizer: LevelQuantizer =
      switch kind {
      case "half": try .halfDithered(extent: 3)
      case "qsgd 1": try .qsgd(extent: 1)
      case "qsgd 4": try .qsgd(extent: 4)
      default: try .ternGrad()
      }
    let values: [Float] = [0.5, -0.31, 0.1, 0, -0.011, 0.25, -0.5, 0.4], count = 40_000
    let step = try quantizer.step(of: values.span), kappa = Double(step)
    for value in values {
      let repeated = [Float](repeating: value, count: count)
      let rng = Streams(seed: 11).generator("dither", worker: Int(abs(value) * 1_000))
      let read = try numbers(quantizer, levels(quantizer, repeated, step: step, rng), step: step, rng)
      let scaled = abs(Double(value)) / kappa, d = scaled - scaled.rounded(.down)
      let mean = read.reduce(0) { $0 + Double($1 - value) } / Double(count)
      let square = read.reduce(0) { $0 + Double($1 - value) * Double($1 - value) } / Double(count)
      let root = Double(count).squareRoot()
      #expect(abs(mean) < kappa * (5 * (d * (1 - d)).squareRoot() / root + 0x1p-22), "\(value)")
      #expect(abs(square - kappa * kappa * d * (1 - d)) < kappa * kappa * (2.5 / root + 0x1p-22), "\(value)")
    }
  }

  /// Steps by hand: of (3, −4, 0, 0) the greatest is 4, the norm 5, the mean −¼ and the variance 25/4 − 1/16.
  @Test func stepsAreThoseOfTheBlock() throws {
    let values: [Float] = [3, -4, 0, 0]
    #expect(try LevelQuantizer.dithered(extent: 8).step(of: values.span) == 0.5)
    #expect(try LevelQuantizer.qsgd(extent: 5).step(of: values.span) == 1)
    #expect(try LevelQuantizer.ternGrad().step(of: values.span) == 4)
    let step = try LevelQuantizer.ternGrad(clip: 0.5).step(of: values.span)
    #expect(abs(Double(step) - 0.5 * (25.0 / 4 - 1.0 / 16).squareRoot()) < 1e-6)
    let long = laplaceNumbers(count: 1_003, seed: 4)
    let norm = long.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    #expect(abs(Double(try LevelQuantizer.qsgd(extent: 1).step(of: long.span)) / norm - 1) < 1e-7)
  }

  /// TernGrad clips: beyond the step, levels are ±1 with certainty.
  @Test func numbersBeyondTheStepAreClipped() throws {
    let values: [Float] = [9, -9, 1, -1], rng = Streams(seed: 1).generator("dither")
    #expect(levels(try .ternGrad(), values, step: 1, rng) == [1, -1, 1, -1])
  }

  /// A server that has a slice of the levels reads it as it would the whole.
  @Test(arguments: [0, 1, 5, 2_047, 2_048, 6_001], [true, false])
  func slicesAreReadAlone(start: Int, subtracts: Bool) throws {
    let values = laplaceNumbers(count: 8_000, seed: 2), rng = Streams(seed: 5).generator("dither", worker: 2, round: 8)
    let quantizer = try LevelQuantizer(extent: 4, scale: .greatest, subtractsDither: subtracts)
    let step = try quantizer.step(of: values.span)
    let all = levels(quantizer, values, step: step, rng), read = try numbers(quantizer, all, step: step, rng)
    let slice = start..<min(start + 3_001, 8_000)
    #expect(Array(levels(quantizer, Array(values[slice]), step: step, rng, startingAt: start)) == Array(all[slice]))
    let part = try numbers(quantizer, Array(all[slice]), step: step, rng, startingAt: start)
    #expect(part == Array(read[slice]))
  }

  @Test func blocksOfZerosStayZero() throws {
    let rng = Streams(seed: 1).generator("dither")
    for quantizer in [try LevelQuantizer.dithered(extent: 2), try .qsgd(extent: 1), try .ternGrad()] {
      for values: [Float] in [[0, -0.0, 0], [0x1p-140, 0, -0x1p-140], []] {
        let step = try quantizer.step(of: values.span)
        #expect(step == 0)
        let found = levels(quantizer, values, step: step, rng)
        #expect(found.allSatisfy { $0 == 0 })
        #expect(try numbers(quantizer, found, step: step, rng).allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func whatIsNoBlockIsRejected() throws {
    for quantizer in [try LevelQuantizer.dithered(extent: 2), try .qsgd(extent: 1), try .ternGrad()] {
      let nan: [Float] = [1, .nan, .infinity], infinite: [Float] = [1, -.infinity]
      #expect(throws: QuantizationError.notANumber) { try quantizer.step(of: nan.span) }
      #expect(throws: QuantizationError.self) { try quantizer.step(of: infinite.span) }
    }
    let rng = Streams(seed: 1).generator("dither"), quantizer = try LevelQuantizer.dithered(extent: 2)
    #expect(throws: QuantizationError.invalidCode) { try numbers(quantizer, [0, 3], step: 1, rng) }
    #expect(throws: QuantizationError.invalidCode) { try numbers(quantizer, [.min], step: 1, rng) }
    #expect(throws: QuantizationError.self) { try numbers(quantizer, [0], step: .nan, rng) }
    #expect(throws: QuantizationError.self) { try LevelQuantizer.dithered(extent: 0) }
    #expect(throws: QuantizationError.self) { try LevelQuantizer.qsgd(extent: 128) }
    #expect(throws: QuantizationError.self) { try LevelQuantizer.ternGrad(clip: 0) }
  }
}
