import Autodiff
import Foundation
import Models
import Randomness
import TestSupport
import Testing

/// AlexNet: its layers, its loss before any training, and a narrow one beside PyTorch.
@Suite struct AlexNetTests {
  /// By hand: rows · columns · in · out + out, and (in + 1) · out, with 6x6x256 numbers before the first dense layer.
  @Test func layersHaveTheirParameters() {
    let expected = [
      "conv1": 34_944, "conv2": 614_656, "conv3": 885_120, "conv4": 1_327_488, "conv5": 884_992, "fc6": 37_752_832,
      "fc7": 16_781_312, "fc8": 4_097_000,
    ]
    let counts = Dictionary(grouping: Network.alexNet.layout.entries, by: \.layer).mapValues { entries in
      entries.reduce(0) { $0 + $1.range.count }
    }
    #expect(counts == expected)
    #expect(Network.alexNet.layout.count == 62_378_344)
  }

  /// Before training the loss is ln 1000 = 6.9078 and a little more: logits of deviation s add s²/2 on average, and with
  /// Glorot's weights, which halve the power at every ReLU, s is below 0.3.
  @Test func lossBeforeTrainingIsThatOfAGuess() {
    let network = Network.alexNet, state = network.state(seed: 1)
    let logits = network.logits(WorkerBatch.random(network, workerCount: 1, count: 2, seed: 2)[0].input, at: state)
    var tape = Tape()
    let loss = tape.softmaxCrossEntropy(tape.constant(logits), labels: [3, 999])
    #expect(logits.shape == [2, 1_000])
    #expect(Set(logits.scalars).count > 1_000)
    #expect(isClose(Double(tape.value(loss).scalar), to: log(1_000), tolerance: 0.05 * log(1_000)))
  }

  /// A narrow AlexNet on 99x99 pictures beside PyTorch in double precision (data/reference/README.md). Sums of at most
  /// 1,000 terms round by some 30 · 2⁻²⁴ of their size, and eight layers add up: 1e-4 is ten times as much.
  @Test func narrowNetworkAgreesWithPyTorch() throws {
    let network = Network.alexNet(size: 99, filters: [6, 16, 24, 24, 16], units: [32, 24, 10])
    let oracle = try Self.oracle()
    #expect(Double(network.layout.count) == oracle["parameters"])
    let weights = network.layout.entries.enumerated().flatMap { position, entry in
      let width = entry.role == "bias" ? 0.05 : (6 / Double(entry.shape.dropLast().reduce(1, *))).squareRoot()
      return KerasNetwork.uniform(stream: UInt64(position), count: entry.range.count).map { Float(width * $0) }
    }
    let state = NetworkState(parameters: Tensor([weights.count], weights), moments: Tensor(zeros: [0]))
    let pixels = KerasNetwork.uniform(stream: 1 << 20, count: 4 * 99 * 99 * 3).map(Float.init)
    var tape = Tape(network, state)
    let logits = network(&tape, tape.constant(Tensor([4, 99, 99, 3], pixels)))
    for (index, logit) in tape.value(logits).scalars.enumerated() {
      let expected = try #require(oracle["logit[\(index / 10)][\(index % 10)]"])
      #expect(isClose(Double(logit), to: expected, tolerance: 1e-4 * 4), "logit \(index)")
    }
    let loss = tape.softmaxCrossEntropy(logits, labels: [0, 3, 6, 9])
    #expect(isClose(Double(tape.value(loss).scalar), to: try #require(oracle["loss"]), tolerance: 1e-4 * 3))

    let gradient = tape.gradients(of: loss).parameters.scalars
    for (position, entry) in network.layout.entries.enumerated() {
      let values = gradient[entry.range].map(Double.init)
      let norm = try #require(oracle["gradient_norm[\(entry.name)]"])
      let size = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(isClose(size, to: norm, tolerance: 1e-4 * norm), "\(entry.name)")
      let direction = KerasNetwork.uniform(stream: UInt64(100 + position), count: values.count)
      let along = zip(values, direction).reduce(0) { $0 + $1.0 * $1.1 }
      let expected = try #require(oracle["gradient_along[\(entry.name)]"])
      #expect(isClose(along, to: expected, tolerance: 1e-4 * norm), "\(entry.name)")
    }
  }

  private static func oracle() throws -> [String: Double] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "data/reference/networks/alexnet-small-oracle.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let cells = line.split(separator: "\t")
        return (String(cells[0]), Double(cells[1]) ?? .nan)
      })
  }
}

private func isClose(_ value: Double, to expected: Double, tolerance: Double) -> Bool {
  abs(value - expected) <= tolerance
}
