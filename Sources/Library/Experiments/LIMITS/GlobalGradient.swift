import Autodiff
import Datasets
import DistributedLearning
import Parallelism
import Randomness

/// The pictures that count as the global data set, and the gradient of the mean loss over all of them.
struct GlobalDataSet: Sendable {
  /// The pictures.
  let dataset: Dataset
  /// The pictures in equal runs, as the network reads them.
  private let runs: [Batch]
  private let network: Network

  /// Takes the first `pictures` pictures, less what does not fill a run of a thousand where there are more.
  init(_ network: Network, _ dataset: Dataset, pictures: Int) {
    let count = min(pictures, dataset.count), size = min(count, 1_000)
    self.network = network
    self.dataset = dataset.prefix(count / size * size)
    runs = (0..<count / size).map { Batch(dataset, $0 * size..<($0 + 1) * size) }
  }

  /// The gradient at a model: the mean over the runs.
  func gradient(at state: NetworkState, jobs: Int) async throws -> Tensor {
    let gradients = try await parallelMap(runs.count, jobs: jobs) { index in
      try await network.batchGradients(runs[index], workerCount: 1, at: state, jobs: 1)[0].gradient
    }
    return try await Tensor(meanOf: gradients, jobs: 1)
  }

  /// Local gradients, each from `batchSize` different pictures drawn from all; the batches are independent of one another.
  func localGradients(
    _ count: Int, batchSize: Int, at state: NetworkState, using rng: inout Philox
  ) async throws -> [Tensor] {
    var indices: [Int] = []
    for _ in 0..<count { indices += choice(batchSize, of: dataset.count, using: &rng) }
    return try await network.batchGradients(Batch(dataset, indices), workerCount: count, at: state, jobs: 1)
      .map(\.gradient)
  }
}

/// The elements of the gradient that are looked at, "dimensions" in LIMITS, III-B.
struct GradientDimensions: Sendable {
  /// The elements' places in the flat vector.
  let places: [Int]
  /// Where they lie: "fc1/kernel[3,7]".
  let names: [String]

  /// Draws two elements of each layer, from the stream "dimensions", and lists first one of each layer, then the others.
  ///
  /// An element whose global gradient at the model of the same stream is zero, such as the weight of a dead input, is drawn
  /// again.
  init(_ network: Network, _ global: GlobalDataSet, streams: Streams, jobs: Int) async throws {
    var rng = streams.generator("dimensions")
    let gradient = try await global.gradient(at: network.initialState(using: &rng), jobs: jobs).scalars
    var places: [Int] = []
    for _ in 0..<2 {
      for layer in network.layout.layers {
        var place: Int
        repeat {
          place = layer.range.lowerBound + rng.index(below: layer.range.count)
        } while gradient[place] == 0 || places.contains(place)
        places.append(place)
      }
    }
    self.places = places
    names = places.map { place in
      guard let entry = network.layout.entries.first(where: { $0.range.contains(place) }) else { return "\(place)" }
      let offset = place - entry.range.lowerBound, columns = entry.shape.last ?? 1
      return entry.shape.count == 1
        ? "\(entry.name)[\(offset)]" : "\(entry.name)[\(offset / columns),\(offset % columns)]"
    }
  }

  /// The elements of a gradient.
  func values(_ gradient: Tensor) -> [Float] {
    gradient.withSpan { span in places.map { span[$0] } }
  }
}
