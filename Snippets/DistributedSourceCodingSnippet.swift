// Signs of five workers, noise a tenth of the gradient: as they are in the first round, by syndromes in those after.

import DistributedSourceCoding
import GradientCoding
import Randomness

let layout = LayerLayout([("dense/kernel", [80, 60])])
let streams = Streams(seed: 1)
let workers = 0..<5
let codec = DistributedSignCodec()
var server = codec.makeServer(layout: layout, streams: streams)
var halves = workers.map { codec.makeWorker($0, layout: layout, streams: streams) }
let model = [Float](repeating: 0, count: layout.elementCount)

for round in 0..<3 {
  var rng = streams.generator("gradients", round: round)
  let common = Normal().values(count: layout.elementCount, using: &rng)
  _ = try server.open(RoundPlan(round: round, workers: Array(workers)), model: model)
  var messages: [Message] = []
  for worker in workers {
    let noise = Normal(deviation: 0.316).values(count: layout.elementCount, using: &rng)
    try halves[worker].begin(round: round, model: model, broadcast: nil)
    messages.append(halves[worker].encode(LocalGradient(values: zip(common, noise).map { $0 + $1 }), round: round))
  }
  var traffic = Traffic()
  _ = try server.decode(messages, traffic: &traffic) { request throws(CodecError) in
    try halves[request.worker].answer(request.message.bytes)
  }
  let sent = traffic.uplink.sentBits + traffic.downlink.sentBits
  print("round \(round): \(sent) bits for \(workers.count * layout.elementCount) signs")
}
