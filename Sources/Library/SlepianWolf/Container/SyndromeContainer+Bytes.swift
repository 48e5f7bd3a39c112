import CZlib
import GradientCoding

extension SyndromeContainer {
  /// What a container begins with, before the version.
  static var magic: [UInt8] { Array("TGSW".utf8) }

  /// The bytes of the container.
  ///
  /// - Complexity: O(bytes).
  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: sections.reduce(32) { $0 + $1.message.count + 12 })
    writer.write(Self.magic)
    writer.write(Self.version)
    writer.write(integer: length)
    writer.write(words: [contentCheck])
    for section in sections {
      writer.write(words: [section.flips])
      writer.write(UInt8(section.code?.mother ?? RateAdaptiveCode.motherCount))
      if let code = section.code { writer.write(integer: code.syndromeLength) }
      writer.write(integer: section.message.count)
      writer.write(section.message)
    }
    writer.write(words: [writer.bytes.cyclicCheck])
    return writer.bytes
  }

  /// Reads a container from bytes that may be anything.
  ///
  /// - Throws: ``SyndromeContainerError/notAContainer``, ``SyndromeContainerError/unsupportedVersion(_:)`` or
  ///   ``SyndromeContainerError/damaged(offset:reason:)``.
  /// - Complexity: O(bytes), in time and memory, whatever they say.
  public init(bytes: [UInt8]) throws(SyndromeContainerError) {
    guard bytes.starts(with: Self.magic) else { throw .notAContainer }
    guard bytes.count > Self.magic.count else { throw .damaged(offset: bytes.count, reason: "it breaks off") }
    guard bytes[Self.magic.count] == Self.version else { throw .unsupportedVersion(bytes[Self.magic.count]) }
    let end = bytes.count - 4
    guard end > Self.magic.count else { throw .damaged(offset: bytes.count, reason: "it breaks off") }
    do throws(CodecError) {
      var check = ByteReader(bytes, section: end..<bytes.count, layer: nil)
      guard try check.word() == Array(bytes[..<end]).cyclicCheck else {
        throw .invalid(check.place, found: "another checksum", expected: "that of the bytes before it")
      }
      var reader = ByteReader(bytes, section: Self.magic.count + 1..<end, layer: nil)
      let length = try reader.integer("length", in: 0...Self.greatestLength)
      let contentCheck = try reader.word()
      var sections: [Section] = []
      for _ in 0..<(length + Self.sectionLength - 1) / Self.sectionLength { sections.append(try reader.section()) }
      try reader.finish()
      self.init(length: length, contentCheck: contentCheck, sections: sections)
    } catch {
      throw SyndromeContainerError(error)
    }
  }
}

extension ByteReader {
  fileprivate mutating func section() throws(CodecError) -> SyndromeContainer.Section {
    let start = place, flips = try word()
    guard 1...1 << 31 ~= flips else {
      throw .invalid(start, found: "a crossover of \(flips) / 2^32", expected: "1 to 2^31")
    }
    var code: SyndromeContainer.Section.Code?
    let mother = try integer("code", in: 0...RateAdaptiveCode.motherCount)
    if mother < RateAdaptiveCode.motherCount {
      code = .init(mother: mother, syndromeLength: try integer("syndrome length", in: 1...2 * 9_600))
    }
    let count = try integer("message length", in: 0...2 * SyndromeContainer.sectionLength)
    return SyndromeContainer.Section(flips: flips, code: code, message: try read(count: count))
  }
}

extension SyndromeContainerError {
  /// What a reader of bytes says, in a container's terms.
  fileprivate init(_ error: CodecError) {
    switch error {
    case .truncated(let place, let needed, let found):
      self = .damaged(offset: place.offset, reason: "\(needed) bytes expected, \(found) found")
    case .trailing(let place, let count): self = .damaged(offset: place.offset, reason: "\(count) bytes too many")
    case .invalid(let place, let found, let expected):
      self = .damaged(offset: place.offset, reason: "\(found), expected \(expected)")
    default: self = .damaged(offset: 0, reason: "\(error)")
    }
  }
}

extension [UInt8] {
  /// The CRC-32 of zip and zlib (ISO 3309).
  var cyclicCheck: UInt32 {
    withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }
}
