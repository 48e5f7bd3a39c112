import Autodiff
import Models
import Randomness
import TestSupport
import Testing

/// Several workers' gradients in one pass are those of a pass for each.
@Suite struct WorkerGroupTests {
  /// A parameter in two places, one in none, and one that goes through an operation before it is used.
  static let shared = Network("shared", input: [6]) { tape, x in
    let kernel = tape.parameter(layer: "shared", role: "kernel", shape: [6, 6], .glorotUniform)
    let bias = tape.parameter(layer: "shared", role: "bias", shape: [6], .uniform(bound: 0.5))
    _ = tape.parameter(layer: "unused", role: "kernel", shape: [3, 5], .glorotUniform)
    let hidden = tape.dense(x, kernel: kernel, bias: bias, activation: .relu)
    let again = tape.dense(hidden, kernel: kernel, bias: bias)
    return tape.dense(tape.sum(again, hidden), "last", units: 10)
  }

  /// Convolutions over several blocks of pictures a worker and a shorter last one, one kernel in two places,
  /// normalisation with a residual, depthwise and strided convolutions.
  static let convolutional = Network("convolutional", input: [24, 24, 8]) { tape, x in
    let kernel = tape.parameter(layer: "shared", role: "kernel", shape: [3, 3, 8, 8], .heNormal)
    let z = tape.convolution(x, kernel: kernel, padding: Padding(1), precedesNormalization: true)
    let y = tape.batchNormalization(z, "norm1", adding: x, activation: .relu)
    let again = tape.convolution(y, kernel: kernel, stride: 2, padding: Padding(1))
    let deep = tape.convolution(again, "depthwise", filters: 16, kernel: 3, groups: 8, activation: .relu)
    let normalized = tape.batchNormalization(deep, "norm2")
    let pooled = tape.maxPooling(normalized, window: 3, stride: 2, padding: Padding(1))
    return tape.dense(tape.flattened(pooled), "last", units: 10)
  }

  /// Pictures of few pixels: kernels of one tap, of nine taps and depthwise ones, each in two places, and channels that
  /// many operations read.
  static let tiny = Network("tiny", input: [2, 2, 6]) { tape, x in
    var y = x
    for (role, shape) in [("tap", [1, 1, 6, 6]), ("taps", [3, 3, 6, 6]), ("depthwise", [3, 3, 1, 6])] {
      let kernel = tape.parameter(layer: "shared", role: role, shape: shape, .heNormal)
      for place in 1...2 {
        let z = tape.convolution(
          y, kernel: kernel, padding: Padding(shape[0] / 2), groups: 6 / shape[2], precedesNormalization: true)
        y = tape.sum(y, tape.batchNormalization(z, "\(role)\(place)", activation: .relu))
      }
    }
    let beside = tape.concatenation([y, tape.averagePooling(y, window: 3, stride: 1, padding: Padding(1)), y])
    return tape.dense(tape.flattened(tape.batchNormalization(beside, "norm")), "last", units: 10)
  }

  private static let cases: [(network: Network, count: Int)] = [
    (shared, 3), (convolutional, 31), (tiny, 9), (.mlp, 20), (.leNet, 7), (.cifarNet, 2), (.resNet(depth: 8), 5),
  ]

  /// Each worker's loss, gradient of each parameter tensor, moments and input gradient, to 1e-5 of the largest number:
  /// products run over other numbers of rows and so in another order, over sums of up to a few thousand terms (u√n is
  /// 4e-6).
  @Test(arguments: cases)
  func everyWorkerGetsItsOwn(_ network: Network, count: Int) {
    let state = network.state(seed: 1)
    let batches = WorkerBatch.random(network, workerCount: 4, count: count, seed: 2)
    let together = WorkerBatch.stacked(batches).pass(network, state, workerCount: 4)
    #expect(together.parameters.shape == [4, network.layout.count])
    for (worker, batch) in batches.enumerated() {
      let alone = batch.pass(network, state)
      func row(_ tensor: Tensor) -> [Float] { tensor.rows(worker..<worker + 1).scalars }
      #expect(deviation(row(together.losses), from: alone.losses.scalars) <= 1e-5)
      #expect(deviation(row(together.moments), from: alone.moments.scalars) <= 1e-5)
      let rows = together.input.rows(worker * count..<(worker + 1) * count)
      #expect(deviation(rows.scalars, from: alone.input.scalars) <= 1e-5)
      let (found, expected) = (row(together.parameters), alone.parameters.scalars)
      for entry in network.layout.entries {
        let error = deviation(found[entry.range], from: expected[entry.range])
        #expect(error <= 1e-5, "\(entry.name)")
        #expect(entry.layer == "unused" || expected[entry.range].contains { $0 != 0 }, "\(entry.name)")
      }
    }
  }

