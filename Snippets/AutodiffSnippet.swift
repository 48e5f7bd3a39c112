// A network with eight hidden units learns XOR by Adam.

import Autodiff
import Randomness

let network = Network("XOR", input: [2]) { tape, x in
  let hidden = tape.dense(x, "hidden", units: 8, activation: .relu)
  return tape.dense(hidden, "output", units: 2)
}
var rng = Streams(seed: 1).generator("parameters")
var state = network.initialState(using: &rng)
var optimizer = Adam(learningRate: .constant(0.05))
let inputs = Tensor([4, 2], [0, 0, 0, 1, 1, 0, 1, 1])

print("\(network.layout.count) parameters in \(network.layout.entries.map(\.name))")
for step in 0...200 {
  var tape = Tape(network, state)
  let x = tape.constant(inputs)
  let logits = network(&tape, x)
  let loss = tape.softmaxCrossEntropy(logits, labels: [0, 1, 1, 0])
  if step == 0 || step == 200 {
    print("step \(step): loss below 0.1: \(tape.value(loss).scalar < 0.1)")
  }
  let gradient = tape.gradients(of: loss).parameters
  optimizer.update(&state.parameters, gradient: gradient.reshaped(state.parameters.shape))
}
