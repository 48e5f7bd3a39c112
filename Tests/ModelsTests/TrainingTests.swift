import Autodiff
import Models
import Randomness
import TestSupport
import Testing

/// Networks as they train and infer.
@Suite struct TrainingTests {
  static let networks: [Network] = [
    .mlp, .fc300, .fc1000, .leNet, .cifarNet, .cifarNet(size: 32), .resNet(depth: 8), .resNet20,
  ]

  /// Ten small steps against the gradient of one batch reduce its loss.
  @Test(arguments: networks)
  func stepsReduceTheLoss(_ network: Network) throws {
    let batch = WorkerBatch.random(network, workerCount: 1, count: 16, seed: 1)[0]
    var state = network.state(seed: 2), optimizer = SGD(learningRate: .constant(0.01), momentum: 0.5)
    var losses: [Float] = []
    for _ in 0..<10 {
      let pass = batch.pass(network, state)
      losses.append(pass.losses.scalar)
      optimizer.update(&state.parameters, gradient: pass.parameters.reshaped([network.layout.count]))
    }
    let (first, last) = (try #require(losses.first), try #require(losses.last))
    // ten classes: about ln 10 = 2.3 at the start, more where logits are far from equal.
    #expect(first > 1 && first < 10)
    #expect(last < 0.95 * first)
  }

  /// Declaring a network twice gives the same layout, and a network is the same for another batch size.
  @Test func layoutsAreDeclaredAlike() {
    let twice: [(Network, Network)] = [
      (.mlp(widths: [200, 200, 10]), .mlp), (.cifarNet(size: 24), .cifarNet), (.resNet(depth: 20), .resNet20),
    ]
    for (a, b) in twice {
      #expect(a.name == b.name)
      #expect(a.layout == b.layout)
      #expect(a.momentLayout == b.momentLayout)
      #expect(!a.layout.entries.isEmpty)
    }
  }

  /// Each normalisation has as many moving moments as trainable numbers; ResNet-20 has 19 of them, and 20 layers with
  /// weights.
  @Test func layoutOfResNet20() {
    let network = Network.resNet20
    let kernels = network.layout.entries.filter { $0.role == "kernel" }
    #expect(kernels.count == 20)
    #expect(kernels.first?.shape == [3, 3, 3, 16])
    #expect(kernels.last?.shape == [64, 10])
    #expect(network.momentLayout.layers.count == 19)
    let scales = network.layout.entries.filter { $0.role == "scale" || $0.role == "offset" }
    #expect(network.momentLayout.count == scales.reduce(0) { $0 + $1.range.count })
    let state = network.state(seed: 1)
    for entry in network.momentLayout.entries {
      let values = state.moments.reshaped([network.momentLayout.count]).rows(entry.range).scalars
      #expect(values.allSatisfy { $0 == (entry.role == "mean" ? 0 : 1) })
    }
  }

  /// Inference goes by the moving moments alone: with the moments of a batch in their place it gives what training on
  /// that batch gives, and each picture's logits do not depend on the others.
  @Test func inferenceUsesTheMovingMoments() {
    let network = Network.resNet(depth: 8)
    var state = network.state(seed: 1)
    let batch = WorkerBatch.random(network, workerCount: 1, count: 6, seed: 2)[0]
    var tape = Tape(network, state)
    let output = network(&tape, tape.constant(batch.input))
    let training = tape.value(output)
    let atFirst = network.logits(batch.input, at: state)
    #expect(deviation(atFirst.scalars, from: training.scalars) > 0.01)

    state.moments = batch.pass(network, state).moments.reshaped([network.momentLayout.count])
    let inference = network.logits(batch.input, at: state)
    #expect(deviation(inference.scalars, from: training.scalars) <= 1e-5)
    let alone = network.logits(batch.input.rows(2..<3), at: state)
    #expect(deviation(alone.scalars, from: inference.rows(2..<3).scalars) <= 1e-5)
  }

  /// The batch moments that a pass reports are mean and biased variance of what the first normalisation reads.
  @Test func batchMomentsAreTheMoments() {
    let network = Network.resNet(depth: 8), state = network.state(seed: 1)
    let batch = WorkerBatch.random(network, workerCount: 1, count: 5, seed: 3)[0]
    let stem = state.parameters.rows(network.layout.entries[0].range).reshaped([3, 3, 3, 16])
    var tape = Tape()
    let x = tape.constant(batch.input), kernel = tape.constant(stem)
    let convolved = tape.convolution(x, kernel: kernel, padding: Padding(1))
    let z = tape.value(convolved).scalars
    var means = [Double](repeating: 0, count: 16), squares = means
    for (i, value) in z.enumerated() { means[i % 16] += Double(value) * 16 / Double(z.count) }
    for (i, value) in z.enumerated() {
      squares[i % 16] += (Double(value) - means[i % 16]) * (Double(value) - means[i % 16]) * 16 / Double(z.count)
    }
    let found = batch.pass(network, state).moments.scalars
    #expect(deviation(found[0..<16], from: means.map(Float.init)) <= 1e-5)
    #expect(deviation(found[16..<32], from: squares.map(Float.init)) <= 1e-5)
  }
}
