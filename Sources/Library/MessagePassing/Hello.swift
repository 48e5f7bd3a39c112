import Foundation

/// What a process was set up with, which must be the same everywhere; told in the first exchange.
public struct Hello: Sendable, Equatable {
  /// A setting by its name.
  public struct Field: Sendable, Codable, Equatable {
    public let name: String, value: String
  }

  /// The version of the exchange between processes; other versions are refused.
  public static let version: UInt8 = 1

  private let version: UInt8
  /// The settings in their order.
  public let fields: [Field]

  /// Names settings: everything that a training depends on.
  public init(_ settings: KeyValuePairs<String, any CustomStringConvertible>, version: UInt8 = Self.version) {
    self.version = version
    fields = settings.map { Field(name: $0.key, value: $0.value.description) }
  }

  /// The version, and the fields as JSON.
  ///
  /// - Throws: `EncodingError`.
  func bytes() throws -> [UInt8] { [version] + (try JSONEncoder().encode(fields)) }

  /// Compares the bytes of another process's hello.
  ///
  /// - Throws: ``MessagePassingError/disagreement(rank:name:found:expected:)`` for the first setting that differs,
  ///   ``MessagePassingError/unreadable(rank:_:)``.
  func check(_ other: IncomingMessage) throws(MessagePassingError) {
    guard let theirs = other.bytes.first else { throw .unreadable(rank: other.rank, .hello) }
    guard theirs == version else {
      throw .disagreement(
        rank: other.rank, name: "version of the exchange", found: "\(theirs)", expected: "\(version)")
    }
    guard let found = try? JSONDecoder().decode([Field].self, from: Data(other.bytes.dropFirst())),
      found.map(\.name) == fields.map(\.name)
    else { throw .unreadable(rank: other.rank, .hello) }
    for (mine, theirs) in zip(fields, found) where mine != theirs {
      throw .disagreement(rank: other.rank, name: mine.name, found: theirs.value, expected: mine.value)
    }
  }
}
