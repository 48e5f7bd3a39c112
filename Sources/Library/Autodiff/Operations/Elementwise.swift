import Glibc

/// A function of each number, with its derivative known from the value.
struct Elementwise: Operation {
  enum Function: Sendable {
    case relu
    case tanh
    case sigmoid
  }

  let function: Function

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    var y = Tensor(uninitialized: inputs[0].shape)
    let x = inputs[0].pointer, destination = y.mutablePointer
    switch function {
    case .relu: forEachVector(y.count) { i, lanes in store(larger(.zero, load(x + i, lanes)), destination + i, lanes) }
    case .tanh: for i in 0..<y.count { destination[i] = tanhf(x[i]) }
    case .sigmoid: for i in 0..<y.count { destination[i] = 1 / (1 + expf(-x[i])) }
    }
    return Evaluation(value: y)
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    if function == .relu {
      let gradient = MaskedGradient(y: node.value, dy: delta.materialized(), activation: .relu)
      return pass.add(.deferred(gradient), to: node.inputs[0])
    }
    var gradient = delta.materialized()
    let d = gradient.mutablePointer, value = node.value.pointer
    forEachVector(gradient.count) { i, lanes in
      let y = load(value + i, lanes)
      store(load(d + i, lanes) * (function == .tanh ? 1 - y * y : y * (1 - y)), d + i, lanes)
    }
    pass.add(.tensor(gradient), to: node.inputs[0])
  }
}

/// a + b or a b, number by number, for tensors of one shape.
struct Arithmetic: Operation {
  enum Kind: Sendable {
    case sum
    case product
  }

  let kind: Kind

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    precondition(inputs[0].shape == inputs[1].shape, "\(inputs[0].shape) and \(inputs[1].shape) differ")
    return Evaluation(value: combine(inputs[0], inputs[1], kind))
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let delta = delta.materialized()
    for (input, other) in zip(node.inputs, node.inputs.reversed()) where pass.needsGradient(input) {
      pass.add(.tensor(kind == .sum ? delta : combine(delta, pass.value(other), .product)), to: input)
    }
  }

  private func combine(_ a: Tensor, _ b: Tensor, _ kind: Kind) -> Tensor {
    var result = Tensor(uninitialized: a.shape)
    let destination = result.mutablePointer
    forEachVector(result.count) { i, lanes in
      let x = load(a.pointer + i, lanes), y = load(b.pointer + i, lanes)
      store(kind == .sum ? x + y : x * y, destination + i, lanes)
    }
    return result
  }
}
