import Datasets
import Testing

/// Pixels without normalisation.
@Suite struct UnitRangeTests {
  /// Black is 0 and white is 1, whatever the moments of the set.
  @Test func pixelsAreDividedByFullScale() {
    let pictures = Dataset(
      title: "t", shape: (height: 1, width: 3, channels: 1), pixels: [0, 51, 255], labels: [0], classCount: 1,
      digest: "d", mean: [0.3], deviation: [0.2])
    var values = [Float](repeating: -1, count: 3)
    var span = values.mutableSpan
    pictures.inUnitRange.write([0], into: &span)
    #expect(abs(values[1] - 0.2) < 1e-6 && abs(values[0]) < 1e-6 && abs(values[2] - 1) < 1e-6)
    #expect(pictures.inUnitRange.digest == pictures.digest && pictures.inUnitRange.labels == pictures.labels)
  }
}
