import Autodiff
import Datasets
import Foundation
import GradientCoding
import Randomness

/// Synchronous training by nodes that hold different numbers of different pictures, of which some are active in a round, and
/// whose gradients reach the server as one weighted sum (THESIS, Chapter 5).
///
/// With nᵢ the pictures of node i, n those of all, αᵢ = nᵢ/n and πᵢ the probability that the node is active, a round takes one
/// step against the link's estimate of
///
///     Σᵢ (αᵢ/πᵢ) gᵢ        over the active nodes,
///
/// whose expectation is Σᵢ αᵢ ∇fᵢ = ∇F, the gradient of the mean loss of all pictures: gᵢ is the gradient of a batch of the
/// node's pictures at the common model. All batches are equally large, whatever the node holds.
public struct FederatedTraining<Link: Uplink>: Sendable {
  public let network: Network
  /// Who is active in a round.
  public let participation: Participation
  /// wᵢ = αᵢ/πᵢ.
  public let weights: [Float]
  /// Carries the gradients.
  public private(set) var link: Link
  private var progress: TrainingProgress
  private let dataset: Dataset
  private let samplers: [ShardSampler]
  /// Those that place windows; nil for the middle.
  private let cropStreams: Streams?

  /// The index of the next round.
  public var round: Int { progress.round }
  /// The model.
  public var state: NetworkState { progress.state }

  /// Sets up nodes, one for each shard, and fresh parameters.
  ///
  /// - Parameters:
  ///   - network: A network without normalisation by batch moments, for which the link has no place.
  ///   - dataset: The training pictures.
  ///   - partition: Which pictures each node holds, a batch at least.
  ///   - probabilities: That each node is active in a round, πᵢ.
  ///   - batchSize: Pictures in a node's batch.
  ///   - cropsAtRandom: Whether a network that reads smaller pictures is trained on windows at random places.
  ///   - streams: The streams of the run: initial parameters, batches and participation.
  /// - Precondition: The network has no moments, and there is a probability for each node.
  public init(
    _ network: Network, on dataset: Dataset, _ partition: Partition, probabilities: [Float], batchSize: Int,
    cropsAtRandom: Bool = false, over link: Link, optimizer: any Optimizer, streams: Streams
  ) {
    precondition(network.momentLayout.count == 0, "\(network.name) normalises by batch moments")
    precondition(probabilities.count == partition.workerCount, "a probability for each node")
    self.network = network
    self.dataset = dataset
    self.link = link
    participation = Participation(probabilities: probabilities, streams: streams)
    let held = partition.shards.map(\.count), total = Double(held.reduce(0, +))
    weights = zip(held, probabilities).map { Float(Double($0) / total / Double($1)) }
    samplers = partition.shards.enumerated().map { node, shard in
      ShardSampler(shard: shard, batchSize: batchSize, streams: streams, worker: node)
    }
    cropStreams = cropsAtRandom ? streams : nil
    var rng = streams.generator("initial parameters")
    progress = TrainingProgress(state: network.initialState(using: &rng), optimizer: optimizer)
  }

  /// Runs one round.
  ///
  /// After an error model and round are as before, the link need not be.
  ///
  /// - Parameter jobs: The number of threads; results do not depend on it.
  /// - Throws: `CodecError` of the link; `CancellationError`.
  public mutating func runRound(jobs: Int) async throws -> FederatedReport {
    let round = round, nodes = participation.nodes(of: round)
    let results = try await network.localGradients(
      nodes.map { samplers[$0] }, of: dataset, round: round, at: state, cropsFrom: cropStreams, jobs: jobs)
    let gradients = zip(nodes, results).map { node, result in
      NodeGradient(node: node, weight: weights[node], values: result.gradient.scalars)
    }
    var delivery: Delivery?
    var outcome = FederatedReport.Outcome.diverged
    if gradients.allSatisfy({ $0.values.span.isFinite }) {
      let received = try await link.carry(gradients, round: round, jobs: jobs)
      if nodes.isEmpty {
        outcome = .idle
      } else if received.estimate.span.isFinite {
        progress.step(received.estimate)
        outcome = .step
      }
      delivery = received
    }
    progress.round += 1
    let total = gradients.reduce(0) { $0 + Double($1.weight) }
    let loss = zip(results, gradients).reduce(0) { $0 + Double($1.0.loss) * Double($1.1.weight) } / total
    return FederatedReport(
      round: round, nodes: nodes, loss: nodes.isEmpty ? nil : loss, delivery: delivery, outcome: outcome)
  }

  private struct Memory: Codable {
    let link: Link.Memory
  }

  /// The round, the model, the optimizer and what the link keeps, as a binary property list.
  ///
  /// - Throws: `EncodingError`.
  public func snapshot() throws -> Data { try progress.snapshot(with: Memory(link: link.memory)) }

  /// Goes back, or on, to where a training set up in the same way was when it gave the snapshot: all that follows is the same,
  /// bit by bit.
  ///
  /// - Precondition: The snapshot is of a link with the same parameters.
  /// - Throws: `DecodingError` for other bytes, and for a snapshot of a network of another size or with another kind of optimizer or
  ///   link; the training is then as it was.
  public mutating func restore(_ snapshot: Data) throws(DecodingError) {
    var progress = progress
    try link.restore(progress.restore(snapshot, as: Memory.self).link)
    self.progress = progress
  }
}
