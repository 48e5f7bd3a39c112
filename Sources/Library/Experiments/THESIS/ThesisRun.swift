import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import Parallelism
import QuantizerCoding

/// A training of THESIS that is going on, and the schemes that code gradients of sampled rounds beside it.
struct ThesisRun<Codec: ResumableCodec>: ResumableRun {
  private let options: ThesisTraining
  private let roundCount: Int
  private let test: Dataset, finalTest: Dataset
  private var training: DistributedTraining<Codec>
  private var trials: [any CodecComparison]
  /// The point that comes next.
  private var point = ThesisResult.Point()
  private(set) var result = ThesisResult()

  init(_ options: ThesisTraining, with codec: Codec, on data: FigureData.Entry) throws {
    self.options = options
    roundCount = options.schedule.roundCount
    test = data.test.prefix(options.testPictures)
    finalTest = data.test.prefix(options.finalTestPictures ?? options.testPictures)
    training = try options.training(with: codec, on: data)
    let layout = training.layout
    trials = try options.probe.schemes.map { try $0.trial(options, layout) }
    result.parameterCount = layout.elementCount
  }

  struct State: Codable {
    let training: Data
    let trials: [Data]
    let point: ThesisResult.Point
    let result: ThesisResult
  }

  var state: State {
    get throws {
      State(
        training: try training.snapshot(), trials: try trials.map { try $0.memory() }, point: point, result: result)
    }
  }
  var isDone: Bool { training.round >= roundCount }

  mutating func restore(_ state: State) throws {
    guard state.trials.count == trials.count else {
      throw DecodingError.otherState("a state of \(state.trials.count) codecs, not of \(trials.count)")
    }
    try training.restore(state.training)
    for (index, memory) in state.trials.enumerated() { try trials[index].restore(memory) }
    point = state.point
    result = state.result
  }

  mutating func runRound(jobs: Int) async throws {
    let part = options.probe.part(of: training.round)
    let model = part == .followed ? [] : training.server.state.parameters.scalars
    var gradients: [LocalGradient] = []
    let report = try await training.runRound(jobs: jobs) { observation in
      if part == .followed { return }
      gradients = observation.results.map { LocalGradient(values: $0.gradient.scalars, signals: $0.signals) }
    }
    point.add(
      loss: report.loss, bits: ThesisResult.Bits(report.traffic, workerCount: options.workers))
    if part != .followed {
      let round = TrialRound(plan: report.plan, model: model, gradients: gradients, estimate: nil)
      try await code(round, counts: part == .measured, jobs: jobs)
    }
    if training.round.isMultiple(of: options.evaluationInterval) || isDone {
      point.accuracy = try await training.network.accuracy(
        on: isDone ? finalTest : test, at: training.server.state, jobs: jobs)
      result.points.append(point)
      point = ThesisResult.Point()
      point.iteration = training.round
    }
  }

  private mutating func code(_ round: TrialRound, counts: Bool, jobs: Int) async throws {
    let outcomes = try await parallelMap(trials.count, jobs: jobs) { [trials] index in
      var trial = trials[index]
      let cost = try trial.code(round)
      return (trial: trial, cost: cost)
    }
    trials = outcomes.map(\.trial)
    if !counts { return }
    for (scheme, outcome) in zip(options.probe.schemes, outcomes) {
      let bits = ThesisResult.Bits(outcome.cost.traffic, workerCount: options.workers)
      result.samples.append(ThesisResult.Sample(scheme: scheme, round: round.plan.round, bits: bits))
    }
  }
}

extension ThesisScheme {
  /// Fresh halves beside a training.
  fileprivate func trial(
    _ training: ThesisTraining, _ layout: LayerLayout
  ) throws -> any CodecComparison {
    func trial(_ codec: some ResumableCodec) throws(CodecError) -> any CodecComparison {
      try CodecTrial(
        codec, name: name, workerCount: training.workers, layout: layout, streams: training.streams)
    }
    return try trial(codec(.adaptiveRange))
  }
}
