import EntropyCoding
import GradientCoding
import HistoryCoding

extension LosslessCoder {
  /// The bytes of one layer's codes.
  ///
  /// - Parameters:
  ///   - codes: Codes of the layer's format, one a byte.
  ///   - code: What all workers were told of the layer, for this coder.
  /// - Throws: `EntropyCodingError` for codes that stand for no number.
  /// - Precondition: The coder is not ``contextRange``, which codes all layers together.
  /// - Complexity: O(n).
  func encode(_ codes: Span<UInt8>, with code: LayerCode) throws(EntropyCodingError) -> [UInt8] {
    let alphabetSize = code.quantizer.codeCount
    switch (self, code.model) {
    case (.modelHuffman, .huffman(let huffman)): return try huffman.encode(codes)
    case (.modelRange, .frequencies(let table)): return try table.encode(codes)
    case (.countedHuffman, _): return try HuffmanCode.encodeWithCode(codes, alphabetSize: alphabetSize)
    case (.adaptiveRange, _):
      var encoder = RangeEncoder(capacity: codes.count / 2)
      var model = try AdaptiveFrequencies(alphabetSize: alphabetSize)
      for index in codes.indices { try encoder.encode(Int(codes[index]), with: &model) }
      return encoder.finish()
    case (.lempelZiv78, _): return try LempelZiv78(alphabetSize: alphabetSize).encode(codes)
    case (.zlib, _): return try Deflate.encode(codes)
    case (.modelHuffman, _), (.modelRange, _), (.contextRange, _):
      preconditionFailure("\(self) has no code for a layer with the model \(code.model)")
    }
  }

  /// Decodes what ``encode(_:with:)`` gave for `count` codes.
  ///
  /// - Throws: `EntropyCodingError`, also where bytes follow.
  /// - Precondition: As ``encode(_:with:)``; `count` is not negative.
  /// - Complexity: O(`count` + bytes), whatever the bytes.
  func decode(
    _ bytes: [UInt8], count: Int, with code: LayerCode
  ) throws(EntropyCodingError) -> [UInt8] {
    let alphabetSize = code.quantizer.codeCount
    let codes: [UInt8], end: Int
    switch (self, code.model) {
    case (.modelHuffman, .huffman(let huffman)):
      let decoded = try huffman.decode(bytes.span, count: count)
      (codes, end) = (decoded.symbols, decoded.byteCount)
    case (.modelRange, .frequencies(let table)):
      let decoded = try table.decode(bytes.span, count: count)
      (codes, end) = (decoded.symbols, decoded.byteCount)
    case (.countedHuffman, _):
      let decoded = try HuffmanCode.decodeWithCode(bytes.span, count: count, alphabetSize: alphabetSize)
      (codes, end) = (decoded.symbols, decoded.byteCount)
    case (.adaptiveRange, _):
      var decoder = RangeDecoder(bytes)
      var model = try AdaptiveFrequencies(alphabetSize: alphabetSize)
      var symbols = [UInt8](repeating: 0, count: count)
      for index in symbols.indices { symbols[index] = try UInt8(decoder.decode(with: &model)) }
      (codes, end) = (symbols, try decoder.finish())
    case (.lempelZiv78, _):
      (codes, end) = try LempelZiv78(alphabetSize: alphabetSize).decode(bytes, count: count)
    case (.zlib, _): (codes, end) = (try Deflate.decode(bytes, count: count), bytes.count)
    case (.modelHuffman, _), (.modelRange, _), (.contextRange, _):
      preconditionFailure("\(self) has no code for a layer with the model \(code.model)")
    }
    guard end == bytes.count else { throw .trailing(offset: end, count: bytes.count - end) }
    return codes
  }
}
