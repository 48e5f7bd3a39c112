// Signs that are mostly those of the last step of the model: as they are, and coded with the step as context.

import GradientCoding
import HistoryCoding
import Quantization
import Randomness

let layout = LayerLayout([("dense/kernel", [100, 100])])
let streams = Streams(seed: 1)
var rng = streams.generator("gradient")
let mean = Normal().values(count: 10_000, using: &rng)
let first = [Float](repeating: 0, count: 10_000)
let second = mean.map { $0 > 0 ? -0.01 : Float(0.01) }  // the model after a step by the mean's signs

func sentBits(_ coding: some SignCoding) throws -> [Int] {
  let codec = SignCodec(coding)
  var server = codec.makeServer(layout: layout, streams: streams)
  var worker = codec.makeWorker(0, layout: layout, streams: streams)
  return try [first, second].enumerated().map { round, model in
    var noise = streams.generator("noise", round: round)
    let gradient = zip(mean, Normal().values(count: 10_000, using: &noise)).map { $0 + $1 }
    _ = server.open(RoundPlan(round: round, workers: [0]), model: model)
    try worker.begin(round: round, model: model, broadcast: nil)
    let message = worker.encode(LocalGradient(values: gradient), round: round)
    _ = try server.receive(message.bytes)
    _ = try server.close()
    return message.bits.sentBits
  }
}
print("as they are: \(try sentBits(UncodedSigns())) bits in two rounds")
print("with history: \(try sentBits(RangeCodedSigns(reach: 1, usesNeighbours: false))) bits")
