import Autodiff
import Foundation
import Testing

@Suite struct StoredTensorTests {
  private struct Raw: Codable {
    var shape: [Int], numbers: Data
  }

  /// Every class of floats, with NaN of both kinds and a payload, and a view of some rows.
  @Test func allBitPatternsComeBack() throws {
    let patterns: [UInt32] = [
      0, 0x8000_0000, 1, 0x007F_FFFF, 0x3F80_0000, 0xFF7F_FFFF, 0x7F80_0000, 0x7FC0_0000, 0x7F80_0001, 0xFFA1_B2C3,
    ]
    let tensor = Tensor([5, 2], patterns.map { Float(bitPattern: $0) })
    for part in [tensor, tensor.rows(1..<4), tensor.rows(2..<2), Tensor(zeros: [])] {
      let json = try JSONDecoder().decode(Tensor.self, from: JSONEncoder().encode(part))
      let list = try PropertyListDecoder().decode(Tensor.self, from: PropertyListEncoder().encode(part))
      for found in [json, list] {
        #expect(found.shape == part.shape)
        #expect(found.scalars.map(\.bitPattern) == part.scalars.map(\.bitPattern))
      }
    }
  }

  /// 1.5 is 3FC00000₁₆.
  @Test func numbersAreLeastSignificantByteFirst() throws {
    let raw = try JSONDecoder().decode(Raw.self, from: JSONEncoder().encode(Tensor([1], [1.5])))
    #expect(raw.shape == [1] && Array(raw.numbers) == [0, 0, 0xC0, 0x3F])
  }

  @Test(arguments: [([2], 4), ([2], 12), ([1], 3), ([-1], 4), ([-1, -1], 4), ([1 << 32, 1 << 32], 0), ([], 0)])
  func numbersFitTheShape(shape: [Int], byteCount: Int) throws {
    let stored = try JSONEncoder().encode(Raw(shape: shape, numbers: Data(count: byteCount)))
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Tensor.self, from: stored) }
  }
}
