import Glibc

/// e^{z_c} / Σ e^z over the numbers of each row.
struct Softmax: Operation {
  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let logits = inputs[0], classes = logits.rowSize
    var y = Tensor(uninitialized: logits.shape)
    let destination = y.mutablePointer
    for row in 0..<logits.rowCount {
      let z = UnsafeBufferPointer(start: logits.pointer + row * classes, count: classes)
      let largest = z.max() ?? 0
      let exponentials = z.map { exp(Double($0 - largest)) }
      let total = exponentials.reduce(0, +)
      for c in 0..<classes { destination[row * classes + c] = Float(exponentials[c] / total) }
    }
    return Evaluation(value: y)
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    var gradient = delta.materialized()
    let classes = gradient.rowSize, d = gradient.mutablePointer, y = node.value.pointer
    for row in 0..<gradient.rowCount {
      let places = row * classes..<(row + 1) * classes
      let mean = places.reduce(Double(0)) { $0 + Double(d[$1]) * Double(y[$1]) }
      for place in places { d[place] = y[place] * Float(Double(d[place]) - mean) }
    }
    pass.add(.tensor(gradient), to: node.inputs[0])
  }
}
