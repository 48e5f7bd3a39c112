import Foundation

/// What both ends know of a worker's past messages: a byte an element, and how many messages there were.
struct ContextHistory: Sendable, Equatable {
  /// The number of messages so far.
  var messageCount = 0
  /// The decayed mean magnitude of each element, flat as the layout.
  var magnitudes: [UInt8]
}

extension ContextHistory: Codable {
  private enum CodingKeys: CodingKey {
    case messageCount, magnitudes
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(messageCount, forKey: .messageCount)
    try container.encode(Data(magnitudes), forKey: .magnitudes)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    messageCount = try container.decode(Int.self, forKey: .messageCount)
    magnitudes = [UInt8](try container.decode(Data.self, forKey: .magnitudes))
  }
}
