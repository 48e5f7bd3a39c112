import Foundation
import Quantization
import Testing

@Suite struct MinifloatTests {
  /// The value of a code by IEEE 754's definition; nil for the reserved exponent.
  private func value(_ code: UInt8, exponentBits: Int, mantissaBits: Int) -> Double? {
    let mantissa = Double(Int(code) % (1 << mantissaBits)) / Foundation.pow(2, Double(mantissaBits))
    let field = (Int(code) >> mantissaBits) % (1 << exponentBits)
    guard field != (1 << exponentBits) - 1 else { return nil }
    let bias = Foundation.pow(2, Double(exponentBits - 1)) - 1
    let sign: Double = Int(code) >> (exponentBits + mantissaBits) == 1 ? -1 : 1
    let exponent = Double(max(field, 1)) - bias
    return sign * Foundation.pow(2, exponent) * (field == 0 ? mantissa : 1 + mantissa)
  }

  @Test func fp4HasTheElevenNumbers() throws {
    let quantizer = try MinifloatQuantizer(.e2m1)
    let points = (0..<quantizer.levelCount).map { quantizer.point(of: $0) }
    #expect(points == [-3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3])
  }

  /// All 256 codes of E5M2, all 16 of E2M1, and all of other formats.
  @Test(arguments: [(5, 2), (2, 1), (3, 2), (4, 3), (2, 5), (6, 1)])
  func everyCodeHasTheValueOfTheDefinition(exponentBits: Int, mantissaBits: Int) throws {
    let quantizer = try MinifloatQuantizer(Minifloat(exponentBits: exponentBits, mantissaBits: mantissaBits))
    var found = Set<Int>()
    for code in UInt8.min...UInt8.max {
      let expected =
        Int(code) < 2 << (exponentBits + mantissaBits)
        ? value(code, exponentBits: exponentBits, mantissaBits: mantissaBits) : nil
      let index = quantizer.index(ofCode: code)
      #expect(index.map { quantizer.point(of: $0) } == expected)
      guard let index else { continue }
      found.insert(index)
      #expect(quantizer.code(of: index) == code || expected == 0)
    }
    #expect(found.sorted() == Array(0..<quantizer.levelCount))
  }

  @Test func levelCountsAreThoseOfThePaper() throws {
    #expect(try MinifloatQuantizer(.e2m1).levelCount == 11)
    #expect(try MinifloatQuantizer(.e5m2).levelCount == 247)
    #expect(Minifloat.e5m2.greatestMagnitude == 57_344 && Minifloat.e5m2.magnitude(of: 1) == 0x1p-16)
  }

  @Test(arguments: [(1, 1), (7, 1), (2, 0), (5, 3), (-1, 2)])
  func formatsThatAreNoneAreRejected(exponentBits: Int, mantissaBits: Int) {
    #expect(throws: QuantizationError.invalidFormat(exponentBits: exponentBits, mantissaBits: mantissaBits)) {
      try Minifloat(exponentBits: exponentBits, mantissaBits: mantissaBits)
    }
  }

  @Test(arguments: [0, -1, .nan, .infinity, 1e30] as [Float])
  func scalesThatAreNoneAreRejected(scale: Float) {
    #expect(throws: QuantizationError.self) { try MinifloatQuantizer(.e2m1, scale: scale) }
  }
}
