import Autodiff
import DistributedLearning
import FigureKit
import GradientStatistics
import ModelPartition
import Randomness
import Testing

@testable import Experiments

/// Two sensors that tell a region of the plane together.
@Suite struct TwoSensorTests {
  private static let trial = TwoSensorTrial(
    region: .clover, hiddenUnits: 20, trainingPoints: 200, testPoints: 100,
    training: SensorTraining(epochs: 4, batchSize: 50, learningRate: 0.01),
    postTraining: SensorTraining(epochs: 1, batchSize: 50, learningRate: 0.01), seed: 1, repetition: 0)

  private static func samples(seed: UInt64, count: Int = 50) -> TwoRegionSamples {
    var generator = Streams(seed: seed).generator("locations")
    return TwoRegionSamples(.clover, count: count, using: &generator)
  }

  /// At the centre and in the leaves, and between the leaves and outside: R (1 + a) = 1.075, R (1 − a) = 0.461.
  @Test func theCloverHasItsLeavesTowardsTheCorners() {
    for (x, y, isBlue) in [
      (0, 0, true), (0.7, 0.7, true), (-0.7, 0.7, true), (0.45, 0, true), (0, -0.45, true),
      (0.48, 0, false), (0, 0.7, false), (0.8, 0.8, false), (-1, -1, false),
    ] as [(Float, Float, Bool)] {
      #expect(PlaneRegion.clover.isBlue(x, y) == isBlue, "(\(x), \(y))")
    }
  }

  /// A boundary of length below 10 cuts fewer than 10 · √2 · 200 = 2,828 of the 160,000 cells, and each errs by half a cell
  /// at the most: by 0.0088 together if all erred to one side.
  @Test(arguments: PlaneRegion.allCases) func eachColourHasHalfOfTheSquare(region: PlaneRegion) {
    let centres = (0..<400).map { (Float($0) + 0.5) / 200 - 1 }
    let blue = centres.reduce(0) { sum, x in sum + centres.count { region.isBlue(x, $0) } }
    #expect(abs(Double(blue) / 160_000 - 0.5) < 0.0088)
  }

  /// Between its crests at x₁ = 1/4 and its troughs at 3/4.
  @Test func theWaveHasTwoPeriods() {
    for (x, y, isBlue) in [
      (0.25, 0.45, false), (0.25, 0.55, true), (0.75, -0.45, true), (0.75, -0.55, false), (-0.75, 0.45, false),
      (-0.25, -0.45, true),
    ] as [(Float, Float, Bool)] {
      #expect(PlaneRegion.wave.isBlue(x, y) == isBlue, "(\(x), \(y))")
    }
  }

  @Test func samplesAreThoseOfTheirStream() {
    let indices = [3, 0, 49], batch = Self.samples(seed: 1).batch(indices)
    #expect(batch.images.scalars == Self.samples(seed: 1).batch(indices).images.scalars)
    #expect(batch.images.scalars != Self.samples(seed: 2).batch(indices).images.scalars)
    #expect(batch.images.shape == [3, 2] && batch.images.scalars.allSatisfy { (-1..<1).contains($0) })
    let blue = stride(from: 0, to: 6, by: 2).map {
      PlaneRegion.clover.isBlue(batch.images.scalars[$0], batch.images.scalars[$0 + 1]) ? 1 : 0
    }
    #expect(batch.labels.map(Int.init) == blue)
  }

  /// Post-training moves what was kept and nothing else.
  @Test func cutConnectionsStayCut() async throws {
    let graph = Self.trial.graph, network = graph.network
    var generator = Streams(seed: 3).generator("weights")
    let state = network.initialState(using: &generator)
    let model = try PartitionScheme.rePurpose.partition(
      graph, parameters: state.parameters, workerCount: 2, inputOwners: [0, 1], penalty: 0.1)
    let after = try await Self.trial.postTraining.train(
      network, from: NetworkState(parameters: model.parameters, moments: state.moments),
      on: Self.samples(seed: 3), mask: model.mask, streams: Streams(seed: 3), jobs: 1)
    let mask = model.mask.scalars
    #expect(mask.contains(0) && model.with(parameters: after.parameters).parameters.scalars == after.parameters.scalars)
    let moved = zip(after.parameters.scalars, model.parameters.scalars).map { $0 != $1 }
    #expect(moved.contains(true) && !zip(moved, mask).contains { $0 && $1 == 0 })
  }

  @Test func rowsTellWhatIsLeft() async throws {
    let divisions = TwoSensorStudy.divisions(.clover, .smoke)
    let outcomes = try await Self.trial.outcomes(divisions)
    let rows = outcomes.flatMap { TwoSensorRow.rows([$0]) }
    #expect(rows.count == divisions.count * 8 && rows.allSatisfy { $0.cells.count == TwoSensorRow.header.count })
    func row(_ scheme: PartitionScheme, _ penalty: Double, layer: Int? = nil) throws -> TwoSensorRow {
      try #require(
        rows.first {
          $0.division == .init(scheme: scheme, penalty: penalty) && $0.layer == layer && $0.stage == .before
        })
    }
    let baseline = try row(.baseline, 0)
    #expect(baseline.crossEdges.mean == 100 && baseline.valuesSent.mean == 42 && baseline.multiplications.mean == 0.5)
    for layer in 0..<3 {
      let kept = try TwoSensorStudy.thesisPenalties.map {
        try row(.rePurpose, $0, layer: layer).crossEdges.mean
      }
      #expect(kept[0] >= kept[1] && kept[0] <= 100)
      for (penalty, kept) in zip(TwoSensorStudy.thesisPenalties, kept) {
        #expect(try row(.sparsifiedEqually, penalty, layer: layer).crossEdges.mean == kept)
      }
    }
    // Shares are of what the baseline has between the sensors, whoever owns the units.
    let all = outcomes.map { $0.model.traffic.layers.map(\.all) }
    #expect(all.allSatisfy { $0 == [20, 200, 20] })
    #expect(rows.allSatisfy { 0.25...0.5 ~= $0.multiplications.mean && 0...1 ~= $0.accuracy.mean })
  }

  /// Three matrices of 20 rows with cells of 3 pixels, those of 2 columns 24 pixels wide, with gaps of 12 and frames.
  @Test func picturesShowInnerAndCrossConnections() throws {
    var generator = Streams(seed: 4).generator("weights")
    let graph = Self.trial.graph, parameters = graph.network.initialState(using: &generator).parameters
    func colours(_ scheme: PartitionScheme, _ penalty: Double) throws -> (red: Bool, green: Bool) {
      let picture = Picture(
        weightsOf: try scheme.partition(
          graph, parameters: parameters, workerCount: 2, inputOwners: [0, 1], penalty: penalty))
      #expect(picture.width == 48 + 60 + 48 + 6 + 48 && picture.height == 60 + 2 + 24)
      let pixels = stride(from: 0, to: picture.pixels.count, by: 3).map { Array(picture.pixels[$0..<$0 + 3]) }
      return (pixels.contains { $0[0] > $0[1] }, pixels.contains { $0[1] > $0[0] })
    }
    #expect(try colours(.baseline, 0) == (true, true))
    #expect(try colours(.rePurpose, .infinity) == (false, true))
  }
}
