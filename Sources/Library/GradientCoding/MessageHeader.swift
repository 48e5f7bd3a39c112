/// What a message is for.
public enum MessageKind: UInt8, Sendable {
  /// A worker's gradient, to the server.
  case gradient = 1
  /// Other numbers of a worker, such as batch-norm moments, to the server; counted apart from gradients.
  case auxiliary = 2
  /// What all workers are told before a round.
  case broadcast = 3
  /// The server's wish for more from one worker.
  case request = 4
  /// A worker's answer to a request.
  case answer = 5
}

/// The start of every message: what it is, of which round and worker, and how long the sections of its layers are.
///
/// The bytes are, with integers as ``ByteWriter/write(integer:)`` writes them,
///
///     version (1 byte), kind (1 byte), round, worker + 1 or 0 for all, number of sections, length of each in bytes
///
/// and the sections follow in order, with nothing between or after them. A header has one form only.
public struct MessageHeader: Sendable, Equatable {
  /// The version of the format, the first byte of every message.
  public static let version: UInt8 = 1

  /// What the message is for.
  public let kind: MessageKind
  /// The round's index, in `0..<2³²`.
  public let round: Int
  /// The worker that sends or is sent the message, in `0..<2³²`, or nil for all.
  public let worker: Int?
  /// Where the sections are in the message, one for each layer.
  public let sections: [Range<Int>]
  /// The header's own bytes.
  public let bytes: [UInt8]

  /// The number of bytes of header and sections.
  public var messageLength: Int { sections.last?.upperBound ?? bytes.count }

  /// Creates the header of a message whose sections have the given lengths in bytes.
  ///
  /// - Precondition: `round` and `worker` lie in `0..<2³²`, no length is negative.
  public init(kind: MessageKind, round: Int, worker: Int?, lengths: [Int]) {
    precondition(Self.indices.contains(round), "round \(round)")
    precondition(worker.map(Self.indices.contains) ?? true, "worker \(worker ?? 0)")
    var writer = ByteWriter(capacity: 16 + 9 * lengths.count)
    writer.write(Self.version)
    writer.write(kind.rawValue)
    writer.write(integer: round)
    writer.write(integer: worker.map { $0 + 1 } ?? 0)
    writer.write(integer: lengths.count)
    for length in lengths { writer.write(integer: length) }
    self.init(kind: kind, round: round, worker: worker, bytes: writer.bytes, lengths: lengths)
  }

  /// Reads the header of a message that must be of one of the given kinds and have the given number of sections, and
  /// checks that the sections fill the message to its last byte.
  ///
  /// - Complexity: O(sections).
  /// - Throws: ``CodecError/truncated(_:needed:found:)``, ``CodecError/trailing(_:count:)`` or
  ///   ``CodecError/invalid(_:found:expected:)``.
  public init(of message: [UInt8], kinds: MessageKind..., sectionCount: Int) throws(CodecError) {
    var reader = ByteReader(message)
    _ = try reader.integer("version", in: Int(Self.version)...Int(Self.version))
    let kindPlace = reader.place
    let kindByte = try reader.byte()
    guard let kind = kinds.first(where: { $0.rawValue == kindByte }) else {
      throw .invalid(
        kindPlace, found: "kind \(kindByte)", expected: kinds.map { "\($0.rawValue)" }.joined(separator: " or "))
    }
    let round = try reader.integer("round", in: Self.indices)
    let worker = try reader.integer("worker + 1", in: 0...Self.indices.upperBound + 1)
    _ = try reader.integer("number of sections", in: sectionCount...sectionCount)
    var lengths: [Int] = []
    lengths.reserveCapacity(sectionCount)
    for _ in 0..<sectionCount {
      lengths.append(try reader.integer("section length", in: 0...Self.lengthLimit))
    }
    self.init(
      kind: kind, round: round, worker: worker > 0 ? worker - 1 : nil, bytes: Array(message[..<reader.offset]),
      lengths: lengths)
    for (layer, section) in sections.enumerated() where section.upperBound > message.count {
      throw .truncated(
        CodecError.Place(layer: layer, offset: section.lowerBound), needed: section.count,
        found: max(0, message.count - section.lowerBound))
    }
    guard messageLength == message.count else {
      throw .trailing(
        CodecError.Place(layer: sections.isEmpty ? nil : sections.count - 1, offset: messageLength),
        count: message.count - messageLength)
    }
  }

  private init(kind: MessageKind, round: Int, worker: Int?, bytes: [UInt8], lengths: [Int]) {
    self.kind = kind
    self.round = round
    self.worker = worker
    self.bytes = bytes
    var start = bytes.count
    sections = lengths.map { length in
      defer { start += length }
      return start..<start + length
    }
  }

  /// What rounds and workers are numbered with.
  static let indices = 0...Int(UInt32.max)
  /// No section is longer, in bytes; the sum of 2³⁰ such lengths is still an `Int`.
  static let lengthLimit = 1 << 32
}
