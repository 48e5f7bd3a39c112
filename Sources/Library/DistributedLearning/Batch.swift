import Autodiff
import Datasets

/// Pictures with their labels, as a network reads them.
public struct Batch: Sendable {
  /// `[batch, row, column, channel]`.
  public let images: Tensor
  public let labels: [Int32]

  /// Creates a batch.
  ///
  /// - Precondition: There is a label for each picture.
  public init(images: Tensor, labels: [Int32]) {
    precondition(images.rowCount == labels.count, "\(labels.count) labels for \(images.rowCount) pictures")
    self.images = images
    self.labels = labels
  }

  /// Normalised pictures of a data set, or their middle `crop` rows and columns.
  public init(_ dataset: Dataset, _ indices: some Collection<Int>, crop: Int? = nil) {
    let labels = indices.map { Int32(dataset.labels[$0]) }
    let (height, width) = crop.map { ($0, $0) } ?? (dataset.height, dataset.width)
    let images = Tensor([indices.count, height, width, dataset.channels]) { pixels in
      if let crop { dataset.write(indices, crop: crop, into: &pixels) } else { dataset.write(indices, into: &pixels) }
    }
    self.init(images: images, labels: labels)
  }

  /// `crop` × `crop` windows at random places of normalised pictures, those of each part by its generator.
  public init<Generator: RandomNumberGenerator>(
    _ dataset: Dataset, _ parts: [[Int]], crop: Int, using generators: inout [Generator]
  ) {
    precondition(parts.count == generators.count, "\(generators.count) generators for \(parts.count) parts")
    var pixels: [Float] = []
    for (index, part) in parts.enumerated() {
      let windows = Tensor([part.count, crop, crop, dataset.channels]) { output in
        dataset.write(part, crop: crop, into: &output, using: &generators[index])
      }
      pixels += windows.scalars
    }
    let images = Tensor([parts.reduce(0) { $0 + $1.count }, crop, crop, dataset.channels], pixels)
    self.init(images: images, labels: parts.flatMap { $0.map { Int32(dataset.labels[$0]) } })
  }
}
