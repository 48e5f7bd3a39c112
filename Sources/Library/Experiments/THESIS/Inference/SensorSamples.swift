import DistributedLearning

/// What the sensors of a network observe together, with the class of each sample (THESIS, Section 6.5.1).
public protocol SensorSamples: Sendable {
  /// The number of samples.
  var count: Int { get }
  /// Some samples.
  ///
  /// - Parameter indices: Each in 0..<count.
  func batch(_ indices: [Int]) -> Batch
}
