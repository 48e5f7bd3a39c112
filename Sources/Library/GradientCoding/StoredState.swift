import Foundation

/// What is kept between rounds, as it is stored: binary property lists.
package enum StoredState {
  /// The bytes of a value.
  ///
  /// - Throws: `EncodingError`.
  package static func data(of value: some Encodable) throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(value)
  }

  /// The value that bytes hold.
  ///
  /// - Throws: `DecodingError` for whatever is wrong with the bytes, also where Foundation or the value has errors of its own.
  package static func value<Value: Decodable>(_: Value.Type, from data: Data) throws(DecodingError) -> Value {
    do {
      return try PropertyListDecoder().decode(Value.self, from: data)
    } catch let error as DecodingError {
      throw error
    } catch {
      throw .dataCorrupted(.init(codingPath: [], debugDescription: "\(error)", underlyingError: error))
    }
  }
}

extension DecodingError {
  /// A state that was read but is not of the half, server or training that is to go on with it.
  package static func otherState(_ words: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: words))
  }
}
