import Autodiff
import Datasets
import ModelPartition
import Randomness

/// What sensors with pictures are to find out together (THESIS, Section 6.5.1).
public enum CompositeTask: String, Sendable, Codable, CaseIterable {
  /// Six sensors see a digit each; the class is the rounded mean of the digits (Setup 2).
  case digits
  /// Two cameras see a colour picture each; the class is whether any shows a dog (Setup 3).
  case dogs

  /// The class of dogs in CIFAR-10.
  static let dog = 5

  /// The number of sensors P, each of which is a worker.
  public var sensorCount: Int { self == .digits ? 6 : 2 }

  /// The sensor that observes each channel of the input.
  public var inputOwners: [Int] {
    (0..<sensorCount).flatMap { Array(repeating: $0, count: self == .digits ? 1 : 3) }
  }

  /// The network, which is trained without regard to the sensors.
  public var graph: LayerGraph {
    switch self {
    case .digits: .digits(sensorCount: sensorCount)
    case .dogs: .presence(sensorCount: sensorCount)
    }
  }

  /// Samples of pictures of a data set.
  public func samples(
    _ dataset: Dataset, count: Int, using rng: inout some RandomNumberGenerator
  ) -> CompositeSamples {
    switch self {
    case .digits: .meansOfDigits(dataset, sensorCount: sensorCount, count: count, using: &rng)
    case .dogs: .presence(of: Self.dog, dataset, sensorCount: sensorCount, count: count, using: &rng)
    }
  }
}
