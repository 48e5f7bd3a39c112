import Autodiff
import Datasets
import DistributedLearning
import Foundation
import GradientCoding
import Models
import Randomness
import TestSupport
import Testing

/// A link that gives the exact sum in single precision, and keeps a share of the last estimate to add to the next.
private struct SumLink: Uplink {
  let elementCount: Int
  /// The share of the last estimate that is added to the next.
  var echo: Float = 0
  /// The estimate of this round and after is not finite.
  var failure = Int.max
  private(set) var memory: StoredFloats
  /// The nodes and weights of the last round.
  private(set) var heard: [(node: Int, weight: Float)] = []

  init(_ elementCount: Int, echo: Float = 0) {
    self.elementCount = elementCount
    self.echo = echo
    memory = StoredFloats(Array(repeating: 0, count: elementCount))
  }

  mutating func restore(_ memory: StoredFloats) { self.memory = memory }

  mutating func carry(_ gradients: [NodeGradient], round: Int, jobs: Int) async throws -> Delivery {
    heard = gradients.map { ($0.node, $0.weight) }
    var sum = memory.values.map { echo * $0 }
    for gradient in gradients { for i in sum.indices { sum[i] += gradient.weight * gradient.values[i] } }
    if round >= failure { sum[0] = .infinity }
    memory = StoredFloats(sum)
    return Delivery(estimate: sum, channelUses: Double(gradients.count))
  }
}

@Suite struct FederatedTrainingTests {
  private func training(
    _ trial: Trial, partition: Partition? = nil, probability: Float = 0.5, echo: Float = 0, failure: Int = .max,
    optimizer: (any Optimizer)? = nil
  ) -> FederatedTraining<SumLink> {
    let partition = partition ?? trial.partition
    var link = SumLink(trial.network.layout.count, echo: echo)
    link.failure = failure
    return FederatedTraining(
      trial.network, on: trial.dataset, partition,
      probabilities: Array(repeating: probability, count: partition.workerCount), batchSize: trial.batchSize,
      over: link, optimizer: optimizer ?? trial.optimizer, streams: trial.streams)
  }

  /// Equal shards, everybody active, exact sum: Σ g/K here, (Σ g)/K there, of the same bits of g. Either takes K roundings of a
  /// term and K - 1 of sums, so that an element differs by at most 2 (K + 1) 2⁻²⁴ Σ|g|/K; the parameters by η times that and
  /// one rounding of the step in each.
  @Test(arguments: [1, 2, 3] as [UInt64]) func withEverybodyActiveItIsDistributedTraining(seed: UInt64) async throws {
    var trial = try Trial()
    trial.seed = seed
    var federated = training(trial, probability: 1), distributed = try trial.training()
    #expect(federated.weights.allSatisfy { $0 == 1 / 6 })
    #expect(firstDifference(federated.state.bits, distributed.server.state.bits) == nil)
    var magnitudes: [Float] = []
    let expected = try await distributed.runRound(jobs: 2) { observation in
      let gradients = observation.results.map(\.gradient.scalars)
      magnitudes = mean(gradients.map { $0.map { abs($0) } })
    }
    let report = try await federated.runRound(jobs: 2)
    #expect(report.nodes == Array(0..<6) && report.outcome == .step && report.delivery?.channelUses == 6)
    #expect(abs(try #require(report.loss) - expected.loss) <= 1e-6 * expected.loss)
    let estimate = try #require(report.delivery).estimate
    for i in estimate.indices {
      let bound = 14 * magnitudes[i] * 0x1p-24
      try #require(abs(estimate[i] - expected.estimate[i]) <= bound, "element \(i)")
    }
    let found = federated.state.parameters.scalars, model = distributed.server.state.parameters.scalars
    for i in found.indices {
      let bound = trial.learningRate * 14 * magnitudes[i] * 0x1p-24 + 2 * abs(model[i]).ulp
      try #require(abs(found[i] - model[i]) <= bound, "parameter \(i)")
    }
  }

  /// α/π with α = nᵢ/n, of the active nodes alone.
  @Test func weightsMakeUpForSizesAndAbsence() async throws {
    let trial = try Trial(), probabilities: [Float] = [1, 0.5, 0.25]
    var rng = trial.streams.generator("partition")
    let partition = Partition.federated(trial.dataset.labels, nodes: 3, atLeast: 2, using: &rng)
    let sizes = partition.shards.map { Float($0.count) }
    #expect(Set(sizes).count == 3)
    var training = FederatedTraining(
      trial.network, on: trial.dataset, partition, probabilities: probabilities, batchSize: 2,
      over: SumLink(trial.network.layout.count), optimizer: trial.optimizer, streams: trial.streams)
    for (node, weight) in training.weights.enumerated() {
      #expect(abs(weight - sizes[node] / 120 / probabilities[node]) <= 0x1p-22)
    }
    for round in 0..<12 {
      let report = try await training.runRound(jobs: 1)
      #expect(report.nodes == training.participation.nodes(of: round) && report.nodes.contains(0))
      #expect(training.link.heard.map(\.node) == report.nodes)
      #expect(training.link.heard.allSatisfy { $0.weight == training.weights[$0.node] })
    }
  }

