// One round of two codecs: what three workers send, and what the server makes of it.

import GradientCoding
import Randomness

func rounded(_ value: Float) -> Float { (value * 1_000).rounded() / 1_000 }

let layout = LayerLayout([("dense/kernel", [4, 2]), ("dense/bias", [2])])
var rng = Streams(seed: 1).generator("gradients")
let gradients = (0..<3).map { _ in Normal().values(count: layout.elementCount, using: &rng) }

func estimate(by codec: some GradientCodec) throws -> (values: [Float], bits: BitCount) {
  let streams = Streams(seed: 1)
  var server = try codec.makeServer(layout: layout, streams: streams)
  let model = [Float](repeating: 0, count: layout.elementCount)
  _ = try server.open(RoundPlan(round: 0, workers: [0, 1, 2]), model: model)
  var bits = BitCount.zero
  for worker in 0..<3 {
    var half = try codec.makeWorker(worker, layout: layout, streams: streams)
    try half.begin(round: 0, model: model, broadcast: nil)
    let message = try half.encode(LocalGradient(values: gradients[worker]), round: 0)
    bits += message.bits
    _ = try server.receive(message.bytes)
  }
  return (try server.close(), bits)
}

for (name, result) in [
  ("whole", try estimate(by: IdentityCodec())), ("signs", try estimate(by: SignCodec(UncodedSigns()))),
] {
  print("\(name): raw \(result.bits.raw) bits, sent \(result.bits.sentBits), first number \(rounded(result.values[0]))")
}
