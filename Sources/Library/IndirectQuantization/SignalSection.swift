import EntropyCoding
import GradientCoding
import HistoryCoding

/// One signal as a section of a message: the number of samples (of x alone), the parameters as 32-bit floats, the symbols
/// by a range coder.
struct SignalSection {
  let format: SignalFormat
  let width: Int
  /// The tensor that errors name.
  let tensor: Int

  /// Writes a signal; `sampleCount` where the section says it.
  func bytes(_ signal: QuantizedSignal, sampleCount: Int?, twin: [UInt8]?) throws(CodecError) -> [UInt8] {
    var writer = ByteWriter(capacity: signal.symbols.count / 4)
    if let sampleCount { writer.write(integer: sampleCount) }
    writer.write(floats: signal.parameters)
    do throws(EntropyCodingError) {
      var model = try SignalModel(format: format, width: width, twin: twin)
      writer.write(try model.encode(signal.symbols))
    } catch {
      throw CodecError(error, layer: tensor)
    }
    return writer.bytes
  }

  /// Reads a signal.
  ///
  /// - Complexity: O(n), and n is bounded by the number of samples.
  /// - Throws: ``CodecError`` for bytes that are none.
  func signal(_ reader: inout ByteReader, sampleCount: Int, twin: [UInt8]?) throws(CodecError) -> QuantizedSignal {
    var parameters: [Float] = []
    for _ in 0..<format.parameterCount {
      let place = reader.place, value = try reader.float()
      guard value.isFinite else { throw .invalid(place, found: "\(value)", expected: "a finite number") }
      if case .dithered = format.kind, value.sign == .minus {
        throw .invalid(place, found: "the step \(value)", expected: "none below 0")
      }
      parameters.append(value)
    }
    do throws(EntropyCodingError) {
      var model = try SignalModel(format: format, width: width, twin: twin)
      return QuantizedSignal(
        format: format, symbols: try model.decode(reader, count: sampleCount * width), parameters: parameters)
    } catch {
      throw CodecError(error, layer: tensor)
    }
  }
}
