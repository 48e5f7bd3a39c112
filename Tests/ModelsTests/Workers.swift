import Autodiff
import Randomness

/// What one worker brings to a pass, and what it gets back.
struct WorkerBatch {
  let input: Tensor
  let labels: [Int32]

  /// `count` random pictures for each of `workerCount` workers.
  static func random(_ network: Network, workerCount: Int, count: Int, seed: UInt64) -> [WorkerBatch] {
    (0..<workerCount).map { worker in
      var rng = Streams(seed: seed).generator("batch", worker: worker)
      let input = Tensor([count] + network.inputShape) { Normal().fill(&$0, using: &rng) }
      return WorkerBatch(input: input, labels: (0..<count).map { _ in Int32(rng.index(below: 10)) })
    }
  }

  /// The batches of several workers one below the other.
  static func stacked(_ batches: [WorkerBatch]) -> WorkerBatch {
    let count = batches.reduce(0) { $0 + $1.labels.count }
    return WorkerBatch(
      input: Tensor([count] + batches[0].input.shape.dropFirst(), batches.flatMap(\.input.scalars)),
      labels: batches.flatMap(\.labels))
  }

  /// One training pass for as many workers as are told.
  func pass(
    _ network: Network, _ state: NetworkState, workerCount: Int = 1, keepsSignals: Bool = false,
    omitsDenseKernels: Bool = false
  ) -> Pass {
    var tape = Tape(network, state, workerCount: workerCount)
    let x = tape.variable(input)
    let logits = network(&tape, x)
    let loss = tape.softmaxCrossEntropy(logits, labels: labels)
    let losses = tape.value(loss)
    let gradients = tape.gradients(of: loss, keepsSignals: keepsSignals, omitsDenseKernels: omitsDenseKernels)
    return Pass(
      losses: losses, parameters: gradients.parameters, moments: gradients.batchMoments, input: gradients[x],
      signals: gradients.signals)
  }

  struct Pass {
    /// [workers].
    let losses: Tensor
    /// [workers, P].
    let parameters: Tensor
    /// [workers, M].
    let moments: Tensor
    /// The gradient of the sum of losses with respect to the pictures.
    let input: Tensor
    let signals: [Gradients.Signal]

    /// Losses, parameter gradients, moments and input gradients, bit by bit.
    var bits: [UInt32] { [losses, parameters, moments, input].flatMap { $0.scalars.map(\.bitPattern) } }
  }
}

extension Network {
  /// A state by the network's initializers.
  func state(seed: UInt64) -> NetworkState {
    var rng = Streams(seed: seed).generator("state")
    return initialState(using: &rng)
  }
}
