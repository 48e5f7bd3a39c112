import Foundation
import GradientCoding
import Testing

@Suite struct StoredStateTests {
  /// Every list with one byte changed is read or refused by a `DecodingError`; Foundation alone has errors that are none of these
  /// where a list refers to objects that it does not have.
  @Test func whateverIsWrongWithBytesIsADecodingError() throws {
    let value = ["round": 3], list = try StoredState.data(of: value)
    #expect(try StoredState.value([String: Int].self, from: list) == value)
    var foreignErrors = 0
    for place in list.indices {
      for byte in 0...UInt8.max {
        var bytes = list
        bytes[place] = byte
        do throws(DecodingError) {
          _ = try StoredState.value([String: Int].self, from: bytes)
        } catch {
          let plain = #expect(throws: (any Error).self) {
            try PropertyListDecoder().decode([String: Int].self, from: bytes)
          }
          if !(plain is DecodingError) { foreignErrors += 1 }
        }
      }
    }
    #expect(foreignErrors > 0)
  }
}
