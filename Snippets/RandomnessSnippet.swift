// Worker and server draw the same dither from its name, and any slice of it without what comes before.

import Randomness

let streams = Streams(seed: 1)
let dither = UniformDither(step: 1)

var worker = streams.generator("dither", worker: 3, round: 7)
let whole = dither.values(count: 1_000, using: &worker)

func slice(_ first: Int, _ count: Int) -> [Float] {
  var values = [Float](repeating: 0, count: count)
  var span = values.mutableSpan
  dither.fill(&span, startingAt: first, of: streams.generator("dither", worker: 3, round: 7))
  return values
}
print("slice is that of the whole: \(slice(990, 10) == Array(whole[990...]))")
print("within the step: \(whole.allSatisfy { (-0.5..<0.5).contains($0) })")

var rng = streams.generator("order")
print("permutation: \(permutation(of: 8, using: &rng))")
