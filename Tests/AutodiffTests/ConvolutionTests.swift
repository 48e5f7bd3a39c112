import Autodiff
import Randomness
import Testing

/// The sizes of one convolution that a test runs.
struct ConvolutionCase: CustomTestStringConvertible, Sendable {
  var batch = 2
  var height = 5, width = 5, channels = 3
  var kernel = (height: 3, width: 3)
  var filters = 4, groups = 1, stride = 1
  var padding = Padding.valid
  var seed: UInt64 = 1

  var testDescription: String {
    "\(batch)x\(height)x\(width)x\(channels) to \(filters), kernel \(kernel.height)x\(kernel.width), groups \(groups), "
      + "stride \(stride), padding \(padding.top) \(padding.bottom) \(padding.left) \(padding.right), seed \(seed)"
  }

  /// The same with TensorFlow's 'same' zeros around.
  var same: ConvolutionCase {
    var result = self
    let vertical = Padding.same(height: height, width: width, window: kernel.height, stride: stride)
    let horizontal = Padding.same(height: height, width: width, window: kernel.width, stride: stride)
    result.padding = Padding(
      top: vertical.top, bottom: vertical.bottom, left: horizontal.left, right: horizontal.right)
    return result
  }

  var loop: ReferenceConvolution {
    ReferenceConvolution(
      x: [batch, height, width, channels], kernel: [kernel.height, kernel.width, channels / groups, filters],
      stride: stride, padding: padding, groups: groups)
  }

  func inputs(hasBias: Bool) -> [Numbers] {
    var rng = Streams(seed: seed).generator("convolution")
    let shapes = [loop.x, loop.kernel] + (hasBias ? [[filters]] : [])
    return shapes.map { Numbers(normal: $0, using: &rng) }
  }

  /// Small ones: strides, paddings, groups, kernels, odd sizes, batch 1.
  static let small: [ConvolutionCase] = [
    .init(),
    .init(batch: 1, height: 4, width: 7, channels: 1, filters: 1, seed: 2),
    .init(height: 6, width: 5, stride: 2, seed: 3),
    .init(height: 8, width: 7, stride: 3, seed: 4),
    .init(height: 6, width: 6, stride: 2, seed: 5).same,
    .init(height: 7, width: 4, stride: 2, seed: 6).same,
    .init(height: 7, width: 5, stride: 3, seed: 7).same,
    .init(height: 5, width: 6, kernel: (5, 5), filters: 3, seed: 8).same,
    .init(height: 6, width: 5, kernel: (5, 3), filters: 3, stride: 2, seed: 9).same,
    .init(height: 4, width: 5, kernel: (2, 4), filters: 3, seed: 10).same,
    .init(batch: 3, height: 4, width: 3, channels: 5, kernel: (1, 1), filters: 17, seed: 11),
    .init(height: 5, width: 6, kernel: (1, 1), filters: 10, stride: 2, seed: 12),
    .init(height: 4, width: 4, padding: Padding(top: 2, bottom: 0, left: 1, right: 3), seed: 13),
    .init(height: 5, width: 4, stride: 2, padding: Padding(1), seed: 14),
    .init(height: 5, width: 4, channels: 4, filters: 6, groups: 2, padding: Padding(1), seed: 15),
    .init(height: 5, width: 5, channels: 6, filters: 4, groups: 2, stride: 2, seed: 16).same,
    .init(height: 5, width: 4, channels: 5, filters: 5, groups: 5, seed: 17).same,
    .init(height: 5, width: 5, channels: 3, filters: 6, groups: 3, seed: 18).same,
    .init(height: 6, width: 5, channels: 3, filters: 6, groups: 3, stride: 2, seed: 19).same,
    .init(height: 4, width: 4, channels: 17, kernel: (1, 1), filters: 3, seed: 20),
    .init(batch: 1, height: 3, width: 3, channels: 2, filters: 16, seed: 21),
    .init(batch: 1, height: 4, width: 3, channels: 16, kernel: (3, 1), filters: 16, groups: 16, seed: 22).same,
  ]

