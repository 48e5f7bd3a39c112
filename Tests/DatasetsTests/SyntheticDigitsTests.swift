import Testing

@testable import Datasets

@Suite struct SyntheticDigitsTests {
  @Test(arguments: SyntheticDigits.Kind.allCases)
  func aPictureDependsOnItsIndexAlone(kind: SyntheticDigits.Kind) throws {
    let many = SyntheticDigits(kind, count: 200, seed: 1).dataset()
    let few = SyntheticDigits(kind, count: 50, seed: 1).dataset()
    #expect(many.prefix(50).pixels == few.pixels && many.prefix(50).labels == few.labels)
    let other = SyntheticDigits(kind, count: 50, seed: 2).dataset()
    let test = SyntheticDigits(kind, count: 50, seed: 1, split: .test).dataset()
    #expect(other.pixels != few.pixels && test.pixels != few.pixels && test.digest != few.digest)
  }

  /// Digests of the first 100 pictures of seed 1, taken from this code in a release build: the same bytes come from any
  /// build. A deliberate change of the pictures changes them, and every stored result that was made with them.
  @Test(
    arguments: [
      (.handwritten, "77e30afb9fbc83565c9a9dabb4c409b3472f9e8834a6cd6cd8c3f18503f9f314"),
      (.coloured, "28cf0b42a57a667fec0a7aeb1cf4ae550af737bad2e9e279ce7f10e66ec21711"),
    ] as [(SyntheticDigits.Kind, String)])
  func picturesStayTheSame(kind: SyntheticDigits.Kind, digest: String) throws {
    #expect(SyntheticDigits(kind, count: 100, seed: 1).dataset().digest == digest)
  }

  @Test func shapesAndTitlesAreStated() throws {
    let gray = SyntheticDigits(.handwritten, count: 3, seed: 1).dataset()
    #expect(gray.pictureSize == 784 && gray.channels == 1 && gray.title == "embedded synthetic digits")
    let coloured = SyntheticDigits(.coloured, count: 3, seed: 1).dataset()
    #expect(coloured.pictureSize == 3072 && coloured.channels == 3)
    #expect(coloured.title == "embedded synthetic coloured digits")
  }

  /// Each class has np = 500 of 5,000 pictures within five deviations, √(np(1 − p)) = 21.2 each.
  @Test func classesAreEquallyLikely() throws {
    let set = SyntheticDigits(.handwritten, count: 5_000, seed: 3).dataset()
    #expect(set.histogram.allSatisfy { abs($0 - 500) < 107 })
  }

  /// The stated moments are those of 60,000 pictures, rounded to 0.01; 2,000 pictures of other seeds stray less than
  /// 0.01 more, for the means of single pictures deviate by 0.03 (gray) and 0.2 (coloured), over √2000.
  @Test(arguments: SyntheticDigits.Kind.allCases, [4, 5] as [UInt64])
  func statedMomentsAreThoseOfThePictures(kind: SyntheticDigits.Kind, seed: UInt64) throws {
    let set = SyntheticDigits(kind, count: 2_000, seed: seed).dataset()
    for channel in 0..<set.channels {
      let values = stride(from: channel, to: set.pixels.count, by: set.channels).map { Double(set.pixels[$0]) / 255 }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      #expect(abs(mean - Double(set.mean[channel])) < 0.015)
      #expect(abs(variance.squareRoot() - Double(set.deviation[channel])) < 0.015)
    }
  }

  /// Nearest class mean, as the simplest learner: the digits are neither noise (0.1) nor trivial.
  @Test func classesCanBeToldApart() throws {
    let train = SyntheticDigits(.handwritten, count: 4_000, seed: 1).dataset()
    let test = SyntheticDigits(.handwritten, count: 1_000, seed: 1, split: .test).dataset()
    var sums = [[Float]](repeating: [Float](repeating: 0, count: 784), count: 10)
    for index in 0..<train.count {
      for k in 0..<784 { sums[Int(train.labels[index])][k] += Float(train.pixels[784 * index + k]) }
    }
    let means = zip(sums, train.histogram).map { sum, count in sum.map { $0 / Float(count) } }
    var right = 0
    for index in 0..<test.count {
      let picture = test.pixels[(784 * index)..<(784 * (index + 1))].map { Float($0) }
      let distances = means.map { mean in zip(picture, mean).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
      if distances.indices.min(by: { distances[$0] < distances[$1] }) == Int(test.labels[index]) { right += 1 }
    }
    #expect((300...900).contains(right))
  }

  /// By hand: a line of half width 1 along row 8 covers its own row whole, its neighbours ((1.5)² − 1) / 2 = 0.625, and
  /// nothing two rows away.
  @Test func linesHaveSoftEdges() {
    var canvas = Canvas(height: 16)
    canvas.line(from: [2, 8], to: [29, 8], radius: 1)
    #expect(canvas.ink(row: 8, column: 20) == 1)
    #expect(canvas.ink(row: 7, column: 15) == 0.625 && canvas.ink(row: 9, column: 16) == 0.625)
    #expect(canvas.ink(row: 6, column: 20) == 0 && canvas.ink(row: 8, column: 31) == 0)
    canvas.clear()
    #expect(canvas.ink(row: 8, column: 20) == 0)
  }
}
