import Autodiff
import Randomness
import Testing

/// Matrix products and dense layers against plain loops.
@Suite struct MatrixTests {
  private static let extents = [(1, 1, 1), (1, 17, 3), (5, 3, 31), (7, 33, 16), (16, 64, 10), (3, 1, 33)]

  @Test(arguments: seeded(from: 1, extents), [(false, false), (false, true), (true, false), (true, true)])
  func productWithEitherTransposed(_ sizes: (seed: UInt64, extents: (Int, Int, Int)), transposed: (a: Bool, b: Bool)) {
    let (rows, inner, columns) = sizes.extents
    var rng = Streams(seed: sizes.seed).generator("matrices")
    let a = Numbers(normal: transposed.a ? [inner, rows] : [rows, inner], using: &rng)
    let b = Numbers(normal: transposed.b ? [columns, inner] : [inner, columns], using: &rng)
    OperationCheck(
      inputs: [a, b], terms: inner,
      onTape: { $0.product($1[0], transposed: transposed.a, $1[1], transposed: transposed.b) },
      reference: { $0[0].product(transposed: transposed.a, $0[1], transposed: transposed.b) }
    ).expectAgreement(seed: sizes.seed)
  }

  @Test(arguments: seeded(from: 11, [(129, 300, 65), (1, 784, 200), (257, 31, 100)]))
  func largeProduct(_ seed: UInt64, extents: (Int, Int, Int)) {
    let (rows, inner, columns) = extents
    var rng = Streams(seed: seed).generator("matrices")
    OperationCheck(
      inputs: [Numbers(normal: [rows, inner], using: &rng), Numbers(normal: [inner, columns], using: &rng)],
      terms: inner,
      onTape: { $0.product($1[0], $1[1]) }, reference: { $0[0].product($0[1]) }
    ).expectAgreement(seed: seed, .directions(2))
  }

  @Test(arguments: seeded(from: 21, extents), [Activation.identity, .relu])
  func denseLayer(_ sizes: (seed: UInt64, extents: (Int, Int, Int)), activation: Activation) {
    let (rows, inner, columns) = sizes.extents
    var rng = Streams(seed: sizes.seed).generator("dense")
    let inputs = [[rows, inner], [inner, columns], [columns]].map { Numbers(normal: $0, using: &rng) }
    let sums: ([Numbers]) -> Numbers = { $0[0].product($0[1]).adding(bias: $0[2]) }
    OperationCheck(
      inputs: inputs, terms: inner + 1, kink: activation == .relu ? sums : nil,
      onTape: { $0.dense($1[0], kernel: $1[1], bias: $1[2], activation: activation) },
      reference: { activation == .relu ? sums($0).relu() : sums($0) }
    ).expectAgreement(seed: sizes.seed)
  }

  @Test(arguments: [Activation.identity, .relu])
  func denseLayerWithoutBias(activation: Activation) {
    var rng = Streams(seed: 31).generator("dense")
    let inputs = [Numbers(normal: [3, 17], using: &rng), Numbers(normal: [17, 31], using: &rng)]
    let sums: ([Numbers]) -> Numbers = { $0[0].product($0[1]) }
    OperationCheck(
      inputs: inputs, terms: 17, kink: activation == .relu ? sums : nil,
      onTape: { $0.dense($1[0], kernel: $1[1], activation: activation) },
      reference: { activation == .relu ? sums($0).relu() : sums($0) }
    ).expectAgreement(seed: 31)
  }

  /// A dense layer reads pictures as their numbers in order.
  @Test func denseLayerOnPictures() {
    var rng = Streams(seed: 32).generator("dense")
    let inputs = [Numbers(normal: [2, 3, 3, 2], using: &rng), Numbers(normal: [18, 5], using: &rng)]
    OperationCheck(
      inputs: inputs, terms: 18,
      onTape: { $0.dense($1[0], kernel: $1[1]) },
      reference: { Numbers([2, 18], $0[0].values).product($0[1]) }
    ).expectAgreement(seed: 32)
  }
}
