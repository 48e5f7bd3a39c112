import Autodiff
import Randomness
import Testing

/// The sizes of one pooling that a test runs.
struct PoolingCase: Sendable {
  var shape = [2, 4, 4, 3]
  var window = 2, stride = 2
  var padding = Padding.valid
  var seed: UInt64 = 1

  static let all: [PoolingCase] = [
    .init(),
    .init(shape: [1, 5, 7, 17], seed: 2),
    .init(shape: [2, 5, 6, 3], window: 3, stride: 2, padding: Padding(1), seed: 3),
    .init(shape: [1, 5, 4, 16], window: 3, stride: 1, padding: Padding(top: 0, bottom: 2, left: 1, right: 0), seed: 4),
    .init(shape: [3, 7, 5, 1], window: 2, stride: 3, seed: 5),
    .init(shape: [2, 3, 5, 33], window: 3, stride: 3, padding: Padding(2), seed: 6),
    .init(shape: [2, 5, 5, 2], window: 1, stride: 2, seed: 7),
    .init(shape: [1, 1, 1, 1], window: 1, stride: 1, seed: 8),
  ]
}

/// Pooling against the plain loop.
@Suite struct PoolingTests {
  @Test(arguments: PoolingCase.all)
  func maxPooling(_ sizes: PoolingCase) {
    var rng = Streams(seed: sizes.seed).generator("pooling")
    OperationCheck(
      inputs: [Numbers(distinct: sizes.shape, using: &rng)], terms: 1,
      onTape: { $0.maxPooling($1[0], window: sizes.window, stride: sizes.stride, padding: sizes.padding) },
      reference: {
        $0[0].pooled(window: sizes.window, stride: sizes.stride, padding: sizes.padding) {
          $0.max() ?? -.infinity
        }
      }
    ).expectAgreement(seed: sizes.seed)
  }

  @Test(arguments: PoolingCase.all)
  func averagePooling(_ sizes: PoolingCase) {
    var rng = Streams(seed: sizes.seed).generator("pooling")
    OperationCheck(
      inputs: [Numbers(normal: sizes.shape, using: &rng)], terms: sizes.window * sizes.window,
      onTape: { $0.averagePooling($1[0], window: sizes.window, stride: sizes.stride, padding: sizes.padding) },
      reference: {
        $0[0].pooled(window: sizes.window, stride: sizes.stride, padding: sizes.padding) {
          $0.reduce(0, +) / Double($0.count)
        }
      }
    ).expectAgreement(seed: sizes.seed)
  }

  @Test(arguments: seeded(from: 11, [[1, 1, 1, 1], [3, 5, 7, 17], [2, 4, 4, 64], [1, 8, 8, 33]]))
  func globalAveragePooling(_ seed: UInt64, shape: [Int]) {
    var rng = Streams(seed: seed).generator("pooling")
    OperationCheck(
      inputs: [Numbers(normal: shape, using: &rng)], terms: shape[1] * shape[2],
      onTape: { $0.globalAveragePooling($1[0]) }, reference: { $0[0].globalAverage() }
    ).expectAgreement(seed: seed)
  }

  /// A picture smaller than the window is refused, also where the stride would round the size to one.
  @Test func windowsLargerThanThePictureAreRefused() async {
    await #expect(processExitsWith: .failure) {
      var tape = Tape()
      let x = tape.constant(Tensor(zeros: [1, 2, 4, 1]))
      _ = tape.maxPooling(x, window: 3, stride: 2)
    }
    await #expect(processExitsWith: .failure) {
      var tape = Tape()
      let x = tape.constant(Tensor(zeros: [1, 2, 4, 1])), kernel = tape.constant(Tensor(zeros: [3, 3, 1, 1]))
      _ = tape.convolution(x, kernel: kernel, stride: 2)
    }
  }

  /// Of several largest numbers the first, row by row, takes all; channels apart, overlapping windows together.
  @Test func firstOfTheLargestTakesAll() {
    var tape = Tape()
    // Channel 0 is all ones; in channel 1 the largest, 5, stands in places (0, 1) and (1, 0).
    let x = tape.variable(Tensor([1, 2, 3, 2], [1, 0, 1, 5, 1, 0, 1, 5, 1, 0, 1, 0]))
    let y = tape.maxPooling(x, window: 2, stride: 1)
    #expect(tape.value(y).scalars == [1, 5, 1, 5])
    let weighted = tape.product(elementwise: y, tape.constant(Tensor([1, 1, 2, 2], [1, 10, 2, 20])))
    #expect(tape.gradients(of: weighted)[x].scalars == [1, 0, 2, 30, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  /// Zeros around the picture are never the largest.
  @Test func paddingIsNoNumber() {
    var tape = Tape()
    let x = tape.constant(Tensor(repeating: -2, [1, 2, 2, 1]))
    let largest = tape.maxPooling(x, window: 3, stride: 2, padding: Padding(1))
    let mean = tape.averagePooling(x, window: 3, stride: 2, padding: Padding(1))
    #expect(tape.value(largest).scalars == [-2])
    #expect(tape.value(mean).scalars == [-2])
  }
}
