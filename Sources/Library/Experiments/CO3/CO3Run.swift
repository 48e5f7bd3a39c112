import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import MinifloatCoding
import Parallelism
import Randomness

/// A training of CO3's simulations that is going on.
struct CO3Run<Codec: CO3Codec>: ResumableRun {
  private let options: CO3Training
  private let schedule: EpochSchedule
  private let test: Dataset
  /// The layers of Table III, in the order of `Depth.allCases`.
  private let layers: [ShownLayer]
  private var training: DistributedTraining<Codec>
  /// Sums over the rounds of the epoch so far of what is captured of each layer.
  private var sums: [Tensor]
  /// What is known so far, the last epoch unfinished.
  private(set) var result = CO3Result()

  init(_ options: CO3Training, with codec: Codec, on data: FigureData.Entry) throws {
    self.options = options
    schedule = options.schedule
    test = data.test.prefix(options.testPictures)
    let train = data.train.prefix(options.pictures)
    training = try DistributedTraining(
      options.model.network, on: train, shards: options.users, codec: codec,
      optimizer: SGD(learningRate: .constant(options.learningRate), momentum: 0),
      TrainingConfiguration(
        workersPerRound: options.users, batchSize: options.batchSize, momentDecay: options.momentDecay),
      streams: options.streams)
    layers = options.model.shownLayers(in: training.layout)
    sums = Self.zeros(layers)
    result.parameterCount = training.layout.elementCount
  }

  struct State: Codable {
    let training: Data
    let sums: [Tensor]
    let result: CO3Result
  }

  var state: State {
    get throws {
      State(training: try training.snapshot(), sums: sums, result: result)
    }
  }
  var isDone: Bool { training.round >= schedule.roundCount }

  mutating func restore(_ state: State) throws {
    try training.restore(state.training)
    sums = state.sums
    result = state.result
  }

  mutating func runRound(jobs: Int) async throws {
    let epoch = schedule.epoch(of: training.round), rounds = schedule.rounds(of: epoch)
    if epoch == result.epochs.count { result.epochs.append(.init()) }
    var gradients: [[Float]] = []
    let report = try await training.runRound(jobs: jobs) { [layers] observation in
      gradients = layers.map { observation.gradient(of: 0, layer: $0.index).scalars }
    }
    result.epochs[epoch].add(report, users: options.users, of: rounds.count)
    let corrected = note(gradients, in: epoch, of: rounds.count)
    let isLast = training.round == rounds.upperBound
    if isLast, let symbols = Codec.symbols(of: training.workers[0].half) {
      result.epochs[epoch].lastRoundLengths = [try symbols.length(by: .adaptiveRange, training.layout)]
    }
    if options.capturedEpochs.contains(epoch + 1) {
      for (index, values) in corrected.enumerated() {
        sums[index].withMutableSpan { sum in
          for i in sum.indices { sum[i] += values[i] }
        }
      }
      if isLast {
        try await capture(corrected, epoch: epoch, rounds: rounds.count, jobs: jobs)
      }
    }
    if isLast {
      result.epochs[epoch].accuracy = try await training.network.accuracy(
        on: test, at: training.server.state, jobs: jobs)
    }
  }

  /// Adds the norms of user 0's gradients and memories, and returns what it encoded of the layers, v_t.
  private mutating func note(_ gradients: [[Float]], in epoch: Int, of rounds: Int) -> [[Float]] {
    func norm(_ values: some Sequence<Float>) -> Double { values.reduce(0) { $0 + Double(abs($1)) } / Double(rounds) }
    let feedback = Codec.feedback(of: training.workers[0].half)
    for (index, layer) in layers.enumerated() {
      result.epochs[epoch].layers[index].gradient += norm(gradients[index])
      if let feedback { result.epochs[epoch].layers[index].memory += norm(feedback.memory[layer.range]) }
    }
    return feedback.map { feedback in layers.map { Array(feedback.corrected[$0.range]) } } ?? gradients
  }

  /// Looks at the layers at the end of an epoch, and begins new sums.
  private mutating func capture(
    _ corrected: [[Float]], epoch: Int, rounds: Int, jobs: Int
  ) async throws {
    let means = sums.map { sum in sum.scalars.map { $0 / Float(rounds) } }
    let cases = layers.indices.flatMap { [($0, CO3Result.Kind.epochMean), ($0, .iteration)] }
    let symbols = Codec.symbols(of: training.workers[0].half)
    result.captures += try await parallelMap(cases.count, jobs: jobs) {
      [options, layers, layout = training.layout] place in
      let (index, kind) = cases[place]
      let layer = layers[index]
      var rng = options.streams.generator("null distances", worker: place, round: epoch)
      let sample = LayerSample(
        kind == .epochMean ? means[index] : corrected[index], layer: layer.name,
        nullRepetitions: layer.depth == .upper ? options.nullRepetitions : 0, using: &rng)
      var lengths: [CO3Result.CodeLength] = []
      if kind == .iteration, let symbols {
        lengths = try symbols.lengths(of: layer, values: corrected[index], layout)
      }
      return CO3Result.Capture(epoch: epoch + 1, depth: layer.depth, kind: kind, sample: sample, lengths: lengths)
    }
    sums = Self.zeros(layers)
  }

  private static func zeros(_ layers: [ShownLayer]) -> [Tensor] { layers.map { Tensor(zeros: [$0.range.count]) } }
}

extension CO3Result.Epoch {
  /// Adds a round of an epoch of `count`.
  fileprivate mutating func add(_ report: RoundReport, users: Int, of count: Int) {
    let share = 1 / Double(users), uplink = report.traffic.uplink
    rounds += 1
    loss += report.loss / Double(count)
    uplinkBits += Double(uplink.sentBits) * share
    rawBits += Double(uplink.raw) * share
    if let entropy = uplink.entropy { entropyBits = (entropyBits ?? 0) + entropy * share }
    downlinkBits += Double(report.traffic.downlink.sentBits) * share
    momentBits += Double(report.momentBits.sentBits) * share
  }
}
