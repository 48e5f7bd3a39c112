import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import Parallelism
import Randomness
import SlepianWolf

/// A training that is going on, and the codecs beside it.
struct CommunicationRun: ResumableRun {
  private let options: CommunicationTraining
  private let test: Dataset
  private var training: DistributedTraining<SignCodec<UncodedSigns>>
  private var trials: [any CodecComparison]
  /// The bits that the Gaussian model of the last coded round expects of the next; nil before any.
  private var expectedBits: Double?
  /// The epochs so far, the last one unfinished.
  private(set) var result = CommunicationResult()

  var isDone: Bool { training.round >= options.schedule.roundCount }

  init(_ options: CommunicationTraining, on data: FigureData.Entry, code: PlaneCode) throws {
    self.options = options
    test = options.pictures(data.test, count: options.testPictures)
    training = try options.training(with: SignCodec(UncodedSigns()), on: data)
    // A worker takes part every shards/workers rounds in the mean, and is away for four times as long once in 55 cases.
    let reach = options.shards == options.workers ? 1 : 4 * options.shards / options.workers
    trials = []
    for scheme in CommunicationScheme.coded {
      trials += try [
        scheme.trial(
          workerCount: options.shards, reach: reach, code: code, layout: training.layout,
          streams: Streams(seed: options.seed))
      ].compactMap { $0 }
    }
  }

  /// Takes one step of the training and has its gradients coded, on up to `jobs` threads.
  mutating func runRound(jobs: Int) async throws {
    let round = training.round, model = training.server.state.parameters.scalars
    var gradients: [LocalGradient] = []
    let report = try await training.runRound(jobs: jobs) { observation in
      gradients = observation.results.map { LocalGradient(values: $0.gradient.scalars) }
    }
    let epoch = options.schedule.epoch(of: round)
    if epoch == result.epochs.count { result.epochs.append(.init()) }
    result.epochs[epoch].rounds += 1
    result.epochs[epoch].loss += report.loss / Double(options.schedule.rounds(of: epoch).count)
    var cost = CodecCost()
    cost.traffic = report.traffic
    result.epochs[epoch][.uncoded].add(cost)

    let part = options.schedule.part(of: round)
    if part == .followed {
      for index in trials.indices { try trials[index].follow(report.plan, model: model) }
    } else {
      try await code(
        TrialRound(plan: report.plan, model: model, gradients: gradients, estimate: report.estimate), epoch: epoch,
        counts: part == .measured, jobs: jobs)
    }
    if training.round == options.schedule.rounds(of: epoch).upperBound {
      result.epochs[epoch].accuracy = try await training.network.accuracy(
        on: test, at: training.server.state, jobs: jobs)
    }
  }

  private mutating func code(_ round: TrialRound, epoch: Int, counts: Bool, jobs: Int) async throws {
    let outcomes = try await parallelMap(trials.count, jobs: jobs) { [trials] index in
      var trial = trials[index]
      let cost = try trial.code(round)
      return (trial: trial, cost: cost)
    }
    trials = outcomes.map(\.trial)
    let entropies = try SignEntropies(round.gradients, layout: training.layout)
    if counts {
      for (scheme, outcome) in zip(CommunicationScheme.coded, outcomes) {
        result.epochs[epoch][scheme].add(outcome.cost)
      }
      result.epochs[epoch][.empiricalBound].add(bits: entropies.empirical)
      let raw = Double(training.layout.elementCount * round.gradients.count)
      result.epochs[epoch][.gaussianBound].add(bits: expectedBits ?? raw)
    }
    expectedBits = entropies.gaussian
  }

  struct State: Codable {
    let training: Data
    let trials: [Data]
    let expectedBits: Double?
    let result: CommunicationResult
  }

  var state: State {
    get throws {
      State(
        training: try training.snapshot(), trials: try trials.map { try $0.memory() }, expectedBits: expectedBits,
        result: result)
    }
  }

  mutating func restore(_ state: State) throws {
    guard state.trials.count == trials.count else {
      throw DecodingError.otherState("a state of \(state.trials.count) codecs, not of \(trials.count)")
    }
    try training.restore(state.training)
    for (index, memory) in state.trials.enumerated() { try trials[index].restore(memory) }
    expectedBits = state.expectedBits
    result = state.result
  }
}
