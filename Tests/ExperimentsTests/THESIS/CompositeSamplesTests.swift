import Autodiff
import Datasets
import DistributedLearning
import Randomness
import Testing

@testable import Experiments

/// Composite samples of some painted pictures.
@Suite struct CompositeSamplesTests {
  private let digits = SyntheticDigits(.handwritten, count: 200, seed: 1).dataset()
  private let coloured = SyntheticDigits(.coloured, count: 200, seed: 2).dataset()

  private func generator(_ seed: UInt64) -> Philox { Streams(seed: seed).generator("test") }

  /// By hand: sums of 26, 27 and 33 of six digits are means of 4.33, 4.5 and 5.5.
  @Test func halvesAreRoundedUp() {
    let cases: [([Int], Int)] = [
      ([4, 4, 4, 4, 5, 5], 4), ([4, 4, 4, 5, 5, 5], 5), ([5, 5, 5, 6, 6, 6], 6), ([0, 0, 0, 0, 0, 0], 0),
      ([9, 9, 9, 9, 9, 9], 9), ([0, 0, 0, 0, 1, 1], 0), ([9, 9, 9, 8, 8, 8], 9), ([1, 2], 2),
    ]
    for (digits, mean) in cases { #expect(CompositeSamples.roundedMean(digits) == mean) }
  }

  /// The labels are the rounded means of the chosen pictures' labels, and one stream gives the same samples again.
  @Test func labelsFollowFromThePictures() {
    var (first, second, other) = (generator(3), generator(3), generator(4))
    let samples = CompositeSamples.meansOfDigits(digits, sensorCount: 6, count: 300, using: &first)
    for sample in 0..<samples.count {
      let sum = (0..<6).reduce(0) { $0 + Int(digits.labels[samples.pictures[sample * 6 + $1]]) }
      #expect(Int(samples.labels[sample]) == Int((Double(sum) / 6 + 0.5).rounded(.down)))
    }
    #expect(samples.count == 300)
    #expect(
      CompositeSamples.meansOfDigits(digits, sensorCount: 6, count: 300, using: &second).pictures == samples.pictures)
    #expect(
      CompositeSamples.meansOfDigits(digits, sensorCount: 6, count: 300, using: &other).pictures != samples.pictures)
  }

  /// Channel k of a sample of digits is what the data set gives for the picture of sensor k, and channels 3 k to 3 k + 2
  /// one of colours.
  @Test func channelsAreSensors() throws {
    var rng = generator(5)
    for (dataset, sensorCount) in [(digits, 6), (coloured, 2)] {
      let samples =
        sensorCount == 6
        ? CompositeSamples.meansOfDigits(dataset, sensorCount: 6, count: 20, using: &rng)
        : CompositeSamples.presence(of: 5, dataset, sensorCount: 2, count: 20, using: &rng)
      let chosen = [7, 0, 19], channels = dataset.channels, pixels = dataset.height * dataset.width
      let batch = samples.batch(chosen)
      #expect(batch.images.shape == [3, dataset.height, dataset.width, sensorCount * channels])
      #expect(batch.labels == chosen.map { samples.labels[$0] })
      let values = batch.images.scalars
      for (row, sample) in chosen.enumerated() {
        for sensor in 0..<sensorCount {
          let picture = Batch(dataset, [samples.pictures[sample * sensorCount + sensor]]).images.scalars
          let difference = (0..<pixels * channels).first { index in
            let (pixel, channel) = index.quotientAndRemainder(dividingBy: channels)
            let place = ((row * pixels + pixel) * sensorCount + sensor) * channels + channel
            return values[place] != picture[index]
          }
          #expect(difference == nil)
        }
      }
    }
  }

  /// Of 4,000 samples half show the object, within 5 standard deviations of 31.6; both cameras do in p / (2 − p) of
  /// them, with p the object's share of the pictures; 5 standard deviations of at most 13.
  @Test(arguments: [1, 2, 3] as [UInt64]) func presenceIsAsLikelyAsAbsence(seed: UInt64) {
    var rng = generator(seed)
    let samples = CompositeSamples.presence(of: 5, coloured, sensorCount: 2, count: 4_000, using: &rng)
    var (present, both) = (0, 0)
    for sample in 0..<samples.count {
      let shown = (0..<2).count { coloured.labels[samples.pictures[sample * 2 + $0]] == 5 }
      #expect(samples.labels[sample] == (shown > 0 ? 1 : 0))
      present += shown > 0 ? 1 : 0
      both += shown == 2 ? 1 : 0
    }
    #expect(abs(present - 2_000) < 160)
    let share = Double(coloured.histogram[5]) / Double(coloured.count)
    #expect(abs(Double(both) - 2_000 * share / (2 - share)) < 65)
  }
}