  /// Depthwise ones: channels around the lengths of vectors, strides, kernels that reach beyond the picture, and zeros that
  /// lie on one side alone.
  static let depthwise: [ConvolutionCase] = [
    .init(height: 4, width: 5, channels: 11, filters: 11, groups: 11, seed: 60).same,
    .init(height: 5, width: 6, channels: 17, kernel: (5, 5), filters: 17, groups: 17, stride: 2, seed: 61).same,
    .init(height: 3, width: 3, channels: 22, kernel: (7, 7), filters: 22, groups: 22, seed: 62).same,
    .init(
      height: 4, width: 4, channels: 2, kernel: (7, 7), filters: 2, groups: 2, stride: 2,
      padding: Padding(top: 2, bottom: 3, left: 2, right: 3), seed: 63),
    .init(
      height: 4, width: 3, channels: 16, filters: 16, groups: 16, stride: 3,
      padding: Padding(top: 0, bottom: 2, left: 1, right: 0), seed: 64),
    .init(batch: 3, height: 1, width: 1, channels: 33, filters: 33, groups: 33, seed: 65).same,
    .init(height: 2, width: 2, channels: 5, kernel: (5, 5), filters: 5, groups: 5, seed: 66).same,
    // Output pixels that see zeros alone, and input pixels that the stride leaves out.
    .init(height: 1, width: 2, channels: 3, kernel: (1, 1), filters: 3, groups: 3, padding: Padding(1), seed: 67),
    .init(height: 5, width: 4, channels: 3, kernel: (1, 1), filters: 3, groups: 3, stride: 3, seed: 68),
  ]

  /// Ones that become products of matrices: one tap, or few output pixels.
  static let matrices: [ConvolutionCase] = [
    .init(batch: 3, height: 1, width: 1, channels: 5, filters: 7, seed: 80).same,
    .init(height: 2, width: 2, channels: 4, filters: 3, seed: 81).same,
    .init(height: 2, width: 2, channels: 3, filters: 17, stride: 2, padding: Padding(1), seed: 82),
    .init(height: 1, width: 2, channels: 3, kernel: (5, 5), filters: 2, seed: 83).same,
    .init(height: 4, width: 3, channels: 3, kernel: (1, 1), filters: 5, stride: 2, seed: 84),
    .init(height: 3, width: 3, channels: 2, filters: 3, stride: 2, padding: Padding(1), seed: 85),
    .init(batch: 1, height: 1, width: 1, channels: 1, kernel: (1, 1), filters: 1, seed: 86),
    // An output pixel that sees zeros alone.
    .init(
      height: 1, width: 1, channels: 2, kernel: (1, 1), filters: 3,
      padding: Padding(top: 1, bottom: 0, left: 0, right: 1), seed: 87),
  ]

  /// Large ones: several blocks of pictures, with and without a shorter last one, and channels around the lengths of
  /// vectors.
  static let large: [ConvolutionCase] = [
    .init(batch: 32, height: 16, width: 16, channels: 32, filters: 64, seed: 40).same,
    .init(batch: 13, height: 16, width: 16, channels: 32, filters: 64, seed: 41).same,
    .init(batch: 20, height: 16, width: 16, channels: 16, filters: 33, seed: 42).same,
    .init(batch: 17, height: 31, width: 29, channels: 3, kernel: (5, 5), filters: 16, seed: 43).same,
    .init(batch: 3, height: 64, width: 64, channels: 33, kernel: (1, 1), filters: 31, seed: 44),
    .init(batch: 25, height: 32, width: 32, channels: 16, filters: 32, stride: 2, padding: Padding(1), seed: 45),
    .init(batch: 11, height: 32, width: 32, channels: 17, kernel: (1, 1), filters: 10, stride: 2, seed: 46),
    .init(batch: 7, height: 33, width: 32, channels: 31, filters: 31, groups: 31, seed: 47).same,
    .init(batch: 14, height: 24, width: 24, channels: 16, filters: 32, groups: 16, stride: 2, seed: 48).same,
    .init(batch: 19, height: 28, width: 28, channels: 1, kernel: (5, 5), filters: 32, seed: 49).same,
    .init(batch: 9, height: 24, width: 24, channels: 32, filters: 64, groups: 2, stride: 3, seed: 50).same,
    .init(batch: 30, height: 15, width: 15, channels: 44, kernel: (7, 7), filters: 44, groups: 44, stride: 2, seed: 51)
      .same,
    .init(batch: 300, height: 2, width: 2, channels: 200, filters: 40, seed: 52).same,
    .init(batch: 70, height: 8, width: 8, channels: 70, kernel: (1, 1), filters: 33, seed: 53),
  ]
}

/// Convolutions against the plain loop.
@Suite struct ConvolutionTests {
  @Test(
    arguments: ConvolutionCase.small + ConvolutionCase.depthwise + ConvolutionCase.matrices,
    [Activation.identity, .relu])
  func smallConvolution(_ sizes: ConvolutionCase, activation: Activation) {
    let loop = sizes.loop
    let sums: ([Numbers]) -> Numbers = { loop($0[0], $0[1]).adding(bias: $0[2]) }
    OperationCheck(
      inputs: sizes.inputs(hasBias: true), terms: loop.terms + 1, kink: activation == .relu ? sums : nil,
      onTape: {
        $0.convolution(
          $1[0], kernel: $1[1], bias: $1[2], stride: sizes.stride, padding: sizes.padding, groups: sizes.groups,
          activation: activation)
      },
      reference: { activation == .relu ? sums($0).relu() : sums($0) }
    ).expectAgreement(seed: sizes.seed)
  }

