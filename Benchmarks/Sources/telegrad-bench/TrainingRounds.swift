import Autodiff
import DistributedLearning
import Randomness

/// Rounds of training on random inputs: every worker's gradient at the same weights, apart; their mean; one SGD step;
/// the mean of the batch moments mixed into the moving ones.
struct TrainingRounds {
  /// The weight of a round in the moving moments, 1 − 0.9.
  private static let momentShare: Float = 0.1

  private let network: Network
  private let options: TrainingOptions
  private let streams = Streams(seed: 1)
  private var state: NetworkState
  private var optimizer = SGD(learningRate: .constant(0.01))
  private var batch: Batch
  private var drawnBatches = 0

  init(_ options: TrainingOptions) {
    self.options = options
    network = options.model.network
    var rng = streams.generator("initial parameters")
    state = network.initialState(using: &rng)
    batch = Batch(images: Tensor(zeros: [0] + network.inputShape), labels: [])
    drawBatch()
  }

  /// The samples of one round, of all workers.
  var sampleCount: Int { options.workers * options.batch }

  /// Replaces the inputs of all workers by others, of normal pixels.
  mutating func drawBatch() {
    var rng = streams.generator("pixels", round: drawnBatches)
    drawnBatches += 1
    let images = Tensor([sampleCount] + network.inputShape) { Normal().fill(&$0, using: &rng) }
    batch = Batch(images: images, labels: (0..<sampleCount).map { Int32($0 % 10) })
  }

  /// Runs one round.
  mutating func run() async throws {
    let local = try await network.batchGradients(
      batch, workerCount: options.workers, at: state, jobs: options.threads)
    let mean = try await Tensor(meanOf: local.map(\.gradient), jobs: options.threads)
    optimizer.update(&state.parameters, gradient: mean)
    let share = Self.momentShare
    Tensor(meanOf: local.map(\.batchMoments)).withSpan { moments in
      state.moments.withMutableSpan { moving in
        for i in moving.indices { moving[i] += share * (moments[i] - moving[i]) }
      }
    }
  }
}
