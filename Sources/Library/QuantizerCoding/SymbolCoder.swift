import EntropyCoding
import GradientCoding
import HistoryCoding

/// How the symbols of a layer become bytes.
public enum SymbolCoder: Sendable, Equatable, CaseIterable {
  /// In words of 32 bits, as many whole symbols in each as fit (`WordPacking`): the raw rate of THESIS, Table 2.1.
  case words
  /// By an adaptive range coder whose frequencies are learned afresh in each layer of each message, THESIS' adaptive
  /// arithmetic coding; in words where these are shorter.
  case adaptiveRange
}

/// A layer's section of a message: its parameters as 32-bit floats, then its symbols.
///
/// Symbols of ``SymbolCoder/adaptiveRange`` begin with a byte, 1, or 0 where words follow.
struct SymbolSection {
  /// The number of symbols of the alphabet.
  let alphabetSize: Int
  let parameterCount: Int
  /// The number of symbols of the layer.
  let count: Int
  let coder: SymbolCoder

  init(_ partition: some LayerPartition, shape: [Int], coder: SymbolCoder) {
    alphabetSize = partition.alphabetSize
    parameterCount = partition.parameterCount(of: shape)
    count = partition.symbolCount(of: shape)
    self.coder = coder
  }

  private var packing: WordPacking { WordPacking(alphabetSize: alphabetSize) }

  /// The bits of parameters and of symbols in words.
  var rawBits: Int { 32 * (parameterCount + packing.wordCount(of: count)) }

  /// The bits of parameters, and of symbols at their frequencies in this layer.
  func entropyBits(_ layer: LayerSymbols) -> Double {
    // Four counts of each, so that equal neighbours do not wait for each other.
    var tables = [Int](repeating: 0, count: 1_024)
    var counts = tables.mutableSpan
    let symbols = layer.symbols.span
    for index in symbols.indices { counts[unchecked: (index & 3) << 8 | Int(symbols[unchecked: index])] += 1 }
    let sums = (0..<256).map { counts[$0] + counts[256 + $0] + counts[512 + $0] + counts[768 + $0] }
    return Double(32 * parameterCount) + Double(count) * entropy(ofCounts: sums)
  }

  /// Writes a layer.
  ///
  /// - Complexity: O(n).
  func bytes(_ layer: LayerSymbols, index: Int) throws(CodecError) -> [UInt8] {
    precondition(layer.symbols.count == count && layer.parameters.count == parameterCount, "a layer of another shape")
    let wordBytes = 4 * packing.wordCount(of: count)
    var writer = ByteWriter(capacity: 4 * parameterCount + 1 + wordBytes)
    writer.write(floats: layer.parameters)
    if coder == .adaptiveRange {
      let stream = try rangeCoded(layer.symbols, index: index)
      writer.write(stream.count < wordBytes ? 1 : 0)
      if stream.count < wordBytes {
        writer.write(stream)
        return writer.bytes
      }
    }
    writer.write(words: packing.pack(layer.symbols.span))
    return writer.bytes
  }

  /// Reads a layer that fills a section.
  ///
  /// - Complexity: O(n), whatever the bytes are.
  /// - Throws: `CodecError` for bytes that are none.
  func layer(_ section: ByteReader, index: Int) throws(CodecError) -> LayerSymbols {
    var reader = section, parameters: [Float] = []
    for _ in 0..<parameterCount { parameters.append(try reader.float()) }
    if coder == .adaptiveRange, try reader.integer("coder", in: 0...1) == 1 {
      return LayerSymbols(parameters: parameters, symbols: try decodeRange(reader, index: index))
    }
    let needed = 4 * packing.wordCount(of: count), found = reader.end - reader.offset
    guard found == needed else {
      throw .invalid(reader.place, found: "\(found) bytes of words", expected: "\(needed) bytes")
    }
    var symbols = [UInt8](repeating: 0, count: count)
    var span = symbols.mutableSpan
    do throws(EntropyCodingError) {
      try packing.unpack(reader.bytes.span, at: reader.offset, into: &span)
    } catch {
      throw CodecError(error, layer: index)
    }
    return LayerSymbols(parameters: parameters, symbols: symbols)
  }

  private func rangeCoded(_ symbols: [UInt8], index: Int) throws(CodecError) -> [UInt8] {
    do throws(EntropyCodingError) {
      var stream = RangeEncoder(capacity: count / 4), model = try AdaptiveFrequencies(alphabetSize: alphabetSize)
      for symbol in symbols { try stream.encode(Int(symbol), with: &model) }
      return stream.finish()
    } catch {
      throw CodecError(error, layer: index)
    }
  }

  private func decodeRange(_ reader: ByteReader, index: Int) throws(CodecError) -> [UInt8] {
    do throws(EntropyCodingError) {
      var stream = RangeDecoder(reader.bytes, section: reader.offset..<reader.end)
      var model = try AdaptiveFrequencies(alphabetSize: alphabetSize)
      var symbols = [UInt8](repeating: 0, count: count)
      for index in symbols.indices { symbols[index] = UInt8(truncatingIfNeeded: try stream.decode(with: &model)) }
      let end = try stream.finish()
      guard end == reader.end else { throw .trailing(offset: end, count: reader.end - end) }
      return symbols
    } catch {
      throw CodecError(error, layer: index)
    }
  }
}
