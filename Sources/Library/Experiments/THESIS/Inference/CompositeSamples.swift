import Autodiff
import Datasets
import DistributedLearning
import Randomness

/// Pictures of a data set put side by side as channels, one for each sensor (THESIS, Section 6.5.1, Setups 2 and 3).
///
/// Sample i holds the pictures `pictures[i × P ..< (i + 1) × P]`; with pictures of C channels, channel k C + c of the
/// sample is channel c of sensor k's picture.
public struct CompositeSamples: SensorSamples {
  /// What the pictures are chosen from.
  public let dataset: Dataset
  /// The number of sensors P.
  public let sensorCount: Int
  /// The pictures of the samples, indices into the data set, [sample × P + sensor].
  public let pictures: [Int]
  /// The class of each sample.
  public let labels: [Int32]

  /// The number of samples.
  public var count: Int { labels.count }

  /// Creates samples.
  ///
  /// - Parameter label: The class of a sample of pictures with these classes.
  /// - Precondition: P pictures for each sample.
  public init(of dataset: Dataset, sensorCount: Int, pictures: [Int], label: ([Int]) -> Int) {
    precondition(sensorCount > 0 && pictures.count.isMultiple(of: sensorCount), "\(sensorCount) pictures in a sample")
    self.dataset = dataset
    self.sensorCount = sensorCount
    self.pictures = pictures
    labels = stride(from: 0, to: pictures.count, by: sensorCount).map { start in
      Int32(label(pictures[start..<start + sensorCount].map { Int(dataset.labels[$0]) }))
    }
  }

  /// Some samples, `[batch, row, column, P × channels]`, normalised as the data set is.
  ///
  /// - Complexity: O(values).
  public func batch(_ indices: [Int]) -> Batch {
    let (pixels, channels) = (dataset.height * dataset.width, dataset.channels)
    let width = sensorCount * channels
    let images = Tensor([indices.count, dataset.height, dataset.width, width]) { output in
      for sensor in 0..<sensorCount {
        let chosen = indices.map { pictures[$0 * sensorCount + sensor] }
        let seen = Tensor([indices.count * pixels, channels]) { dataset.write(chosen, into: &$0) }
        seen.withSpan { values in
          for pixel in 0..<indices.count * pixels {
            for channel in 0..<channels {
              output[pixel * width + sensor * channels + channel] = values[pixel * channels + channel]
            }
          }
        }
      }
    }
    return Batch(images: images, labels: indices.map { labels[$0] })
  }
}

extension CompositeSamples {
  /// Samples whose class is the rounded mean of digits (THESIS, Setup 2).
  ///
  /// Pictures are drawn uniformly and with replacement. A mean that ends in one half is rounded up.
  ///
  /// > Note: THESIS does not say how it rounds. The classes are not equally likely: the mean of six digits has a deviation
  /// > of 1.17, and the likeliest class, 5, has a share of 0.31.
  public static func meansOfDigits(
    _ dataset: Dataset, sensorCount: Int, count: Int, using rng: inout some RandomNumberGenerator
  ) -> CompositeSamples {
    let pictures = (0..<count * sensorCount).map { _ in rng.index(below: dataset.count) }
    return CompositeSamples(of: dataset, sensorCount: sensorCount, pictures: pictures, label: roundedMean)
  }

  /// The mean of digits rounded to the nearest integer, one half upwards: ⌊Σ d / P + 1/2⌋.
  static func roundedMean(_ digits: [Int]) -> Int {
    (2 * digits.reduce(0, +) + digits.count) / (2 * digits.count)
  }

  /// Samples of class 1 if any of the pictures shows an object, else 0 (THESIS, Setup 3).
  ///
  /// Both classes are equally likely. Given its class, a sample has the law of pictures drawn independently, each showing
  /// the object with the share that it has in the data set; pictures are drawn with replacement.
  ///
  /// > Note: THESIS does not say how it draws the pictures. Without the choice of equal classes, "none" would be right for
  /// > 81 % of pairs of pictures from ten classes.
  ///
  /// - Parameter object: The class of pictures that show the object; some pictures show it and some do not.
  public static func presence(
    of object: Int, _ dataset: Dataset, sensorCount: Int, count: Int, using rng: inout some RandomNumberGenerator
  ) -> CompositeSamples {
    let (shown, others) = (0..<dataset.count).reduce(into: ([Int](), [Int]())) { parts, index in
      if Int(dataset.labels[index]) == object { parts.0.append(index) } else { parts.1.append(index) }
    }
    precondition(!shown.isEmpty && !others.isEmpty, "pictures with the object and without it")
    var pictures: [Int] = []
    for _ in 0..<count {
      let isPresent = rng.index(below: 2) == 1
      var seen: [Bool]
      repeat {
        seen = (0..<sensorCount).map { _ in isPresent && rng.index(below: dataset.count) < shown.count }
      } while seen.contains(true) != isPresent
      pictures += seen.map { $0 ? shown[rng.index(below: shown.count)] : others[rng.index(below: others.count)] }
    }
    return CompositeSamples(of: dataset, sensorCount: sensorCount, pictures: pictures) { $0.contains(object) ? 1 : 0 }
  }
}
