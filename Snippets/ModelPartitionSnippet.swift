// A network of two sensors, divided by RePurpose and run by two workers that exchange only what was kept.

import Autodiff
import ModelPartition
import Randomness

let graph = LayerGraph("sensors", input: [16]) { graph, x in
  let hidden = graph.dense(graph.dense(x, "fc1", units: 32), "fc2", units: 32)
  return graph.dense(hidden, "fc3", units: 4, activation: .identity)
}
let streams = Streams(seed: 1)
var rng = streams.generator("initial"), inputs = streams.generator("inputs")
let network = graph.network
let state = network.initialState(using: &rng)
let owners = (0..<16).map { $0 / 8 }  // eight values of the input for each sensor

for penalty in [0.01, 0.1, 1] {
  let model = try RePurpose(crossPenalty: penalty)
    .partition(graph, parameters: state.parameters, workerCount: 2, inputOwners: owners)
  let x = Tensor([1, 16], Normal().values(count: 16, using: &inputs))
  let run = try await ParallelInference(model).run(x)
  let whole = network.logits(x, at: NetworkState(parameters: model.parameters, moments: state.moments))
  let isSame = zip(run.output.scalars, whole.scalars).allSatisfy { abs($0 - $1) < 1e-4 }
  let traffic = model.traffic
  print("η₂ = \(penalty): \(traffic.kept) of \(traffic.all) connections cross, \(run.valuesSent) values sent")
  print("the same as the whole network: \(isSame)")
}
