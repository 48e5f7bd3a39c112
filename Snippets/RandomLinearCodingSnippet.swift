// Ten nodes send one gradient at the same time over a noisy channel, or each its greatest numbers in turn.

import CompressiveSampling
import GradientCoding
import QuantizerCoding
import RandomLinearCoding
import Randomness

let layout = LayerLayout([("dense/kernel", [64, 64])])
let streams = Streams(seed: 1)
var rng = streams.generator("gradients")
let common = Normal().values(count: layout.elementCount, using: &rng)
let gradients = (0..<10).map { NodeGradient(node: $0, weight: 0.1, values: common) }
let channel = try MultipleAccessChannel(power: 63, noiseVariance: 1)
print("capacity \(channel.capacity) bits a real dimension")

func report(_ name: String, _ link: some Uplink) async throws {
  var link = link
  let delivery = try await link.carry(gradients, round: 0, jobs: 1)
  let error = zip(delivery.estimate, common).map { Double(($0 - $1) * ($0 - $1)) }.reduce(0, +)
  let energy = common.map { Double($0 * $0) }.reduce(0, +)
  print("\(name): \(Int(delivery.channelUses ?? 0)) channel uses, error \((error / energy * 100).rounded() / 100)")
}
try await report("exact", IdealUplink(layout: layout))
try await report("at once", AnalogUplink(layout: layout, gain: 4, channel: channel, streams: streams))
let codec = QuantizerCodec(try CompressiveLayers(gain: 32))
try await report(
  "in turn", DigitalUplink(codec, nodeCount: 10, layout: layout, channel: channel, streams: streams))