  /// The loop's own adjoint, which large convolutions are compared with, is its derivative. A bilinear form's central
  /// difference is exact but for rounding: 1e-16 |L| / h, 1e-10 of L.
  @Test(arguments: ConvolutionCase.small)
  func adjointOfTheLoopIsItsDerivative(_ sizes: ConvolutionCase) {
    let loop = sizes.loop, inputs = sizes.inputs(hasBias: false)
    var rng = Streams(seed: sizes.seed).generator("adjoint")
    let c = Numbers(normal: loop.outputShape, using: &rng)
    let dx = Numbers(normal: loop.x, using: &rng), dk = Numbers(normal: loop.kernel, using: &rng)
    let (x, kernel) = (inputs[0], inputs[1])
    let gradient = loop.adjoint(x, kernel, c)
    func slope(_ moved: (Double) -> Numbers) -> Double { (moved(1e-3).dot(c) - moved(-1e-3).dot(c)) / 2e-3 }
    let alongX = slope { h in loop(x.combined(dx) { $0 + h * $1 }, kernel) }
    let alongKernel = slope { h in loop(x, kernel.combined(dk) { $0 + h * $1 }) }
    let size = loop(x, kernel).combined(c) { abs($0 * $1) }.values.reduce(0, +)
    #expect(abs(alongX - gradient.x.dot(dx)) <= 1e-10 * size)
    #expect(abs(alongKernel - gradient.kernel.dot(dk)) <= 1e-10 * size)
  }

  /// Every number of y, ∂x, ∂K and ∂b. Sums in ∂K and ∂b run over the batch and all positions.
  @Test(arguments: ConvolutionCase.large, [Activation.identity, .relu])
  func largeConvolution(_ sizes: ConvolutionCase, activation: Activation) {
    let loop = sizes.loop, inputs = sizes.inputs(hasBias: true)
    var rng = Streams(seed: sizes.seed).generator("cotangent")
    let sums = loop(inputs[0], inputs[1]).adding(bias: inputs[2])
    // Numbers next to the kink take no part: there single and double precision may fall on different sides.
    let c = Numbers(normal: loop.outputShape, using: &rng).combined(sums) {
      activation == .relu && abs($1) < 1e-3 ? 0 : $0
    }
    poisonFreeMemory(for: [loop.x, loop.kernel, loop.outputShape])
    var tape = Tape()
    let variables = inputs.map { tape.variable($0.tensor) }
    let y = tape.convolution(
      variables[0], kernel: variables[1], bias: variables[2], stride: sizes.stride, padding: sizes.padding,
      groups: sizes.groups, activation: activation)
    let forward = deviation(tape.value(y), from: activation == .relu ? sums.relu() : sums)
    let weighted = tape.product(elementwise: y, tape.constant(c.tensor))
    let gradients = tape.gradients(of: weighted)

    let behind = activation == .relu ? c.combined(sums) { $1 > 0 ? $0 : 0 } : c
    let expected = loop.adjoint(inputs[0], inputs[1], behind)
    var bias = Numbers(zeros: [sizes.filters])
    for i in 0..<c.count { bias.values[i % sizes.filters] += behind.values[i] }
    func tolerance(_ terms: Int) -> Double { 0x1p-24 * (8 + 8 * Double(terms).squareRoot()) }
    let positions = c.count / sizes.filters
    #expect(forward <= tolerance(loop.terms + 1))
    #expect(
      deviation(gradients[variables[0]], from: expected.x) <= tolerance(loop.terms * sizes.filters / sizes.channels))
    #expect(deviation(gradients[variables[1]], from: expected.kernel) <= tolerance(positions))
    #expect(deviation(gradients[variables[2]], from: bias) <= tolerance(positions))
  }

  /// The figures that TensorFlow documents: the odd zero goes below and to the right.
  @Test func samePaddingIsTensorFlows() {
    #expect(Padding.same(height: 6, width: 5, window: 3, stride: 2) == Padding(top: 0, bottom: 1, left: 1, right: 1))
    #expect(Padding.same(height: 28, width: 28, window: 5, stride: 1) == Padding(2))
    #expect(Padding.same(height: 7, width: 4, window: 1, stride: 2) == .valid)
    #expect(Padding.same(height: 4, width: 4, window: 4, stride: 1) == Padding(top: 1, bottom: 2, left: 1, right: 2))
  }
}
