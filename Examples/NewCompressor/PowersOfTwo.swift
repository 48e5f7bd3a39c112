import Quantization
import QuantizerCoding
import Randomness

/// Rounds at random, without bias, to 0 or ± a power of two of the layer's greatest magnitude, from 2⁻⁶ to 1.
struct PowersOfTwo: LayerQuantizer {
  let alphabetSize = 15
  private let magnitudes: [Float] = [0] + (-6...0).map { Float(sign: .plus, exponent: $0, significand: 1) }

  func parameterCount(of shape: [Int]) -> Int { 1 }

  func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    var scale = Float.leastNormalMagnitude, rng = dither.generator
    rng.seek(to: UInt64(dither.start))
    for index in values.indices { scale = max(scale, abs(values[index])) }
    for index in values.indices {
      let magnitude = abs(values[index]) / scale
      let below = magnitudes.prefix(7).lastIndex { $0 <= magnitude } ?? 0
      let share = (magnitude - magnitudes[below]) / (magnitudes[below + 1] - magnitudes[below])
      let level = Float(rng.nextWord()) * 0x1p-32 < share ? below + 1 : below
      symbols[index] = UInt8(values[index] < 0 ? 7 - level : 7 + level)
    }
    return [scale]
  }

  func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    for index in symbols.indices {
      let level = Int(symbols[index]) - 7
      values[index] = parameters[0] * magnitudes[abs(level)] * (level < 0 ? -1 : 1)
    }
  }
}
