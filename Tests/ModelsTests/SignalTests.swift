import Autodiff
import Models
import Randomness
import TestSupport
import Testing

/// The forward input x and the backward signal δ of layers, which the gradient is made of.
@Suite struct SignalTests {
  /// Keeping signals changes no bit of the gradient, and names the dense and convolution layers in order.
  @Test(arguments: [Network.mlp, .leNet, .resNet(depth: 8)])
  func keepingSignalsChangesNothing(_ network: Network) {
    let state = network.state(seed: 1)
    let batch = WorkerBatch.stacked(WorkerBatch.random(network, workerCount: 2, count: 3, seed: 2))
    let with = batch.pass(network, state, workerCount: 2, keepsSignals: true)
    let without = batch.pass(network, state, workerCount: 2)
    #expect(with.bits == without.bits)
    #expect(without.signals.isEmpty)
    #expect(with.signals.map(\.layer) == network.layout.entries.filter { $0.role == "kernel" }.map(\.layer))
  }

  /// With signals in place of the kernel gradients of dense layers those are zero, no other bit changes, and convolution
  /// layers leave no signals.
  @Test(arguments: [Network.mlp, .leNet])
  func omittingDenseKernelsChangesNothingElse(_ network: Network) {
    let state = network.state(seed: 1)
    let batch = WorkerBatch.stacked(WorkerBatch.random(network, workerCount: 2, count: 3, seed: 2))
    let whole = batch.pass(network, state, workerCount: 2, keepsSignals: true)
    let without = batch.pass(network, state, workerCount: 2, omitsDenseKernels: true)
    var expected = whole.parameters.scalars
    let omitted = network.layout.entries.filter { $0.role == "kernel" && $0.shape.count == 2 }
    #expect(omitted.count >= 2)
    for start in [0, network.layout.count] {
      for entry in omitted { for index in entry.range { expected[start + index] = 0 } }
    }
    #expect(zip(without.parameters.scalars, expected).allSatisfy { $0.bitPattern == $1.bitPattern })
    #expect(without.losses.scalars == whole.losses.scalars)
    #expect(zip(without.input.scalars, whole.input.scalars).allSatisfy { $0.bitPattern == $1.bitPattern })
    let dense = whole.signals.filter { $0.input.shape.count == 2 }
    #expect(without.signals.map(\.layer) == omitted.map(\.layer))
    for (one, other) in zip(dense, without.signals) {
      #expect(one.layer == other.layer)
      #expect(zip(one.input.scalars, other.input.scalars).allSatisfy(==))
      #expect(zip(one.delta.scalars, other.delta.scalars).allSatisfy(==))
    }
  }

  /// xᵀ δ is the kernel gradient of a dense layer, the column sums of δ that of the bias. In double precision, over as
  /// many terms as pictures: 1e-5 is some ten roundings of the float sums.
  @Test(arguments: [Network.mlp, .leNet])
  func denseGradientsAreProductsOfSignals(_ network: Network) throws {
    let count = 6, batch = WorkerBatch.random(network, workerCount: 1, count: count, seed: 3)[0]
    let pass = batch.pass(network, network.state(seed: 1), keepsSignals: true)
    let gradient = pass.parameters.scalars
    for signal in pass.signals where signal.layer.hasPrefix("fc") {
      let (x, delta) = (signal.input.scalars, signal.delta.scalars)
      let (inputs, units) = (x.count / count, delta.count / count)
      let entries = network.layout.entries.filter { $0.layer == signal.layer }
      try #require(entries.map(\.shape) == [[inputs, units], [units]])
      var kernel = [Double](repeating: 0, count: inputs * units), bias = [Double](repeating: 0, count: units)
      for row in 0..<count {
        for o in 0..<units {
          bias[o] += Double(delta[row * units + o])
          for i in 0..<inputs { kernel[i * units + o] += Double(x[row * inputs + i]) * Double(delta[row * units + o]) }
        }
      }
      #expect(deviation(gradient[entries[0].range], from: kernel.map(Float.init)) <= 1e-5)
      #expect(deviation(gradient[entries[1].range], from: bias.map(Float.init)) <= 1e-5)
    }
  }

  /// A convolution of x with δ gives the kernel gradient of each convolution layer: 5x5 with 'same' zeros in LeNet, 3x3
  /// with one zero around and stride 1 or 2 in ResNet.
  @Test(arguments: [Network.leNet, .resNet(depth: 8)])
  func convolutionGradientsAreProductsOfSignals(_ network: Network) throws {
    let batch = WorkerBatch.random(network, workerCount: 1, count: 2, seed: 4)[0]
    let pass = batch.pass(network, network.state(seed: 1), keepsSignals: true)
    let gradient = pass.parameters.scalars
    var checked = 0
    for signal in pass.signals where signal.input.shape.count == 4 {
      let entry = try #require(network.layout.entries.first { $0.layer == signal.layer && $0.role == "kernel" })
      let (x, delta) = (signal.input, signal.delta)
      let stride = x.shape[1] / delta.shape[1], reach = entry.shape[0] / 2
      #expect(deviation(gradient[entry.range], from: kernelGradient(x, delta, entry.shape, stride, reach)) <= 1e-5)
      checked += 1
    }
    #expect(checked >= 2)
  }

  /// Σ x[n, i s + r − reach, j s + t − reach, q] δ[n, i, j, o].
  private func kernelGradient(_ x: Tensor, _ delta: Tensor, _ kernel: [Int], _ stride: Int, _ reach: Int) -> [Float] {
    let (xs, ds) = (x.scalars, delta.scalars), (height, width, inputs) = (x.shape[1], x.shape[2], x.shape[3])
    let (rows, columns, filters) = (delta.shape[1], delta.shape[2], delta.shape[3])
    var sums = [Double](repeating: 0, count: kernel.reduce(1, *))
    for position in 0..<delta.count / filters {
      let (n, i, j) = (position / (rows * columns), position / columns % rows, position % columns)
      for r in 0..<kernel[0] {
        for t in 0..<kernel[1] {
          let (row, column) = (i * stride + r - reach, j * stride + t - reach)
          guard 0..<height ~= row, 0..<width ~= column else { continue }
          for q in 0..<inputs {
            let value = Double(xs[((n * height + row) * width + column) * inputs + q])
            let weight = ((r * kernel[1] + t) * inputs + q) * filters
            for o in 0..<filters { sums[weight + o] += value * Double(ds[position * filters + o]) }
          }
        }
      }
    }
    return sums.map(Float.init)
  }
}
