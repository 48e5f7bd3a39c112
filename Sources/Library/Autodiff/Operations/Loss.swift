import Glibc

/// The cross-entropy of the softmax of logits `[batch, classes]` with the labels: −log softmax(z)[label], its mean over
/// each worker's rows, `[workers]`.
struct SoftmaxCrossEntropy: Operation {
  let labels: [Int32]

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let logits = inputs[0], classes = logits.rowSize
    precondition(labels.count == logits.rowCount, "\(labels.count) labels for \(logits.rowCount) rows")
    let rows = context.rowsPerWorker(of: logits)
    var gradient = Tensor(uninitialized: logits.shape)
    let destination = gradient.mutablePointer
    var losses = [Double](repeating: 0, count: context.workerCount)
    for row in 0..<logits.rowCount {
      let z = UnsafeBufferPointer(start: logits.pointer + row * classes, count: classes)
      let label = Int(labels[row])
      precondition(z.indices.contains(label), "label \(label) of \(classes) classes")
      let largest = z.max() ?? 0
      let total = z.reduce(Double(0)) { $0 + exp(Double($1 - largest)) }
      losses[row / rows] += (log(total) + Double(largest) - Double(z[label])) / Double(rows)
      for c in 0..<classes {
        let probability = exp(Double(z[c] - largest)) / total
        destination[row * classes + c] = Float((probability - (c == label ? 1 : 0)) / Double(rows))
      }
    }
    return Evaluation(value: Tensor([context.workerCount], losses.map(Float.init)), saved: [gradient])
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    pass.add(.tensor(scaled(node.evaluation.saved[0], by: delta)), to: node.inputs[0])
  }
}

/// The mean of (y − t)² over the numbers of each worker's rows, `[workers]`.
struct MeanSquaredError: Operation {
  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let y = inputs[0], target = inputs[1]
    precondition(y.shape == target.shape, "\(y.shape) and \(target.shape) differ")
    let share = context.rowsPerWorker(of: y) * y.rowSize
    var losses = [Double](repeating: 0, count: context.workerCount)
    for i in 0..<y.count {
      let difference = Double(y.pointer[i]) - Double(target.pointer[i])
      losses[i / share] += difference * difference / Double(share)
    }
    return Evaluation(value: Tensor([context.workerCount], losses.map(Float.init)))
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let y = pass.value(node.inputs[0]), target = pass.value(node.inputs[1])
    for (input, sign) in zip(node.inputs, [Float(2), -2]) where pass.needsGradient(input) {
      var gradient = Tensor(uninitialized: y.shape)
      let destination = gradient.mutablePointer, factor = sign * Float(pass.workerCount) / Float(y.count)
      forEachVector(y.count) { i, lanes in
        store((load(y.pointer + i, lanes) - load(target.pointer + i, lanes)) * factor, destination + i, lanes)
      }
      pass.add(.tensor(scaled(gradient, by: delta)), to: input)
    }
  }
}

/// The rows of each worker times the gradient of that worker's loss.
private func scaled(_ gradient: Tensor, by delta: Gradient) -> Tensor {
  let delta = delta.materialized()
  var result = gradient
  let destination = result.mutablePointer, share = result.count / delta.count
  for worker in 0..<delta.count {
    let factor = delta.pointer[worker]
    forEachVector(share) { i, lanes in
      let j = worker * share + i
      store(load(destination + j, lanes) * factor, destination + j, lanes)
    }
  }
  return result
}
