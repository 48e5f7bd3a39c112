import GradientCoding
import Testing

@Suite struct ByteReaderTests {
  /// By hand: seven bits a byte, the least significant first.
  static let forms: [(Int, [UInt8])] = [
    (0, [0]), (1, [1]), (127, [127]), (128, [128, 1]), (300, [0xAC, 2]), (16_383, [255, 127]),
    (Int.max, [255, 255, 255, 255, 255, 255, 255, 255, 127]),
  ]

  @Test(arguments: forms) func integersHaveTheirForm(value: Int, form: [UInt8]) throws {
    var writer = ByteWriter()
    writer.write(integer: value)
    #expect(writer.bytes == form)
    var reader = ByteReader(form)
    #expect(try reader.integer() == value)
    try reader.finish()
  }

  @Test(arguments: forms) func integersThatBreakOffAreTruncated(value: Int, form: [UInt8]) {
    for length in form.indices {
      var reader = ByteReader(Array(form[..<length]))
      #expect(throws: CodecError.truncated(.init(offset: 0), needed: length + 1, found: length)) {
        try reader.integer()
      }
      #expect(reader.offset == 0)
    }
  }

  @Test(arguments: [[128, 0], [0xAC, 2 | 128, 0], Array(repeating: 128, count: 9) + [1]] as [[UInt8]])
  func otherFormsAreInvalid(bytes: [UInt8]) throws {
    var reader = ByteReader(bytes)
    let error = try #require(throws: CodecError.self) { try reader.integer() }
    guard case .invalid(CodecError.Place(offset: 0), _, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reader.offset == 0)
  }

  @Test func bytesComeAsTheyAreOrNotAtAll() throws {
    var writer = ByteWriter()
    writer.write([7, 8, 9])
    var reader = ByteReader(writer.bytes)
    #expect(try reader.read(count: 2) == [7, 8])
    #expect(throws: CodecError.truncated(CodecError.Place(offset: 2), needed: 2, found: 1)) {
      try reader.read(count: 2)
    }
    #expect(try reader.read(count: 0) == [] && reader.offset == 2)
  }

  @Test func valuesOutsideTheirRangeAreNamed() {
    var reader = ByteReader([9, 7, 1], section: 1..<2, layer: 4)
    let place = CodecError.Place(layer: 4, offset: 1)
    #expect(throws: CodecError.invalid(place, found: "level 7", expected: "0 to 6")) {
      try reader.integer("level", in: 0...6)
    }
    #expect(throws: CodecError.trailing(place, count: 1)) { try reader.finish() }
    #expect(throws: Never.self) { try reader.integer("level", in: 0...7) }
    #expect(throws: CodecError.truncated(.init(layer: 4, offset: 2), needed: 1, found: 0)) { try reader.byte() }
  }

  @Test func floatsAreBitPatternsLeastSignificantByteFirst() throws {
    let values: [Float] = [1, -0.0, .init(bitPattern: 0x7FA1_B2C3)]
    var writer = ByteWriter()
    writer.write(floats: values)
    #expect(writer.bytes == [0, 0, 0x80, 0x3F, 0, 0, 0, 0x80, 0xC3, 0xB2, 0xA1, 0x7F])
    var reader = ByteReader(writer.bytes + [1, 2, 3])
    for value in values { #expect(try reader.float().bitPattern == value.bitPattern) }
    #expect(throws: CodecError.truncated(.init(offset: 12), needed: 4, found: 3)) { try reader.float() }
    #expect(reader.offset == 12)
  }
}