  /// A parameter in two places has the sum of both gradients, as a variable in two places has, whose contributions go
  /// another way.
  @Test func parameterInTwoPlaces() {
    @Sendable func twice(_ tape: inout Tape, _ x: Variable, _ filter: Variable, _ kernel: Variable) -> Variable {
      let y = tape.convolution(x, kernel: filter, padding: Padding(1))
      let z = tape.flattened(tape.convolution(y, kernel: filter, padding: Padding(1)))
      return tape.dense(tape.dense(z, kernel: kernel, activation: .relu), kernel: kernel)
    }
    let network = Network("twice", input: [4, 4, 2]) { tape, x in
      let filter = tape.parameter(layer: "conv", role: "kernel", shape: [3, 3, 2, 2], .glorotUniform)
      let kernel = tape.parameter(layer: "fc", role: "kernel", shape: [32, 32], .glorotUniform)
      return twice(&tape, x, filter, kernel)
    }
    let state = network.state(seed: 1), entries = network.layout.entries
    let batch = WorkerBatch.random(network, workerCount: 1, count: 3, seed: 6)[0]
    let found = batch.pass(network, state).parameters.scalars
    var tape = Tape()
    let x = tape.constant(batch.input)
    let variables = entries.map { tape.variable(state.parameters.rows($0.range).reshaped($0.shape)) }
    let logits = twice(&tape, x, variables[0], variables[1])
    let loss = tape.softmaxCrossEntropy(logits, labels: batch.labels)
    let gradients = tape.gradients(of: loss)
    for (entry, variable) in zip(entries, variables) {
      #expect(deviation(found[entry.range], from: gradients[variable].scalars) <= 1e-6)
    }
  }

  /// Nothing reaches the unused parameter, whatever lay in memory before.
  @Test func unusedParameterHasGradientZero() {
    let network = Self.shared
    let poison = (0..<8).map { _ in Tensor(repeating: .nan, [4, network.layout.count]) }
    #expect(poison[0].scalars[0].isNaN)
    let batches = WorkerBatch.random(network, workerCount: 4, count: 2, seed: 3)
    let gradient = WorkerBatch.stacked(batches).pass(network, network.state(seed: 1), workerCount: 4).parameters
    let unused = network.layout.layers.filter { $0.name == "unused" }.map(\.range)
    #expect(unused.count == 1)
    for worker in 0..<4 {
      let row = gradient.rows(worker..<worker + 1).scalars
      #expect(unused.allSatisfy { row[$0].allSatisfy { $0 == 0 } })
    }
  }

  /// A tape on which the network has not run has no gradient of its parameters.
  @Test func parametersThatWereNotReadHaveGradientZero() {
    let network = Self.shared
    let poison = (0..<8).map { _ in Tensor(repeating: .nan, [3, network.layout.count]) }
    #expect(poison[0].scalars[0].isNaN)
    var tape = Tape(network, network.state(seed: 1), workerCount: 3)
    let x = tape.variable(Tensor(repeating: 1, [3, 2]))
    let y = tape.tanh(x)
    let gradient = tape.gradients(of: y).parameters
    #expect(gradient.shape == [3, network.layout.count])
    #expect(gradient.scalars.allSatisfy { $0 == 0 })
  }

  /// A bias of the network behind a kernel that is not: each worker's bias gradient is its own still.
  @Test func biasBesideAConstantKernel() {
    let network = Network("bias", input: [4, 4, 3]) { tape, x in
      let kernel = tape.constant(Tensor(repeating: 0.1, [3, 3, 3, 10]))
      let bias = tape.parameter(layer: "conv", role: "bias", shape: [10], .zeros)
      return tape.globalAveragePooling(tape.convolution(x, kernel: kernel, bias: bias))
    }
    let state = network.state(seed: 1)
    let batches = WorkerBatch.random(network, workerCount: 4, count: 3, seed: 4)
    let together = WorkerBatch.stacked(batches).pass(network, state, workerCount: 4).parameters
    for (worker, batch) in batches.enumerated() {
      let alone = batch.pass(network, state).parameters
      #expect(deviation(together.rows(worker..<worker + 1).scalars, from: alone.scalars) <= 1e-5)
      #expect(alone.scalars.contains { $0 != 0 })
    }
  }

  /// The mean squared error, too, is each worker's own.
  @Test func meanSquaredErrorByWorker() {
    let network = Network("linear", input: [3]) { tape, x in tape.dense(x, "fc", units: 2) }
    let state = network.state(seed: 1)
    var rng = Streams(seed: 5).generator("regression")
    let input = Tensor([8, 3]) { Normal().fill(&$0, using: &rng) },
      target = Tensor([8, 2]) { Normal().fill(&$0, using: &rng) }
    func pass(_ rows: Range<Int>, workerCount: Int) -> (losses: [Float], gradients: [Float]) {
      var tape = Tape(network, state, workerCount: workerCount)
      let y = network(&tape, tape.constant(input.rows(rows)))
      let loss = tape.meanSquaredError(y, tape.constant(target.rows(rows)))
      return (tape.value(loss).scalars, tape.gradients(of: loss).parameters.scalars)
    }
    let together = pass(0..<8, workerCount: 4)
    for worker in 0..<4 {
      let alone = pass(2 * worker..<2 * worker + 2, workerCount: 1)
      #expect(deviation([together.losses[worker]], from: alone.losses) <= 1e-6)
      #expect(deviation(together.gradients[worker * 8..<(worker + 1) * 8], from: alone.gradients) <= 1e-6)
    }
  }
}
