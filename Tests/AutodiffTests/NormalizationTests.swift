import Autodiff
import Randomness
import Testing

/// Batch normalisation against the plain loop.
@Suite struct NormalizationTests {
  private static let shapes = [[1, 2, 2, 1], [3, 2, 3, 3], [1, 5, 3, 17], [4, 1, 1, 10], [2, 3, 3, 33]]

  private func inputs(_ seed: UInt64, _ shape: [Int], hasResidual: Bool) -> [Numbers] {
    var rng = Streams(seed: seed).generator("normalisation")
    let z = Numbers(normal: shape, using: &rng).map { Double(Float(2 * $0 + 0.5)) }
    let channels = [shape[3]]
    return [z, Numbers(normal: channels, using: &rng), Numbers(normal: channels, using: &rng)]
      + (hasResidual ? [Numbers(normal: shape, using: &rng)] : [])
  }

  private func check(
    _ inputs: [Numbers], activation: Activation, epsilon: Float = 1e-3, moving: Tensor? = nil
  ) -> OperationCheck {
    let sums: ([Numbers]) -> Numbers = { inputs in
      let y = inputs[0].normalized(
        scale: inputs[1], offset: inputs[2], epsilon: Double(epsilon), moving: moving.map { Numbers($0) })
      return inputs.count > 3 ? y.combined(inputs[3], +) : y
    }
    return OperationCheck(
      inputs: inputs, terms: inputs[0].count / inputs[1].count, kink: activation == .relu ? sums : nil,
      onTape: {
        $0.batchNormalization(
          $1[0], scale: $1[1], offset: $1[2], adding: $1.count > 3 ? $1[3] : nil, activation: activation,
          epsilon: epsilon, moving: moving)
      },
      reference: { activation == .relu ? sums($0).relu() : sums($0) })
  }

  @Test(
    arguments: seeded(from: 1, shapes),
    [(false, Activation.identity), (false, .relu), (true, .identity), (true, .relu)])
  func byTheMomentsOfTheBatch(_ sizes: (seed: UInt64, shape: [Int]), form: (hasResidual: Bool, activation: Activation))
  {
    check(inputs(sizes.seed, sizes.shape, hasResidual: form.hasResidual), activation: form.activation)
      .expectAgreement(seed: sizes.seed)
  }

  @Test(
    arguments: seeded(from: 11, shapes),
    [(false, Activation.identity), (false, .relu), (true, .identity), (true, .relu)])
  func byMovingMoments(_ sizes: (seed: UInt64, shape: [Int]), form: (hasResidual: Bool, activation: Activation)) {
    var rng = Streams(seed: sizes.seed).generator("moments")
    let channels = sizes.shape[3]
    let mean = Numbers(normal: [channels], using: &rng).values
    let variance = Numbers(normal: [channels], using: &rng).values.map { 0.1 + $0 * $0 }
    check(
      inputs(sizes.seed, sizes.shape, hasResidual: form.hasResidual), activation: form.activation, epsilon: 1e-5,
      moving: Numbers([2, channels], mean + variance).tensor
    ).expectAgreement(seed: sizes.seed)
  }

  @Test(arguments: 21...23 as ClosedRange<UInt64>)
  func largeBatch(seed: UInt64) {
    check(inputs(seed, [9, 31, 17, 16], hasResidual: true), activation: .identity)
      .expectAgreement(seed: seed, .directions(2))
  }

  /// A convolution that takes the moments of its result along leaves those of the batch, over several blocks of
  /// pictures and a shorter last one.
  @Test(arguments: 31...32 as ClosedRange<UInt64>)
  func momentsTakenAlongByAConvolution(seed: UInt64) {
    let sizes = ConvolutionCase(batch: 13, height: 16, width: 16, channels: 32, filters: 64, seed: seed).same
    var inputs = sizes.inputs(hasBias: false)
    var rng = Streams(seed: seed).generator("affine")
    inputs += (0..<2).map { _ in Numbers(normal: [64], using: &rng) }
    let z = sizes.loop(inputs[0], inputs[1])
    let y = z.normalized(scale: inputs[2], offset: inputs[3], epsilon: 1e-3)
    func normalized(takesMoments: Bool) -> (value: Tensor, gradients: [Tensor]) {
      var tape = Tape()
      let v = inputs.map { tape.variable($0.tensor) }
      let z = tape.convolution(
        v[0], kernel: v[1], padding: sizes.padding, precedesNormalization: takesMoments)
      let y = tape.batchNormalization(z, scale: v[2], offset: v[3], activation: .relu)
      let value = tape.value(y)
      let gradients = tape.gradients(of: y)
      return (value, v.map { gradients[$0] })
    }
    let (with, without) = (normalized(takesMoments: true), normalized(takesMoments: false))
    // 288 products a sum, then some operations more on numbers of order 1.
    #expect(deviation(with.value, from: y.relu()) <= 0x1p-24 * (16 + 8 * 288.0.squareRoot()))
    // The moments differ by the order of their sums alone; y of it about 0 may pass the kink.
    #expect(deviation(with.value, from: without.value) <= 1e-5)
    for (a, b) in zip(with.gradients.dropFirst(2), without.gradients.dropFirst(2)) {
      #expect(deviation(a, from: b) <= 1e-4)
    }
  }

  /// A mean a thousand times the deviation leaves single precision 1e3 u of the variance's square root: the variance
  /// must come of differences, or it would be lost (1e6 u of squares).
  @Test func varianceBesideALargeMean() {
    var rng = Streams(seed: 41).generator("normalisation")
    let z = Numbers(normal: [8, 8, 8, 3], using: &rng).map { Double(Float($0 + 1000)) }
    let check = check(
      [z, Numbers([3], [1, 1, 1]), Numbers(zeros: [3])], activation: .identity, epsilon: 1e-5)
    var tape = Tape()
    let y = check.onTape(&tape, check.inputs.map { tape.variable($0.tensor) })
    #expect(deviation(tape.value(y), from: check.reference(check.inputs)) <= 4 * 1000 * 0x1p-24)
  }

  /// A constant channel has variance 0: y = β, and nothing is undefined.
  @Test func constantChannel() {
    var tape = Tape()
    let z = tape.variable(Tensor(repeating: 7, [2, 2, 2, 1]))
    let y = tape.batchNormalization(
      z, scale: tape.constant(Tensor([1], [3])), offset: tape.constant(Tensor([1], [0.5])))
    #expect(tape.value(y).scalars.allSatisfy { abs($0 - 0.5) <= 3 * 7 / 0.0316 * 0x1p-22 })
    let gradient = tape.gradients(of: y)[z].scalars
    #expect(gradient.allSatisfy { abs($0) <= 1e-3 })
  }
}
