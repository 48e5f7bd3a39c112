import Autodiff
import Randomness
import Testing

/// Concatenation, frames, cuts and flattening against the plain loop: numbers move, so values are exact.
@Suite struct RearrangementTests {
  @Test(
    arguments: seeded(
      from: 1, [[[2, 3, 3, 1], [2, 3, 3, 17]], [[1, 2, 5, 3], [1, 2, 5, 10], [1, 2, 5, 1]], [[5, 3], [5, 4]]]))
  func concatenation(_ seed: UInt64, shapes: [[Int]]) {
    var rng = Streams(seed: seed).generator("rearrangement")
    OperationCheck(
      inputs: shapes.map { Numbers(normal: $0, using: &rng) }, terms: 1,
      onTape: { $0.concatenation($1) }, reference: { Numbers.concatenation($0) }
    ).expectAgreement(seed: seed)
  }

  /// One variable twice in a concatenation gets both gradients.
  @Test func concatenationWithItself() {
    var rng = Streams(seed: 9).generator("rearrangement")
    OperationCheck(
      inputs: [Numbers(normal: [2, 2, 3, 3], using: &rng)], terms: 1,
      onTape: { $0.concatenation([$1[0], $1[0]]) }, reference: { Numbers.concatenation([$0[0], $0[0]]) }
    ).expectAgreement(seed: 9)
  }

  @Test(
    arguments: seeded(from: 11, [Padding(1), Padding(top: 0, bottom: 2, left: 3, right: 1), .valid]),
    [(0, 0), (8, 8), (1, 2)])
  func zeroPadding(_ case: (seed: UInt64, padding: Padding), channels: (before: Int, after: Int)) {
    let (seed, padding) = `case`, (before, after) = channels
    var rng = Streams(seed: seed).generator("rearrangement")
    OperationCheck(
      inputs: [Numbers(normal: [2, 3, 4, 3], using: &rng)], terms: 1,
      onTape: { $0.zeroPadding($1[0], padding, channels: (before, after)) },
      reference: {
        $0[0].framed(
          top: padding.top, bottom: padding.bottom, left: padding.left, right: padding.right, before: before,
          after: after)
      }
    ).expectAgreement(seed: seed)
  }

  @Test(
    arguments: seeded(
      from: 21,
      [Padding(1), Padding(top: 0, bottom: 2, left: 3, right: 1), Padding(top: 4, bottom: 0, left: 0, right: 0)]))
  func cropping(_ seed: UInt64, cut: Padding) {
    var rng = Streams(seed: seed).generator("rearrangement")
    OperationCheck(
      inputs: [Numbers(normal: [2, 5, 6, 3], using: &rng)], terms: 1,
      onTape: { $0.cropping($1[0], cut) },
      reference: { $0[0].framed(top: -cut.top, bottom: -cut.bottom, left: -cut.left, right: -cut.right) }
    ).expectAgreement(seed: seed)
  }

  @Test func flattening() {
    var rng = Streams(seed: 31).generator("rearrangement")
    OperationCheck(
      inputs: [Numbers(normal: [2, 3, 5, 3], using: &rng)], terms: 1,
      onTape: { $0.flattened($1[0]) }, reference: { Numbers([2, 45], $0[0].values) }
    ).expectAgreement(seed: 31)
  }
}
