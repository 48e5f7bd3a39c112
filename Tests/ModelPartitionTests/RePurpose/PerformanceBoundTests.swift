import Autodiff
import ModelPartition
import RealModule
import Randomness
import Testing

@Suite struct PerformanceBoundTests {
  /// A network that tells whether a point lies in a ring, each coordinate seen by one of two workers, after 400 steps of
  /// Adam on batches of 64.
  private func trained(_ graph: LayerGraph, seed: UInt64) -> Tensor {
    let network = graph.network
    var rng = Streams(seed: seed).generator("training")
    var state = network.initialState(using: &rng)
    var optimizer = Adam(learningRate: .constant(0.01))
    for _ in 0..<400 {
      let (points, labels) = batch(64, using: &rng)
      var tape = Tape(network, state)
      let logits = network(&tape, tape.constant(points))
      let loss = tape.softmaxCrossEntropy(logits, labels: labels)
      optimizer.update(&state.parameters, gradient: tape.gradients(of: loss).parameters)
    }
    return state.parameters
  }

  private func batch(_ count: Int, using rng: inout Philox) -> (Tensor, [Int32]) {
    let points = Uniform(low: -1, high: 1).values(count: 2 * count, using: &rng)
    let labels = (0..<count).map { index -> Int32 in
      let square = points[2 * index] * points[2 * index] + points[2 * index + 1] * points[2 * index + 1]
      return square > 0.25 && square < 0.8 ? 1 : 0
    }
    return (Tensor([count, 2], points), labels)
  }

  /// ‖·‖₂ of each row.
  private func norms(_ values: Tensor) -> [Double] {
    let numbers = values.scalars
    return (0..<values.rowCount).map { row in
      numbers[row * values.rowSize..<(row + 1) * values.rowSize].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
  }

  /// The largest of the output's distance from the original's, of the sharper bound, of (D.20) for each sample, and (6.9),
  /// which must stand in this order; 1e-5 is for rounding in single precision.
  private func check(_ example: Example, _ parameters: Tensor, _ input: Tensor, penalty: Double) throws -> [Double] {
    let network = example.graph.network
    let model = try RePurpose(crossPenalty: penalty).partition(
      example.graph, parameters: parameters, workerCount: example.workerCount, inputOwners: example.inputOwners)
    let permuted = PermutedModel(model), outputGroup = example.graph.signals[example.graph.output].group
    let found = example.output(permuted.parameters, permuted.permuted(input, group: 0))
    let expected = permuted.permuted(example.output(parameters, input), group: outputGroup)
    let errors = norms(Tensor(found.shape, zip(found.scalars, expected.scalars).map { $0 - $1 }))

    var tape = Tape(network, NetworkState(parameters: parameters, moments: Tensor(zeros: [0])))
    let output = network(&tape, tape.constant(input))
    let signals = tape.gradients(of: output, keepsSignals: true).signals.map { norms($0.input) }
    let bound = try PerformanceBound(model, original: parameters)
    let recursion = errors.indices.map { sample in
      bound.distances(signalNorms: signals.map { $0[sample] }).last ?? .nan
    }
    let sharper = errors.indices.map { sample in
      bound.sharperDistances(signalNorms: signals.map { $0[sample] }).last ?? .nan
    }
    let whole = bound.distance(signalBound: signals.joined().max() ?? .nan)
    #expect(signals.count == model.matrices.count)
    #expect(zip(errors, sharper).allSatisfy { $0 <= $1 + 1e-5 })
    #expect(zip(sharper, recursion).allSatisfy { $0 <= $1 * (1 + 1e-12) })
    #expect(recursion.allSatisfy { $0 <= whole * (1 + 1e-12) })
    return [errors.max() ?? .nan, sharper.max() ?? .nan, recursion.max() ?? .nan, whole]
  }

  /// Theorem 17. At η₂ = 0.3 something is cut; the bounds are orders of magnitude wider than the error.
  @Test(arguments: [1, 2] as [UInt64], [0.001, 0.01, 0.1, 0.3])
  func trainedNetworksStayWithinTheBound(seed: UInt64, penalty: Double) throws {
    let graph = LayerGraph("ring", input: [2]) { graph, x in
      graph.dense(
        graph.dense(graph.dense(x, "a", units: 16), "b", units: 16), "c", units: 2, activation: .identity)
    }
    let parameters = trained(graph, seed: seed)
    var rng = Streams(seed: seed).generator("test")
    let (points, labels) = batch(500, using: &rng)
    let example = Example(graph: graph, workerCount: 2, inputOwners: [0, 1])
    let logits = example.output(parameters, points).scalars
    let right = labels.indices.count { (logits[2 * $0 + 1] > logits[2 * $0]) == (labels[$0] == 1) }
    #expect(right > 425)
    let figures = try check(example, parameters, points, penalty: penalty)
    #expect(figures[0] > 0)
  }

  /// With convolutions, poolings and flattened pictures too.
  @Test(arguments: [0.05, 0.5, 5])
  func convolutionsStayWithinTheBound(penalty: Double) throws {
    let example = Example.convolutional
    let figures = try check(example, example.parameters(seed: 9), example.input(seed: 9), penalty: penalty)
    #expect(figures[0] > 0)
  }

  /// (6.9) as printed, and for τ = 1 the simpler form ((1 + ε)ᴸ − 1) B; both are sums of at most five rounded powers.
  @Test(arguments: 1...5)
  func theFormulaIsThatOfTheTheorem(layers: Int) {
    for (tau, epsilon) in [(2.0, 0.1), (0.5, 0.2), (1, 0.3), (0, 0.5)] {
      let found = PerformanceBound.distance(tau: tau, epsilon: epsilon, signalBound: 3, layerCount: layers)
      let sum = tau + epsilon
      #expect(abs(found - epsilon * (.pow(sum, layers) - 1) / (sum - 1) * 3) < 1e-12 * (1 + found))
      guard tau == 1 else { continue }
      #expect(abs(found - (.pow(1 + epsilon, layers) - 1) * 3) < 1e-12 * (1 + found))
    }
    // τ + ε = 1, where (6.9) is 0/0: ε L B.
    #expect(
      PerformanceBound.distance(tau: 0.75, epsilon: 0.25, signalBound: 2, layerCount: layers) == 0.5 * Double(layers))
  }

  @Test func networksThatAddSignalsHaveNoBound() throws {
    let example = Example.residual, parameters = example.parameters(seed: 1)
    let model = PartitionedModel.baseline(
      example.graph, parameters: parameters, workerCount: 2, inputOwners: example.inputOwners)
    #expect(throws: ModelPartitionError.notAChain("residual")) { try PerformanceBound(model, original: parameters) }
  }
}
