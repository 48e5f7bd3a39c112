import Autodiff
import DistributedLearning
import Randomness

/// Locations of a target in the plane, whose coordinate x_i sensor i observes, with the region in which each lies: class 1
/// is blue, class 0 green (THESIS, Section 6.5.1, Setup 1).
///
/// The locations are uniform on [−1, 1)².
public struct TwoRegionSamples: SensorSamples {
  /// x₁ and x₂ of each location, [count × 2].
  private let locations: [Float]
  public let count: Int
  private let region: PlaneRegion

  /// Draws locations.
  ///
  /// - Parameter rng: A stream of which each coordinate takes one word.
  public init(_ region: PlaneRegion, count: Int, using rng: inout some RandomNumberGenerator) {
    let law = Uniform(low: -1, high: 1)
    self.region = region
    self.count = count
    locations = (0..<2 * count).map { _ in law.sample(using: &rng) }
  }

  public func batch(_ indices: [Int]) -> Batch {
    Batch(
      images: Tensor([indices.count, 2], indices.flatMap { locations[2 * $0..<2 * $0 + 2] }),
      labels: indices.map { region.isBlue(locations[2 * $0], locations[2 * $0 + 1]) ? 1 : 0 })
  }
}
