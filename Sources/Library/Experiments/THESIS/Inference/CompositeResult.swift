import ModelPartition

/// What became of one trained network divided over sensors in several ways.
public struct CompositeResult: Sendable, Codable, Equatable {
  /// The connections between workers of one layer.
  public struct Layer: Sendable, Codable, Equatable {
    public let name: String
    /// Those that are kept, and those that there are with these owners.
    public let kept: Int, all: Int
  }

  /// One way to divide it, at one stage.
  public struct Point: Sendable, Codable, Equatable {
    public let scheme: PartitionScheme
    /// η₂; nil for the baseline.
    public let penalty: Double?
    /// Epochs of training after cutting.
    public let postEpochs: Int
    /// The share of the test samples whose class is found.
    public let accuracy: Double
    public let layers: [Layer]
    /// Values that the workers really sent each other for one sample. Comparing the outputs, which stay where they are
    /// computed, is not counted.
    public let valuesSent: Int

    /// Connections between workers that are kept, of all layers.
    public var kept: Int { layers.reduce(0) { $0 + $1.kept } }
    /// The kept share of the connections between workers.
    public var share: Double { Double(kept) / Double(max(1, layers.reduce(0) { $0 + $1.all })) }
  }

  /// The baseline, then all penalties in ascending order; the same order in all repetitions.
  public let points: [Point]
}
