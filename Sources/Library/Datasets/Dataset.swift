/// The pictures of one image-classification data set split, eight bits a channel, and how they become network input.
public struct Dataset: Sendable, Equatable {
  /// Where the pictures come from, as shown in plot titles, such as "MNIST" or "CIFAR-10, JPEG copy".
  public let title: String
  /// What a reader must know of content that is not as published; nil for published content.
  public let note: String?
  /// Height, width and channels of one picture.
  public let height: Int, width: Int, channels: Int
  /// Pixels in the order [image, row, column, channel].
  public let pixels: [UInt8]
  /// The class of each picture, `0..<classCount`.
  public let labels: [UInt8]
  /// The number of classes.
  public let classCount: Int
  /// SHA-256 of the unpacked content, in hexadecimal; a subset keeps the digest of the whole.
  public let digest: String
  /// Mean of each channel in units of full scale (255), subtracted from every pixel.
  public let mean: [Float]
  /// Deviation of each channel in units of full scale, by which every pixel is divided.
  public let deviation: [Float]

  /// The number of pictures.
  public var count: Int { labels.count }

  /// The number of values in one picture, height × width × channels.
  public var pictureSize: Int { height * width * channels }

  /// Creates a data set from pictures in memory.
  ///
  /// - Parameters:
  ///   - shape: Height, width and channels of one picture.
  ///   - pixels: `[image, row, column, channel]`, one picture for each label.
  ///   - labels: Classes in `0..<classCount`.
  ///   - mean: One value a channel, in units of full scale.
  ///   - deviation: One value a channel, positive, in units of full scale.
  /// - Complexity: O(number of pictures), for the check of the labels.
  public init(
    title: String, note: String? = nil, shape: (height: Int, width: Int, channels: Int), pixels: [UInt8],
    labels: [UInt8], classCount: Int, digest: String, mean: [Float], deviation: [Float]
  ) {
    precondition(shape.height > 0 && shape.width > 0 && shape.channels > 0, "a picture needs pixels")
    precondition(pixels.count == labels.count * shape.height * shape.width * shape.channels, "one label a picture")
    precondition(mean.count == shape.channels && deviation.count == shape.channels, "one moment a channel")
    precondition(deviation.allSatisfy { $0 > 0 }, "deviations are positive")
    precondition(labels.allSatisfy { Int($0) < classCount }, "labels lie below the class count")
    self.title = title
    self.note = note
    (height, width, channels) = shape
    self.pixels = pixels
    self.labels = labels
    self.classCount = classCount
    self.digest = digest
    self.mean = mean
    self.deviation = deviation
  }

  /// The pictures at `indices`, in that order.
  ///
  /// - Complexity: O(pixels copied).
  public func subset(_ indices: some Collection<Int>) -> Dataset {
    var chosen: [UInt8] = []
    chosen.reserveCapacity(indices.count * pictureSize)
    for index in indices {
      chosen.append(contentsOf: pixels[(index * pictureSize)..<((index + 1) * pictureSize)])
    }
    return Dataset(
      title: title, note: note, shape: (height, width, channels), pixels: chosen, labels: indices.map { labels[$0] },
      classCount: classCount, digest: digest, mean: mean, deviation: deviation)
  }

  /// The first `count` pictures, or all where there are fewer.
  public func prefix(_ count: Int) -> Dataset {
    precondition(count >= 0, "a count is not negative")
    return count >= self.count ? self : subset(0..<count)
  }

  /// The same pictures as network input in [0, 1]: no mean is subtracted, and black is 0.
  public var inUnitRange: Dataset {
    Dataset(
      title: title, note: note, shape: (height, width, channels), pixels: pixels, labels: labels,
      classCount: classCount, digest: digest, mean: Array(repeating: 0, count: channels),
      deviation: Array(repeating: 1, count: channels))
  }

  /// How many pictures there are of each class.
  public var histogram: [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }
}
