import GradientCoding
import Testing

@Suite struct MessageHeaderTests {
  /// Worker 2 in round 300, with sections of 3, 0 and 1 bytes.
  let header = MessageHeader(kind: .gradient, round: 300, worker: 2, lengths: [3, 0, 1])
  var message: [UInt8] { header.bytes + [10, 11, 12, 13] }

  func read(_ bytes: [UInt8], kind: MessageKind = .gradient, sectionCount: Int = 3) throws(CodecError) -> MessageHeader
  {
    try MessageHeader(of: bytes, kinds: kind, sectionCount: sectionCount)
  }

  @Test func bytesAreAsDocumented() {
    #expect(header.bytes == [1, 1, 0xAC, 2, 3, 3, 3, 0, 1])
    #expect(header.sections == [9..<12, 12..<12, 12..<13])
    #expect(header.messageLength == 13)
  }

  @Test func whatIsReadIsWhatWasWritten() throws {
    #expect(try read(message) == header)
    let broadcast = MessageHeader(kind: .broadcast, round: 0, worker: nil, lengths: [])
    #expect(try read(broadcast.bytes, kind: .broadcast, sectionCount: 0) == broadcast)
    let last = MessageHeader(kind: .answer, round: Int(UInt32.max), worker: Int(UInt32.max), lengths: [0])
    #expect(try read(last.bytes, kind: .answer, sectionCount: 1) == last)
  }

  @Test func everyShorterMessageIsTruncated() throws {
    for length in message.indices {
      let error = try #require(throws: CodecError.self) { try read(Array(message[..<length])) }
      guard case .truncated(let place, let needed, let found) = error else {
        Issue.record("\(error) for \(length) bytes")
        continue
      }
      #expect(place.offset <= length && needed > found)
    }
  }

  @Test func theSectionThatBreaksOffIsNamed() {
    #expect(throws: CodecError.truncated(.init(layer: 0, offset: 9), needed: 3, found: 2)) {
      try read(Array(message[..<11]))
    }
    #expect(throws: CodecError.truncated(.init(layer: 2, offset: 12), needed: 1, found: 0)) {
      try read(Array(message[..<12]))
    }
  }

  @Test func bytesAfterTheLastSectionAreTrailing() {
    #expect(throws: CodecError.trailing(.init(layer: 2, offset: 13), count: 2)) { try read(message + [0, 0]) }
  }

  /// One byte of the header replaced, or the reader's expectation.
  @Test func wrongFieldsAreNamedWithTheirPlace() {
    func replacing(_ index: Int, by byte: UInt8) -> [UInt8] {
      var bytes = message
      bytes[index] = byte
      return bytes
    }
    #expect(throws: CodecError.invalid(.init(offset: 0), found: "version 2", expected: "1")) {
      try read(replacing(0, by: 2))
    }
    #expect(throws: CodecError.invalid(.init(offset: 1), found: "kind 1", expected: "2")) {
      try read(message, kind: .auxiliary)
    }
    #expect(throws: CodecError.invalid(.init(offset: 1), found: "kind 6", expected: "1")) {
      try read(replacing(1, by: 6))
    }
    #expect(throws: CodecError.invalid(.init(offset: 5), found: "number of sections 3", expected: "4")) {
      try read(message, sectionCount: 4)
    }
  }

  /// A length near 2⁶³, so that a sum of two would overflow.
  @Test func absurdLengthsAreInvalid() {
    var writer = ByteWriter()
    writer.write([1, 1, 0, 1, 2] as [UInt8])
    writer.write(integer: .max)
    writer.write(integer: .max)
    #expect(
      throws: CodecError.invalid(
        .init(offset: 5), found: "section length \(Int.max)", expected: "0 to \(1 << 32)")
    ) {
      try read(writer.bytes, sectionCount: 2)
    }
  }
}
