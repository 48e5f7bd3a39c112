import Randomness
import Testing

@testable import Datasets

@Suite struct DatasetTests {
  /// Four pictures of 5 × 6 pixels and 2 channels.
  private static let set = Dataset(
    title: "test", shape: (5, 6, 2), pixels: Fixture.pattern(4 * 60), labels: [0, 1, 2, 1], classCount: 3, digest: "",
    mean: [0.25, 0.5], deviation: [0.5, 0.125])

  /// (pixel / 255 − mean) / deviation in Double. The values are below 4 and take three roundings in Float, of the
  /// factor, the product and the sum, each below 2⁻²³ of 8: together less than 3e-6.
  private func value(_ picture: Int, _ row: Int, _ column: Int, _ channel: Int) -> Double {
    let pixel = Double(Self.set.pixels[((picture * 5 + row) * 6 + column) * 2 + channel])
    return (pixel / 255 - [0.25, 0.5][channel]) / [0.5, 0.125][channel]
  }

  private func expect(
    _ values: [Float], are picture: Int, _ rows: Range<Int>, _ columns: Range<Int>, at start: Int
  ) {
    var place = start
    for row in rows {
      for column in columns {
        for channel in 0..<2 {
          #expect(abs(Double(values[place]) - value(picture, row, column, channel)) < 3e-6)
          place += 1
        }
      }
    }
  }

  @Test func picturesAreNormalisedChannelByChannel() {
    var values = [Float](repeating: .nan, count: 3 * 60)
    var span = values.mutableSpan
    Self.set.write([2, 0, 2], into: &span)
    for (place, picture) in [2, 0, 2].enumerated() { expect(values, are: picture, 0..<5, 0..<6, at: 60 * place) }
  }

  @Test func centreCropsAreTheMiddle() {
    var values = [Float](repeating: .nan, count: 2 * 18)
    var span = values.mutableSpan
    Self.set.write([1, 3], crop: 3, into: &span)
    for (place, picture) in [1, 3].enumerated() { expect(values, are: picture, 1..<4, 1..<4, at: 18 * place) }
  }

  /// Every window of 3 × 3 appears: 12 places, 400 draws; one is missed with probability 12 (11/12)⁴⁰⁰ < 1e-14.
  @Test func randomCropsAreWindowsAndReachAll() {
    var rng = Streams(seed: 1).generator("crops")
    var values = [Float](repeating: .nan, count: 400 * 18)
    var span = values.mutableSpan
    Self.set.write([Int](repeating: 1, count: 400), crop: 3, into: &span, using: &rng)
    var windows: [[Float]] = []
    for row in 0..<3 {
      for column in 0..<4 {
        windows.append(
          (0..<18).map { k in
            Float(value(1, row + k / 6, column + k % 6 / 2, k % 2))
          })
      }
    }
    var found = [Int](repeating: 0, count: 12)
    for draw in 0..<400 {
      let crop = values[(18 * draw)..<(18 * draw + 18)]
      let window = windows.firstIndex { zip($0, crop).allSatisfy { abs($0 - $1) < 3e-6 } }
      #expect(window != nil)
      if let window { found[window] += 1 }
    }
    #expect(found.allSatisfy { $0 > 0 })
  }

  @Test func subsetsKeepOrderAndDigest() {
    let subset = Self.set.subset([3, 0])
    #expect(subset.labels == [1, 0])
    #expect(subset.pixels == Array(Self.set.pixels[180...]) + Array(Self.set.pixels[..<60]))
    #expect(Self.set.prefix(2) == Self.set.subset([0, 1]) && Self.set.prefix(9) == Self.set)
    #expect(Self.set.histogram == [1, 2, 1])
  }
}
