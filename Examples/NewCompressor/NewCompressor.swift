// A compressor of one's own beside six known ones: what one of ten workers really sends until a perceptron gets a share of MNIST's
// test pictures right, or of embedded digits where $TELEGRAD_DATA has no MNIST.   new-compressor [ACCURACY]

import Autodiff
import CompressiveSampling
import Datasets
import DistributedLearning
import Foundation
import GradientCoding
import Models
import Quantization
import QuantizerCoding
import Randomness

@main
struct NewCompressor {
  static func main() async throws {
    let accuracy = CommandLine.arguments.dropFirst().first.flatMap(Double.init) ?? 0.88
    let library = DatasetLibrary(directory: ProcessInfo.processInfo.environment["TELEGRAD_DATA"] ?? "data")
    let train = try library.loadOrRender(.mnist, split: .train, count: 10_000)
    let test = try library.loadOrRender(.mnist, split: .test, count: 1_000)
    let codecs: [(name: String, codec: any GradientCodec)] = [
      ("powers of two", QuantizerCodec(PowersOfTwo())),
      ("32-bit floats", IdentityCodec()),
      ("signs", SignCodec(UncodedSigns())),
      ("QSGD, 7 levels", QuantizerCodec(LevelLayers(try .qsgd(extent: 3)))),
      ("TernGrad", QuantizerCodec(LevelLayers(try .ternGrad()))),
      ("1 bit, error feedback", ErrorFeedback(QuantizerCodec(ColumnLayers()), decay: 1)),
      ("QCS, gain 32", QuantizerCodec(try CompressiveLayers(gain: 32))),
    ]
    print("\(test.title), to a test accuracy of \(accuracy)")
    print("compressor\trounds\tMbit of one worker, in both directions")
    for (name, codec) in codecs {
      print(name, try await cost(of: codec, until: accuracy, train, test), separator: "\t")
    }
  }

  static func cost(
    of codec: some GradientCodec, until accuracy: Double, _ train: Dataset, _ test: Dataset
  ) async throws -> String {
    var training = try DistributedTraining(
      .mlp, on: train, shards: 10, codec: codec, optimizer: SGD(learningRate: .constant(0.05), momentum: 0.5),
      TrainingConfiguration(workersPerRound: 10, batchSize: 20), streams: Streams(seed: 1))
    var bits = 0
    for round in 1...500 {
      let traffic = try await training.runRound(jobs: 2).traffic
      bits += traffic.uplink.sentBits + traffic.downlink.sentBits
      guard round.isMultiple(of: 5) else { continue }
      if try await training.network.accuracy(on: test, at: training.server.state, jobs: 2) >= accuracy {
        return "\(round)\t\(String(format: "%.2f", Double(bits) / 10 / 1e6))"
      }
    }
    return "more than 500\t"
  }
}
