import Autodiff
import ModelPartition
import Randomness

/// Small networks of each kind of operation, divided at random.
enum SampleGraph: CaseIterable {
  case dense
  case convolution
  case strided
  case identityShortcut
  case projectionShortcut
  case grouped

  var graph: LayerGraph {
    switch self {
    case .dense:
      LayerGraph("dense", input: [30]) { graph, x in
        let y = graph.dense(graph.dense(x, "fc1", units: 40), "fc2", units: 24)
        return graph.dense(y, "fc3", units: 10, activation: .identity)
      }
    case .convolution:
      LayerGraph("convolution", input: [8, 8, 6]) { graph, x in
        let first = graph.maxPooling(graph.convolution(x, "conv1", filters: 8, kernel: 3), window: 2)
        let second = graph.maxPooling(graph.convolution(first, "conv2", filters: 6, kernel: 5), window: 2)
        let y = graph.dense(graph.flattened(second), "fc1", units: 20)
        return graph.dense(y, "fc2", units: 7, activation: .identity)
      }
    case .strided:
      LayerGraph("strided", input: [9, 7, 6]) { graph, x in
        let first = graph.convolution(x, "conv1", filters: 10, kernel: 3, stride: 2)
        let second = graph.convolution(first, "conv2", filters: 9, kernel: 5, stride: 3, activation: .identity)
        return graph.dense(graph.globalAveragePooling(second), "fc", units: 5, activation: .identity)
      }
    case .identityShortcut:  // around the input, and around two layers
      LayerGraph("identity", input: [6, 6, 7]) { graph, x in
        let stem = graph.sum(x, graph.convolution(x, "stem", filters: 7, kernel: 3, activation: .identity))
        let inner = graph.convolution(stem, "conv1", filters: 9, kernel: 3)
        let y = graph.sum(stem, graph.convolution(inner, "conv2", filters: 7, kernel: 3, activation: .identity))
        return graph.dense(graph.globalAveragePooling(y), "fc", units: 4, activation: .identity)
      }
    case .projectionShortcut:
      LayerGraph("projection", input: [7, 7, 6]) { graph, x in
        let inner = graph.convolution(x, "conv1", filters: 8, kernel: 3, stride: 2)
        let deep = graph.convolution(inner, "conv2", filters: 12, kernel: 3, activation: .identity)
        let short = graph.convolution(x, "short", filters: 12, kernel: 1, stride: 2, activation: .identity)
        return graph.dense(graph.flattened(graph.sum(deep, short)), "fc", units: 6, activation: .identity)
      }
    case .grouped:
      LayerGraph("grouped", input: [8, 8, 6]) { graph, x in
        let first = graph.maxPooling(graph.convolution(x, "conv1", filters: 12, kernel: 3, groups: 3), window: 2)
        let second = graph.convolution(first, "conv2", filters: 6, kernel: 5, groups: 6)
        return graph.dense(graph.flattened(second), "fc", units: 5, activation: .identity)
      }
    }
  }

  /// Owners and parameters at random, an inner connection in ten cut, and of the cross connections a share kept. A group may
  /// leave a worker without a unit.
  func partition(workerCount: Int, density: Float, seed: UInt64) -> PartitionedModel {
    let graph = graph, streams = Streams(seed: seed)
    var (units, edges) = (streams.generator("owners"), streams.generator("kept connections"))
    let owners = graph.unitCounts.map { count in (0..<count).map { _ in units.index(below: workerCount) } }
    let uniform = Uniform(low: 0, high: 1)
    let kept = graph.connectionMatrices.map { matrix in
      (0..<matrix.rowCount * matrix.columnCount).map { index in
        let source = owners[matrix.sourceGroup][matrix.unit(ofRow: index / matrix.columnCount)]
        let isInner = source == owners[matrix.destinationGroup][index % matrix.columnCount]
        return uniform.sample(using: &edges) < (isInner ? 0.9 : density)
      }
    }
    var weights = streams.generator("parameters")
    let parameters = Tensor([graph.network.layout.count]) { Normal(deviation: 0.3).fill(&$0, using: &weights) }
    return PartitionedModel(graph, workerCount: workerCount, owners: owners, kept: kept, parameters: parameters)
  }

  func inputs(batch: Int, seed: UInt64) -> Tensor {
    var rng = Streams(seed: seed).generator("inputs")
    return Tensor([batch] + graph.signals[0].shape) { Normal().fill(&$0, using: &rng) }
  }
}

extension PartitionedModel {
  /// The output of the whole network.
  func logits(_ input: Tensor) -> Tensor {
    graph.network.logits(input, at: NetworkState(parameters: parameters, moments: Tensor(zeros: [0])))
  }

  /// How far two ways to compute each output may lie apart by the rounding of sums in any order.
  ///
  /// A sum of n products, n − 1 additions and a bias errs by at most γₙ₊₂ = (n + 2) u / (1 − (n + 2) u) of the sum of the
  /// terms' magnitudes, u = 2⁻²⁴; two more additions join the terms of (6.2). Along the network magnitudes multiply as in the same
  /// network with |W|, |b| and |x|, whose output A is; ReLU and pooling enlarge no error. So each way lies within
  /// Σ_layers γ A of the exact value, two more roundings for each other step, and both within twice that of each other.
  func roundingBound(_ input: Tensor) -> [Float] {
    func magnitudes(_ x: Tensor) -> Tensor { Tensor(x.shape, x.scalars.map(abs)) }
    let magnitude = graph.network.logits(
      magnitudes(input), at: NetworkState(parameters: magnitudes(parameters), moments: Tensor(zeros: [0])))
    let roundings = matrices.reduce(2 * graph.steps.count) { $0 + $1.rowCount * $1.tapCount + 4 }
    let unit: Float = 0x1p-24
    return magnitude.scalars.map { 2.1 * Float(roundings) * unit * $0 }  // a tenth for terms of order u²
  }
}
