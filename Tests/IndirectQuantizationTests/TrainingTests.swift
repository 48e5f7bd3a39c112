import Autodiff
import Datasets
import DistributedLearning
import GradientCoding
import IndirectQuantization
import Models
import Randomness
import TestSupport
import Testing

/// Indirect quantization in a training of three workers.
@Suite struct TrainingTests {
  func training(_ network: Network, _ method: IndirectMethod) throws -> DistributedTraining<
    IndirectCodec<IdentityCodec>
  > {
    let streams = Streams(seed: 1), dataset = SyntheticDigits(.handwritten, count: 120, seed: 1).dataset()
    var rng = streams.generator("partition")
    return try DistributedTraining(
      network, on: dataset, Partition.iid(dataset.count, shards: 3, using: &rng),
      codec: IndirectCodec(method, codesZeros: true, direct: IdentityCodec()),
      optimizer: SGD(learningRate: .constant(0.1), momentum: 0),
      TrainingConfiguration(workersPerRound: 3, batchSize: 20), streams: streams)
  }

  /// The squared error of the estimate of K workers is 1/K² of the sum of Equation (D.4) over workers and layers, and of
  /// L m κ²/12 for biases, or less, as zeros are exact. It is a sum over thousands of dithers, a few percent from its mean;
  /// half as much again is beyond chance.
  @Test(arguments: [1, 32]) func theEstimateIsAsNearAsTheTheoremSays(extent: Int) async throws {
    var training = try training(.mlp(widths: [24, 10]), .dithered(inputExtent: extent, deltaExtent: extent))
    var mean = [Double](repeating: 0, count: training.network.layout.count), expected = 0.0
    let report = try await training.runRound(jobs: 2) { observation in
      for result in observation.results {
        #expect(result.signals.map(\.layer) == ["fc1", "fc2"])
        for (index, value) in result.gradient.scalars.enumerated() { mean[index] += Double(value) / 3 }
        for signals in result.signals {
          let step = Double(signals.delta.map { abs($0) }.max() ?? 0) / Double(extent)
          expected += DitheredError.variance(of: signals, inputExtent: extent, deltaExtent: extent) / 9
          expected += Double(signals.delta.count) * step * step / 12 / 9
        }
      }
    }
    let error = Trial.squaredDistance(report.estimate.map(Double.init), mean)
    #expect(error < 1.5 * expected && error > expected / 10)
    #expect(report.traffic.uplink.raw > 0)
  }

  /// A convolution goes by the direct codec: its part of the estimate is the mean gradient, within the rounding of the
  /// weighted mean.
  @Test func convolutionsGoByTheDirectCodec() async throws {
    let network = Network("small", input: [28, 28, 1]) { tape, x in
      let x = tape.convolution(x, "conv", filters: 4, kernel: 5, stride: 4, activation: .relu)
      let hidden = tape.dense(tape.flattened(x), "fc1", units: 24, activation: .relu)
      return tape.dense(hidden, "fc2", units: 10)
    }
    var training = try training(network, .leastError(inputLevels: 2, deltaLevels: 2))
    let range = 0..<5 * 5 * 4 + 4
    var mean = [Float](repeating: 0, count: range.count)
    let report = try await training.runRound(jobs: 2) { observation in
      for result in observation.results {
        #expect(result.signals.map(\.layer) == ["fc1", "fc2"])
        for (index, value) in result.gradient.scalars[range].enumerated() { mean[index] += value / 3 }
      }
    }
    #expect(deviation(report.estimate[range], from: mean) < 1e-5)
    #expect(report.estimate.allSatisfy { $0.isFinite })
  }

  /// Training with few levels lowers the loss by more than three tenths in 40 rounds; without a fall it would stay.
  @Test(arguments: [
    IndirectMethod.leastError(inputLevels: 2, deltaLevels: 2), .dithered(inputExtent: 1, deltaExtent: 1),
  ]) func fewLevelsLearn(method: IndirectMethod) async throws {
    var training = try training(.mlp(widths: [24, 10]), method)
    var losses: [Double] = []
    for _ in 0..<40 { losses.append(try await training.runRound(jobs: 2).loss) }
    let first: Double = losses.prefix(3).reduce(0, +), last: Double = losses.suffix(3).reduce(0, +)
    #expect(last < 0.7 * first)
  }
}
