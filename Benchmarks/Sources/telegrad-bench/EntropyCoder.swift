import EntropyCoding
import Foundation

/// A coder of symbols of four bits.
struct EntropyCoder {
  static let alphabetSize = 16

  let name: String
  let encode: (_ symbols: [UInt8]) throws -> [UInt8]
  let decode: (_ bytes: [UInt8], _ count: Int) throws -> [UInt8]

  static var all: [EntropyCoder] { [huffman, range, rangeBySymbol, adaptive, bits] }

  /// The table that both ends know.
  static func table() throws -> FrequencyTable {
    try FrequencyTable(probabilities: (0..<alphabetSize).map { exp(-abs(Double($0) - 7.5) / 1.6) }, totalBits: 14)
  }

  /// The code is made from the counts, and sent.
  private static var huffman: EntropyCoder {
    EntropyCoder(
      name: "huffman", encode: { try HuffmanCode.encodeWithCode($0.span, alphabetSize: alphabetSize) },
      decode: { try HuffmanCode.decodeWithCode($0.span, count: $1).symbols })
  }

  private static var range: EntropyCoder {
    EntropyCoder(
      name: "range", encode: { try table().encode($0.span) }, decode: { try table().decode($0.span, count: $1).symbols }
    )
  }

  private static var rangeBySymbol: EntropyCoder { bySymbol("range-by-symbol") { try table() } }

  private static var adaptive: EntropyCoder {
    bySymbol("adaptive") { try AdaptiveFrequencies(alphabetSize: alphabetSize) }
  }

  private static func bySymbol(_ name: String, _ model: @escaping () throws -> some SymbolModel) -> EntropyCoder {
    EntropyCoder(
      name: name,
      encode: { symbols in
        var model = try model(), encoder = RangeEncoder(capacity: symbols.count / 2)
        for symbol in symbols { try encoder.encode(Int(symbol), with: &model) }
        return encoder.finish()
      },
      decode: { bytes, count in
        var model = try model(), decoder = RangeDecoder(bytes)
        var symbols = [UInt8](repeating: 0, count: count)
        for index in symbols.indices { symbols[index] = UInt8(truncatingIfNeeded: try decoder.decode(with: &model)) }
        return symbols
      })
  }

  /// Four bits a symbol, each with a model for those above it.
  private static var bits: EntropyCoder {
    EntropyCoder(
      name: "bits",
      encode: { symbols in
        var models = [AdaptiveBit](repeating: AdaptiveBit(rate: 12), count: alphabetSize)
        var encoder = RangeEncoder(capacity: symbols.count / 2)
        for symbol in symbols {
          var node = 1
          for place in [3, 2, 1, 0] as [UInt8] {
            let bit = symbol >> place & 1
            encoder.encode(bit == 1, with: &models[node])
            node = 2 * node + Int(bit)
          }
        }
        return encoder.finish()
      },
      decode: { bytes, count in
        var models = [AdaptiveBit](repeating: AdaptiveBit(rate: 12), count: alphabetSize)
        var decoder = RangeDecoder(bytes), symbols = [UInt8](repeating: 0, count: count)
        for index in symbols.indices {
          var node = 1
          while node < alphabetSize { node = try 2 * node + (decoder.decode(with: &models[node]) ? 1 : 0) }
          symbols[index] = UInt8(node - alphabetSize)
        }
        return symbols
      })
  }
}
