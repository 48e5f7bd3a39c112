import Autodiff
import DistributedLearning
import Randomness

/// Training at a central node of the network that sensors then run together, and post-training of what was left of it
/// (THESIS, Section 6.5.1, Remark 8).
public struct SensorTraining: Sendable, Codable {
  public let epochs: Int
  public let batchSize: Int
  /// The step size of Adam at the first step; it falls by `decay` over the training.
  public let learningRate: Float, decay: Float

  public init(epochs: Int, batchSize: Int, learningRate: Float, decay: Float = 0.1) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.decay = decay
  }

  /// The parts of a batch whose gradients are computed apart, the same for any number of threads.
  private static let partCount = 2

  /// The parameters after training.
  ///
  /// - Parameters:
  ///   - state: Where the training begins.
  ///   - mask: 1 for each parameter that may change, 0 for one that stays, [P]; nil for all.
  ///   - streams: The order of epoch e comes from the stream ("sensor-batches", e).
  /// - Throws: `CancellationError`.
  public func train(
    _ network: Network, from state: NetworkState, on samples: some SensorSamples, mask: Tensor? = nil,
    streams: Streams, jobs: Int
  ) async throws -> NetworkState {
    precondition(batchSize.isMultiple(of: Self.partCount) && samples.count >= batchSize, "an even batch of samples")
    let steps = samples.count / batchSize
    var state = state
    var optimizer = Adam(learningRate: .exponential(initial: learningRate, factor: decay, period: epochs * steps))
    for epoch in 0..<epochs {
      var generator = streams.generator("sensor-batches", round: epoch)
      let order = permutation(of: samples.count, using: &generator)
      for step in 0..<steps {
        let batch = samples.batch(Array(order[step * batchSize..<(step + 1) * batchSize]))
        let parts = try await network.batchGradients(batch, workerCount: Self.partCount, at: state, jobs: jobs)
        var gradient = try await Tensor(meanOf: parts.map(\.gradient), jobs: jobs)
        if let mask { gradient.multiply(by: mask) }
        optimizer.update(&state.parameters, gradient: gradient)
      }
    }
    return state
  }
}

extension SensorSamples {
  /// The share of the samples whose largest logit, the first of equals, is that of their class.
  ///
  /// - Throws: `CancellationError`.
  public func accuracy(of network: Network, at state: NetworkState, jobs: Int) async throws -> Double {
    try await network.accuracy(over: count, at: state, jobs: jobs) { batch(Array($0)) }
  }
}

extension Tensor {
  /// Multiplies number by number.
  fileprivate mutating func multiply(by other: Tensor) {
    withMutableSpan { values in
      other.withSpan { factors in
        for index in factors.indices { values[index] *= factors[index] }
      }
    }
  }
}
