import Foundation

/// Tensors are stored as their shape and the bit patterns of their numbers, least significant byte first.
extension Tensor: Codable {
  private enum CodingKeys: CodingKey {
    case shape, numbers
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(shape, forKey: .shape)
    let words = scalars.map(\.bitPattern.littleEndian)
    try container.encode(words.withUnsafeBytes { Data($0) }, forKey: .numbers)
  }

  /// Reads a tensor.
  ///
  /// - Throws: `DecodingError`, also where the numbers are not as many as the shape says.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let shape = try container.decode([Int].self, forKey: .shape)
    let numbers = try container.decode(Data.self, forKey: .numbers)
    let byteCount = shape.reduce(MemoryLayout<Float>.size as Int?) { count, length in
      guard let count, length >= 0 else { return nil }
      let (product, overflows) = count.multipliedReportingOverflow(by: length)
      return overflows ? nil : product
    }
    guard byteCount == numbers.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .numbers, in: container, debugDescription: "\(numbers.count) bytes for a tensor of shape \(shape)")
    }
    self.init(
      shape,
      numbers.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count, by: 4).map { offset in
          Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        }
      })
  }
}
