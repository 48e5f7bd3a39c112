// One gradient by four codecs: bits sent for a number, and the relative error of what the server reads.

import GradientCoding
import Quantization
import QuantizerCoding
import Randomness

func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

let layout = LayerLayout([("dense/kernel", [200, 100])])
let streams = Streams(seed: 1)
var rng = streams.generator("gradient")
let gradient = GenNorm(shape: 1).values(count: layout.elementCount, using: &rng)

func report(_ name: String, _ codec: some GradientCodec) throws {
  var server = try codec.makeServer(layout: layout, streams: streams)
  var worker = try codec.makeWorker(0, layout: layout, streams: streams)
  let model = [Float](repeating: 0, count: layout.elementCount)
  let broadcast = try server.open(RoundPlan(round: 0, workers: [0]), model: model)
  try worker.begin(round: 0, model: model, broadcast: broadcast?.bytes)
  let message = try worker.encode(LocalGradient(values: gradient), round: 0)
  _ = try server.receive(message.bytes)
  let errors = zip(try server.close(), gradient).map { Double(($0 - $1) * ($0 - $1)) }
  let energy = gradient.map { Double($0 * $0) }.reduce(0, +)
  let bits = Double(message.bits.sentBits) / Double(layout.elementCount)
  print("\(name): \(rounded(bits)) bits, error \(rounded(errors.reduce(0, +) / energy))")
}
try report("dithered, 7 levels", QuantizerCodec(LevelLayers(.dithered(extent: 3))))
try report("signs of columns", QuantizerCodec(ColumnLayers()))
try report("Lloyd-Max, 4 points", QuantizerCodec(LloydMaxLayers(levelCount: 4)))
try report("greatest tenth", SelectionCodec(keptShare: 0.1))
