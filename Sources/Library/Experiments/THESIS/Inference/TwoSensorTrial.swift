import Autodiff
import ModelPartition
import Randomness

/// One training of the network of two sensors, and what becomes of it when it is divided over them (THESIS, Section
/// 6.5.1, Setup 1).
///
/// The network 2 - h - h - 2 has rectifiers and starts from Glorot's uniform law. Each sensor has half of the units of each
/// layer, one output unit among them.
///
/// > Note: THESIS gives no network but for its three layers. Its shares of cross edges that are left, 0.7 and 1.7 % of the
/// > first layer's h, are 2 and 5 of 300, and 0.3 % of the last layer's h is one of 300: h is 300 here.
public struct TwoSensorTrial: Sendable {
  let region: PlaneRegion
  /// The units of a hidden layer, h.
  let hiddenUnits: Int
  /// Locations to learn from, and others to test with.
  let trainingPoints: Int, testPoints: Int
  /// The training of the whole network, and of what is left of it.
  let training: SensorTraining, postTraining: SensorTraining
  let seed: UInt64, repetition: Int

  /// A way to divide the network.
  public struct Division: Sendable, Equatable {
    public let scheme: PartitionScheme
    /// η₂; 0 for the baseline.
    public let penalty: Double
  }

  /// A divided network.
  struct Outcome: Sendable {
    let region: PlaneRegion
    let division: Division
    /// Before post-training.
    let model: PartitionedModel
    /// The share of test points that are put in their region, before and after post-training.
    let accuracy: Double, trainedAccuracy: Double
  }

  /// The network.
  var graph: LayerGraph {
    LayerGraph("two sensors", input: [2], initializer: .glorotUniform) { graph, x in
      let first = graph.dense(x, "layer1", units: hiddenUnits)
      let second = graph.dense(first, "layer2", units: hiddenUnits)
      return graph.dense(second, "layer3", units: 2, activation: .identity)
    }
  }

  /// Trains the network and divides it in several ways.
  ///
  /// - Throws: `ModelPartitionError`, `CancellationError`.
  func outcomes(_ divisions: [Division]) async throws -> [Outcome] {
    let streams = Streams(seed: seed).repetition(repetition), graph = graph, network = graph.network
    func points(_ count: Int, _ purpose: String) -> TwoRegionSamples {
      var generator = streams.generator(purpose)
      return TwoRegionSamples(region, count: count, using: &generator)
    }
    let samples = points(trainingPoints, "training-locations"), test = points(testPoints, "test-locations")
    var generator = streams.generator("weights")
    let trained = try await training.train(
      network, from: network.initialState(using: &generator), on: samples, streams: streams, jobs: 1)

    var outcomes: [Outcome] = []
    for division in divisions {
      let model = try division.scheme.partition(
        graph, parameters: trained.parameters, workerCount: 2, inputOwners: [0, 1], penalty: division.penalty)
      let state = NetworkState(parameters: model.parameters, moments: trained.moments)
      let after = try await postTraining.train(
        network, from: state, on: samples, mask: model.mask, streams: streams, jobs: 1)
      outcomes.append(
        Outcome(
          region: region, division: division, model: model,
          accuracy: try await test.accuracy(of: network, at: state, jobs: 1),
          trainedAccuracy: try await test.accuracy(of: network, at: after, jobs: 1)))
    }
    return outcomes
  }
}
