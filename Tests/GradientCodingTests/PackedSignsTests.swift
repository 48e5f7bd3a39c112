import GradientCoding
import Quantization
import Randomness
import Testing

@Suite struct PackedSignsTests {
  /// Numbers of both signs, zeros of both signs among them.
  private func values(_ count: Int, seed: UInt64) -> [Float] {
    var rng = Streams(seed: seed).generator("values")
    return (0..<count).map { _ in [0, -0.0, 1.5, -2, .leastNonzeroMagnitude, -.infinity][Int(rng.nextWord() % 6)] }
  }

  @Test(arguments: [0, 1, 7, 8, 63, 64, 65, 130, 1_000])
  func signsAreThoseOfTheQuantizerAndSurviveTheirBytes(count: Int) throws {
    let values = values(count, seed: 1), quantizer = try SignQuantizer(deviation: 1)
    let signs = PackedSigns(of: values.span)
    let expected = values.map { UInt8(quantizer.index(of: Double($0))) }
    #expect(signs.count == count && signs.bits == expected && signs.bytes.count == (count + 7) / 8)
    #expect(values.indices.allSatisfy { signs[$0] == (expected[$0] == 1) })
    #expect(signs.positiveCount == expected.count { $0 == 1 })
    #expect(PackedSigns(bits: expected.span) == signs)
    #expect(try PackedSigns(count: count, from: ByteReader(signs.bytes)) == signs)
  }

  @Test func otherLengthsAndBitsBeyondTheEndAreRefused() {
    #expect(
      throws: CodecError.invalid(.init(offset: 0), found: "3 bytes of signs", expected: "2 bytes")
    ) { try PackedSigns(count: 9, from: ByteReader([1, 1, 0])) }
    #expect(
      throws: CodecError.invalid(.init(offset: 0), found: "bits beyond the last sign", expected: "zeros")
    ) { try PackedSigns(count: 9, from: ByteReader([255, 3])) }
  }

  /// Against plain counting, for numbers of workers on both sides of powers of two.
  @Test(arguments: [1, 2, 3, 4, 7, 8, 10, 16, 33])
  func countsAreThoseOfPlainCounting(workers: Int) {
    for count in [1, 64, 100, 999] {
      let signs = (0..<workers).map { PackedSigns(of: values(count, seed: UInt64($0)).span) }
      var counter = SignCounter(count: count, limit: workers)
      for signs in signs { counter.add(signs) }
      let expected = (0..<count).map { i in UInt16(signs.count { $0[i] }) }
      #expect(counter.counts == expected && counter.added == workers)
    }
  }
}
