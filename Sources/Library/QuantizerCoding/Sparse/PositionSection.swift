import EntropyCoding
import GradientCoding
import HistoryCoding
import RealModule

/// Elements of a layer that are sent, in the order of their positions.
struct KeptElements: Sendable, Equatable {
  let indices: [UInt32]
  let values: [Float]

  /// Calls `body` with each position and value.
  func forEach(_ body: (Int, Float) -> Void) {
    for (index, value) in zip(indices, values) { body(Int(index), value) }
  }
}

/// A layer's section of a message of ``SelectionCodec``.
struct PositionSection {
  /// The number of elements n, and of those that are sent k.
  let count: Int, keptCount: Int
  let coder: SymbolCoder

  /// The parameter of Rice's code that is best for gaps of the mean n/k − 1: ⌊log₂ (n/k ln 2)⌋, at least 0.
  private var lowBits: Int { max(0, Int(Double.log2(Double(count) / Double(keptCount) * .log(2)).rounded(.down))) }

  /// 32 bits a value, and n H(k/n).
  var entropyBits: Double {
    Double(32 * keptCount) + Double(count) * entropy(ofCounts: [keptCount, count - keptCount])
  }

  /// Writes a layer.
  func bytes(_ elements: KeptElements) -> [UInt8] {
    var writer = ByteWriter(capacity: 8 * keptCount)
    writer.write(floats: elements.values)
    guard coder == .adaptiveRange else {
      writer.write(words: elements.indices)
      return writer.bytes
    }
    var gaps = BitWriter(capacity: 2 * keptCount), next: UInt32 = 0
    for index in elements.indices {
      gaps.write(rice: UInt64(index - next), lowBits: lowBits)
      next = index + 1
    }
    writer.write(gaps.finish())
    return writer.bytes
  }

  /// Reads a layer that fills a section.
  ///
  /// - Throws: `CodecError` for bytes that are none.
  func elements(_ section: ByteReader, layer: Int) throws(CodecError) -> KeptElements {
    var reader = section, values: [Float] = []
    values.reserveCapacity(min(keptCount, (reader.end - reader.offset) / 4))
    for _ in 0..<keptCount { values.append(try reader.float()) }
    let indices = coder == .words ? try words(&reader) : try gaps(reader, layer: layer)
    return KeptElements(indices: indices, values: values)
  }

  private func words(_ reader: inout ByteReader) throws(CodecError) -> [UInt32] {
    var indices: [UInt32] = [], next = 0
    for _ in 0..<keptCount {
      let place = reader.place, index = Int(try reader.word())
      guard (next..<count).contains(index) else {
        throw .invalid(place, found: "position \(index)", expected: "\(next) to \(count - 1)")
      }
      indices.append(UInt32(index))
      next = index + 1
    }
    try reader.finish()
    return indices
  }

  private func gaps(_ reader: ByteReader, layer: Int) throws(CodecError) -> [UInt32] {
    var bits = BitReader(reader.bytes, section: reader.offset..<reader.end), indices: [UInt32] = [], next = 0
    do throws(EntropyCodingError) {
      for place in 0..<keptCount {
        // As many elements follow as are still to come.
        let last = count - (keptCount - place)
        next += Int(try bits.readRice(lowBits: lowBits, limit: UInt64(last - next)))
        indices.append(UInt32(next))
        next += 1
      }
      try bits.finish()
    } catch {
      throw CodecError(error, layer: layer)
    }
    return indices
  }
}
