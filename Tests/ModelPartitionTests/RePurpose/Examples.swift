import Autodiff
import ModelPartition
import Randomness
import Testing

/// Small networks with random parameters, biases too.
struct Example: Sendable, CustomTestStringConvertible {
  let graph: LayerGraph
  let workerCount: Int
  let inputOwners: [Int]

  var testDescription: String { graph.name }

  func parameters(seed: UInt64) -> Tensor {
    var rng = Streams(seed: seed).generator("parameters")
    let count = graph.network.layout.count
    return Tensor([count], Normal(deviation: 0.3).values(count: count, using: &rng))
  }

  func input(seed: UInt64) -> Tensor {
    var rng = Streams(seed: seed).generator("input")
    let count = 3 * graph.signals[0].count
    return Tensor([3] + graph.signals[0].shape, Normal().values(count: count, using: &rng))
  }

  func output(_ parameters: Tensor, _ input: Tensor) -> Tensor {
    graph.network.logits(input, at: NetworkState(parameters: parameters, moments: Tensor(zeros: [0])))
  }

  static let dense = Example(
    graph: LayerGraph("dense", input: [6]) { graph, x in
      graph.dense(graph.dense(graph.dense(x, "a", units: 9), "b", units: 8), "c", units: 4, activation: .identity)
    }, workerCount: 3, inputOwners: [2, 0, 1, 1, 0, 2])

  static let convolutional = Example(
    graph: LayerGraph("convolutional", input: [6, 6, 4]) { graph, x in
      let first = graph.maxPooling(graph.convolution(x, "a", filters: 6, kernel: 3), window: 2)
      let second = graph.convolution(first, "b", filters: 5, kernel: 3, stride: 2)
      return graph.dense(graph.dense(graph.flattened(second), "c", units: 7), "d", units: 3, activation: .identity)
    }, workerCount: 2, inputOwners: [1, 0, 0, 1])

  static let residual = Example(
    graph: LayerGraph("residual", input: [6, 6, 4]) { graph, x in
      let stem = graph.convolution(x, "stem", filters: 6, kernel: 3)
      let same = graph.convolution(
        graph.convolution(stem, "a1", filters: 6, kernel: 3), "a2", filters: 6, kernel: 3, activation: .identity)
      let first = graph.sum(stem, same)
      let projected = graph.convolution(first, "shortcut", filters: 8, kernel: 1, stride: 2, activation: .identity)
      let inner = graph.convolution(first, "b1", filters: 8, kernel: 3, stride: 2)
      let second = graph.sum(graph.convolution(inner, "b2", filters: 8, kernel: 3, activation: .identity), projected)
      return graph.dense(graph.globalAveragePooling(second), "c", units: 2, activation: .identity)
    }, workerCount: 2, inputOwners: [0, 1, 1, 0])

  static let all = [dense, convolutional, residual]
}

/// Random energies of a layer and owners of its rows.
func randomLayer(_ seed: UInt64, rows: Int, columns: Int, workers: Int) -> (energies: [Float], rowOwners: [Int]) {
  var rng = Streams(seed: seed).generator("layer")
  let weights = Normal().values(count: rows * columns, using: &rng)
  return (weights.map { $0 * $0 }, (0..<rows).map { $0 * workers / rows })
}

/// All owners of `count` columns within the capacities.
func allOwners(_ count: Int, _ capacities: [Int]) -> [[Int]] {
  guard count > 0 else { return [[]] }
  return capacities.indices.filter { capacities[$0] > 0 }.flatMap { worker in
    var left = capacities
    left[worker] -= 1
    return allOwners(count - 1, left).map { [worker] + $0 }
  }
}
