import ArgumentParser
import Autodiff
import Foundation
import ModelPartition
import Parallelism
import Randomness

/// Inference of a network divided over two workers, beside the whole one.
struct DividedInference: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partition",
    abstract: "Inference of networks divided over two threads against the whole one on one thread and on two.")

  @Option(help: "Runs of each way, in turns.") var runs = 9
  @Option(help: "Neurons of a wide layer.") var width = 4_096

  func validate() throws {
    guard runs > 0, width > 1 else { throw ValidationError("--runs and --width must be positive, --width above 1") }
  }

  func run() async throws {
    try await measure(mlp(input: 784, [width, width, 10]))
    try await measure(mlp(input: width, Array(repeating: width, count: 5)))
    try await measureExchange()
  }

  private func mlp(input: Int, _ units: [Int]) -> LayerGraph {
    LayerGraph("mlp", input: [input]) { graph, x in
      units.enumerated().reduce(x) { x, layer in graph.dense(x, "fc\(layer.offset + 1)", units: layer.element) }
    }
  }

  private func measure(_ graph: LayerGraph) async throws {
    let network = graph.network, whole = graph.connectionMatrices.reduce(0) { $0 + $1.kernel.count }
    var rng = Streams(seed: 1).generator("inference")
    let state = network.initialState(using: &rng)
    for batch in [1, 128] {
      let input = Tensor([batch] + network.inputShape) { Normal().fill(&$0, using: &rng) }
      var ways = [
        Way(name: "whole, one thread", threads: 1, work: 1, valuesSent: 0) { network.logits(input, at: state) }
      ]
      if batch > 1 {
        ways.append(
          Way(name: "whole, halves of the batch", threads: 2, work: 1, valuesSent: 0) {
            try await parallelMap(2, jobs: 2) {
              network.logits(input.rows($0 * batch / 2..<($0 + 1) * batch / 2), at: state)
            }[0]
          })
      }
      for cut in Cut.allCases {
        let inference = cut.inference(graph, parameters: state.parameters)
        let work = inference.programs.map(\.multiplicationCount).max() ?? 0
        let valuesSent = try await inference.run(input).valuesSent / batch
        ways.append(
          Way(name: cut.rawValue, threads: 2, work: Double(work) / Double(whole), valuesSent: valuesSent) {
            try await inference.run(input).output
          })
      }
      print("\(graph.signals.map { "\($0.count)" }.joined(separator: "-")), batch \(batch)")
      try await Way.compare(ways, runs: runs)
    }
  }

  /// What an exchange adds to a layer: many small layers, with all connections and with none between the workers.
  private func measureExchange() async throws {
    let layers = 500
    let graph = mlp(input: 4, Array(repeating: 4, count: layers))
    let parameters = Tensor(repeating: 0.25, [graph.network.layout.count]), input = Tensor(zeros: [1, 4])
    let inferences = [Cut.all, .none].map { $0.inference(graph, parameters: parameters) }
    var wall = [[Double]](repeating: [], count: 2), processor = wall
    for _ in 0...20 * runs {
      for (index, inference) in inferences.enumerated() {
        let start = (wall: seconds(CLOCK_MONOTONIC), processor: seconds(CLOCK_PROCESS_CPUTIME_ID))
        _ = try await inference.run(input)
        wall[index].append(1e6 * (seconds(CLOCK_MONOTONIC) - start.wall) / Double(layers))
        processor[index].append(1e6 * (seconds(CLOCK_PROCESS_CPUTIME_ID) - start.processor) / Double(layers))
      }
    }
    print("\(layers) layers of 4 neurons, microseconds a layer by the clock, and by processor of both threads")
    for (index, name) in ["with a message each way", "without"].enumerated() {
      print("\(Spread(wall[index])) \(Spread(processor[index])) \(name)")
    }
  }
}

/// A way to compute a network.
private struct Way {
  let name: String
  let threads: Int
  /// Multiplications of one worker over those of the whole network.
  let work: Double
  /// For one sample.
  let valuesSent: Int
  let run: () async throws -> Tensor

  /// Runs all in turns and prints milliseconds, and how many times as fast as the first they are in the same turn: by the
  /// clock, and by processor time as if each of the threads had a processor and never waited.
  static func compare(_ ways: [Way], runs: Int) async throws {
    var wall = [[Double]](repeating: [], count: ways.count), processor = wall
    for turn in 0...runs {
      for (index, way) in ways.enumerated() {
        let start = (wall: seconds(CLOCK_MONOTONIC), processor: seconds(CLOCK_PROCESS_CPUTIME_ID))
        let output = try await way.run()
        let taken = (seconds(CLOCK_MONOTONIC) - start.wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - start.processor)
        precondition(!output.withSpan { $0[0].isNaN }, "a network gave nan")
        guard turn > 0 else { continue }
        wall[index].append(1e3 * taken.0)
        processor[index].append(1e3 * taken.1 / Double(way.threads))
      }
    }
    print("      ms, ms by processor of a thread; times as fast: by the clock, by processor; work; values sent")
    for (index, way) in ways.enumerated() {
      let faster = (Spread(zip(wall[0], wall[index]).map(/)), Spread(zip(processor[0], processor[index]).map(/)))
      let numbers = String(
        format: "%8.2f %8.2f  %5.2f (%.2f to %.2f)  %5.2f (%.2f to %.2f)  %6.3f %7d  ", Spread(wall[index]).median,
        Spread(processor[index]).median, faster.0.median, faster.0.least, faster.0.greatest, faster.1.median,
        faster.1.least, faster.1.greatest, way.work, way.valuesSent)
      print(numbers + way.name)
    }
  }
}

/// Which connections between two workers are kept.
private enum Cut: String, CaseIterable {
  case all = "divided, all connections"
  case edges = "divided, 10 % of connections"
  case tenth = "divided, 10 % of values"
  case hundredth = "divided, 1 % of values"
  case none = "divided, nothing sent"
  case naive = "naive: all inputs to both"

  /// The network in two consecutive halves of each layer.
  func inference(_ graph: LayerGraph, parameters: Tensor) -> ParallelInference {
    let owners = graph.unitCounts.map { PartitionedModel.blocks($0, 2) }
    var rng = Streams(seed: 1).generator("kept connections")
    let uniform = Uniform(low: 0, high: 1)
    let kept = graph.connectionMatrices.map { matrix in
      let (rows, columns) = (owners[matrix.sourceGroup], owners[matrix.destinationGroup])
      return rows.flatMap { owner in
        let isRowKept = uniform.sample(using: &rng) < valueShare
        return columns.map { $0 == owner || isRowKept && (self != .edges || uniform.sample(using: &rng) < 0.1) }
      }
    }
    let model = PartitionedModel(graph, workerCount: 2, owners: owners, kept: kept, parameters: parameters)
    return self == .naive ? ParallelInference(replicating: model) : ParallelInference(model)
  }

  /// The share of values, each with all of its connections, that are sent.
  private var valueShare: Float {
    switch self {
    case .all, .edges, .naive: 1
    case .tenth: 0.1
    case .hundredth: 0.01
    case .none: 0
    }
  }
}
