/// Mean and spread of a quantity measured several times, such as once a repetition.
public struct SampleSummary: Sendable, Equatable {
  /// The number of measurements, n.
  public let count: Int
  /// Their mean; nan without any.
  public let mean: Double
  /// Their standard deviation with the divisor n − 1; nan for fewer than two.
  public let deviation: Double
  /// The standard error of the mean, deviation / √n.
  public var standardError: Double { deviation / Double(count).squareRoot() }

  /// Summarises measurements.
  public init(_ values: [Double]) {
    count = values.count
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = values.count < 2 ? .nan : (squares / Double(values.count - 1)).squareRoot()
  }
}
