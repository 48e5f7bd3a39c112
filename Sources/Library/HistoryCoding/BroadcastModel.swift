import Foundation
import GradientCoding

/// A model that was broadcast, and when; stored as the bit patterns of its numbers, least significant byte first.
public struct BroadcastModel: Sendable, Equatable {
  /// The round that began at it.
  public let round: Int
  /// Its parameters, flat as the layout.
  public let values: [Float]

  package init(round: Int, values: [Float]) {
    self.round = round
    self.values = values
  }

  /// Refuses a model that was stored by a half of another layout.
  package func check(_ layout: LayerLayout) throws(DecodingError) {
    guard values.count == layout.elementCount else {
      throw .otherState("a model of \(values.count) parameters, not of \(layout.elementCount)")
    }
  }
}

extension BroadcastModel: Codable {
  private enum CodingKeys: CodingKey {
    case round, values
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(round, forKey: .round)
    var writer = ByteWriter(capacity: 4 * values.count)
    writer.write(floats: values)
    try container.encode(Data(writer.bytes), forKey: .values)
  }

  /// Reads a model.
  ///
  /// - Throws: `DecodingError`, also where the bytes are no whole number of floats.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    round = try container.decode(Int.self, forKey: .round)
    let bytes = try container.decode(Data.self, forKey: .values)
    guard bytes.count.isMultiple(of: 4) else {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: container, debugDescription: "\(bytes.count) bytes of 32-bit floats")
    }
    var reader = ByteReader([UInt8](bytes))
    values = try (0..<bytes.count / 4).map { _ in try reader.float() }
  }
}