  /// Two nodes of probability 0.05 sit most rounds out: the model and the rule's step stay, and rounds go on.
  @Test(arguments: [1, 2] as [UInt64]) func nobodyMakesNoStep(seed: UInt64) async throws {
    var trial = try Trial()
    (trial.workers, trial.seed) = (2, seed)
    var training = training(trial, probability: 0.05, optimizer: Adam())
    var outcomes: [FederatedReport.Outcome] = []
    for round in 0..<20 {
      let before = training.state.bits
      let report = try await training.runRound(jobs: 1)
      outcomes.append(report.outcome)
      #expect(report.round == round && (report.outcome == .idle) == report.nodes.isEmpty)
      #expect((report.loss == nil) == report.nodes.isEmpty && report.delivery != nil)
      #expect((firstDifference(training.state.bits, before) == nil) == report.nodes.isEmpty)
    }
    #expect(outcomes.contains(.idle) && training.round == 20)
  }

  /// Infinite estimates, or gradients at parameters that are not numbers, leave the model as it is; rounds go on.
  @Test func whatIsNotFiniteIsNoStep() async throws {
    let trial = try Trial()
    var failing = training(trial, probability: 1, failure: 1)
    #expect(try await failing.runRound(jobs: 1).outcome == .step)
    let before = failing.state.bits
    let report = try await failing.runRound(jobs: 1)
    #expect(report.outcome == .diverged && report.delivery != nil && failing.round == 2)
    #expect(firstDifference(failing.state.bits, before) == nil)
    var diverging = training(trial, probability: 1, optimizer: SGD(learningRate: .constant(1e30)))
    var reports: [FederatedReport] = []
    for _ in 0..<4 { reports.append(try await diverging.runRound(jobs: 1)) }
    #expect(reports[0].outcome == .step && reports[3].outcome == .diverged && reports[3].delivery == nil)
  }

  /// Bit for bit, with what the link keeps and the rule's velocity.
  @Test(arguments: [1, 2] as [UInt64]) func aTrainingGoesOnFromItsSnapshot(seed: UInt64) async throws {
    var trial = try Trial()
    (trial.momentum, trial.seed) = (0.9, seed)
    var straight = training(trial, echo: 0.25)
    for _ in 0..<3 { _ = try await straight.runRound(jobs: 2) }
    let snapshot = try straight.snapshot()
    var resumed = training(trial, echo: 0.25)
    _ = try await resumed.runRound(jobs: 1)
    try resumed.restore(snapshot)
    #expect(resumed.round == 3 && firstDifference(resumed.state.bits, straight.state.bits) == nil)
    for _ in 0..<3 {
      let (expected, found) = (try await straight.runRound(jobs: 2), try await resumed.runRound(jobs: 1))
      #expect(found.nodes == expected.nodes && found.loss == expected.loss && found.delivery == expected.delivery)
    }
    #expect(firstDifference(resumed.state.bits, straight.state.bits) == nil)
    #expect(throws: DecodingError.self) { try resumed.restore(Data("snapshot".utf8)) }
  }

  /// Unequal shards of LeNet's pictures.
  @Test func threadsDoNotMatter() async throws {
    var trial = try Trial()
    trial.network = .leNet
    var rng = trial.streams.generator("partition")
    let partition = Partition.federated(
      trial.dataset.labels, nodes: 5, atLeast: trial.batchSize, using: &rng)
    var bits: [[UInt32]] = []
    for jobs in [1, 3] {
      var training = training(trial, partition: partition)
      for _ in 0..<3 { _ = try await training.runRound(jobs: jobs) }
      bits.append(training.state.bits)
    }
    #expect(firstDifference(bits[0], bits[1]) == nil)
  }

  /// Windows at random places are those of the nodes' streams: other ones than the middle.
  @Test func windowsAreDrawnWhereAsked() async throws {
    let trial = try Trial(.mlp(input: [24, 24, 3], widths: [10]))
    var states: [[UInt32]] = []
    for cropsAtRandom in [false, true] {
      var training = FederatedTraining(
        trial.network, on: trial.dataset, trial.partition, probabilities: Array(repeating: 1, count: 6), batchSize: 3,
        cropsAtRandom: cropsAtRandom, over: SumLink(trial.network.layout.count), optimizer: trial.optimizer,
        streams: trial.streams)
      _ = try await training.runRound(jobs: 1)
      states.append(training.state.bits)
    }
    #expect(firstDifference(states[0], states[1]) != nil)
  }
}
