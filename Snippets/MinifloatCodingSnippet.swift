// Two workers send fp4 codes: the first round fits laws and tells codes, the second sends at once.

import GradientCoding
import MinifloatCoding
import Randomness

let layout = LayerLayout([("conv/kernel", [3, 3, 16, 32])])
let streams = Streams(seed: 1)
let codec = MinifloatCodec(.e2m1, refreshInterval: 10)
var server = codec.makeServer(layout: layout, streams: streams)
var halves = (0..<2).map { codec.makeWorker($0, layout: layout, streams: streams) }
let model = [Float](repeating: 0, count: layout.elementCount)

for round in 0..<2 {
  _ = server.open(RoundPlan(round: round, workers: [0, 1]), model: model)
  var messages: [Message] = []
  for worker in 0..<2 {
    var rng = streams.generator("gradient", worker: worker, round: round)
    try halves[worker].begin(round: round, model: model, broadcast: nil)
    let gradient = GenNorm(scale: 0.001, shape: 1.2).values(count: layout.elementCount, using: &rng)
    messages.append(try halves[worker].encode(LocalGradient(values: gradient), round: round))
  }
  var traffic = Traffic()
  _ = try server.decode(messages, traffic: &traffic) { request throws(CodecError) in
    try halves[request.worker].answer(request.message.bytes)
  }
  let perNumber = Double(traffic.uplink.sentBits) / Double(2 * layout.elementCount)
  print("round \(round): \((perNumber * 100).rounded() / 100) bits a number up, \(traffic.downlink.sentBits) bits down")
}
