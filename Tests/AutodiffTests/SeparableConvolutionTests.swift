import Autodiff
import Randomness
import Testing

/// Convolutions channel by channel and then across channels.
@Suite struct SeparableConvolutionTests {
  /// One convolution with the kernel K[row, column, i, o] = D[row, column, i] P[i, o] gives the same, of which the plain
  /// loop is the reference; by the chain rule ∂D sums ∂K over o, and ∂P over rows and columns.
  @Test(arguments: [(3, 1), (5, 2), (7, 2), (3, 3)])
  func isOneConvolutionWithAProductOfKernels(size: Int, stride: Int) {
    let (channels, filters) = (11, 6)
    let network = Network("separable", input: [9, 8, channels]) { tape, x in
      tape.separableConvolution(x, "layer", filters: filters, kernel: size, stride: stride)
    }
    #expect(network.layout.entries.map(\.name) == ["layer/depthwise_kernel", "layer/pointwise_kernel"])
    #expect(network.layout.entries.map(\.shape) == [[size, size, 1, channels], [1, 1, channels, filters]])

    var rng = Streams(seed: UInt64(size)).generator("separable")
    let x = Numbers(normal: [2, 9, 8, channels], using: &rng)
    let depthwise = Numbers(normal: [size, size, 1, channels], using: &rng)
    let pointwise = Numbers(normal: [1, 1, channels, filters], using: &rng)
    var kernel = Numbers(zeros: [size, size, channels, filters])
    for i in 0..<kernel.count {
      kernel.values[i] = depthwise.values[i / filters] * pointwise.values[i % (channels * filters)]
    }
    let loop = ReferenceConvolution(
      x: x.shape, kernel: kernel.shape, stride: stride,
      padding: .same(height: 9, width: 8, window: size, stride: stride), groups: 1)
    let c = Numbers(normal: loop.outputShape, using: &rng)
    let expected = loop.adjoint(x, kernel, c)
    var gradient = [Double](repeating: 0, count: network.layout.count)
    for i in 0..<kernel.count {
      gradient[i / filters] += expected.kernel.values[i] * pointwise.values[i % (channels * filters)]
      gradient[depthwise.count + i % (channels * filters)] += expected.kernel.values[i] * depthwise.values[i / filters]
    }

    let parameters = Tensor([network.layout.count], (depthwise.values + pointwise.values).map(Float.init))
    var tape = Tape(network, NetworkState(parameters: parameters, moments: Tensor(zeros: [0])))
    let input = tape.variable(x.tensor)
    let y = network(&tape, input)
    // Sums of at most 7 · 7 · 11 products and, for kernels, of 144 positions and 49 places: u √n with n below 8,000.
    #expect(deviation(tape.value(y), from: loop(x, kernel)) <= 1e-5)
    let weighted = tape.product(elementwise: y, tape.constant(c.tensor))
    let found = tape.gradients(of: weighted)
    #expect(deviation(found[input], from: expected.x) <= 1e-5)
    #expect(deviation(found.parameters, from: Numbers([1, gradient.count], gradient)) <= 1e-5)
  }
}
