import Foundation

/// 32-bit floats in what a half keeps between rounds, stored as their bit patterns, least significant byte first.
public struct StoredFloats: Sendable, Equatable, Codable {
  /// The floats.
  public let values: [Float]

  /// Creates what stands for floats.
  public init(_ values: [Float]) {
    self.values = values
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    var writer = ByteWriter(capacity: 4 * values.count)
    writer.write(floats: values)
    try container.encode(Data(writer.bytes))
  }

  /// Reads floats.
  ///
  /// - Throws: `DecodingError`, also where the bytes are no whole number of floats.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let bytes = try container.decode(Data.self)
    guard bytes.count.isMultiple(of: 4) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(bytes.count) bytes of 32-bit floats")
    }
    var reader = ByteReader([UInt8](bytes))
    values = try (0..<bytes.count / 4).map { _ in try reader.float() }
  }
}
