// Ten thousand bits, one in ten set: Huffman's code of single bits saves nothing, a range coder all but the entropy.

import EntropyCoding
import Randomness

var rng = Streams(seed: 1).generator("bits")
let symbols = Uniform(low: 0, high: 1).values(count: 10_000, using: &rng).map { UInt8($0 < 0.1 ? 1 : 0) }
let occurring = try counts(of: symbols.span, alphabetSize: 2)
print("entropy: \(Int((entropy(ofCounts: occurring) * 10_000 / 8).rounded(.up))) bytes")
print("Huffman: \(try HuffmanCode(counts: occurring).encode(symbols.span).count) bytes")
print("range coder, frequencies known: \(try FrequencyTable(counts: occurring).encode(symbols.span).count) bytes")

var encoder = RangeEncoder()
var learning = try AdaptiveFrequencies(alphabetSize: 2)
for symbol in symbols { try encoder.encode(Int(symbol), with: &learning) }
let bytes = encoder.finish()
print("range coder, frequencies learnt: \(bytes.count) bytes")

var decoder = RangeDecoder(bytes)
var again = try AdaptiveFrequencies(alphabetSize: 2)
let decoded = try symbols.map { _ in UInt8(try decoder.decode(with: &again)) }
print("decoded: \(decoded == symbols), stream ends at \(try decoder.finish())")
