// The numbers of parameters of the papers' networks, and the layers of one of them.

import Autodiff
import Models

for network in [Network.mlp, .fc300, .leNet, .cifarNet, .resNet20] {
  print("\(network.name): \(network.inputShape), \(network.layout.count) parameters")
}
for layer in Network.leNet.layout.layers {
  print("\(layer.name): \(layer.range.count)")
}
