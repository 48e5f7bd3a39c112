/// A differentiable function of tensors: its value and its adjoint side by side.
///
/// An operation that reads parameters keeps the workers of a tape apart: rows of the batch belong to workers in equal
/// blocks, and each worker's parameter gradient is computed from its rows alone.
protocol Operation: Sendable {
  /// y = f(x₁, x₂, ...).
  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation
  /// Adds δ ∂y/∂xᵢ to the gradient of every input that needs it, where δ is the gradient with respect to y.
  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass)
}

/// What an operation may know beside its inputs.
struct ForwardContext: Sendable {
  /// The number of workers whose batches are stacked along the first axis.
  let workerCount: Int

  /// The rows of one worker's batch.
  ///
  /// - Precondition: The rows are as many for each worker.
  func rowsPerWorker(of tensor: Tensor) -> Int {
    precondition(tensor.rowCount.isMultiple(of: workerCount), "\(tensor.rowCount) rows for \(workerCount) workers")
    return tensor.rowCount / workerCount
  }
}

/// What a forward step leaves behind: the value, and what the adjoint or a later operation needs beside it.
struct Evaluation: Sendable {
  let value: Tensor
  var saved: [Tensor] = []
}

/// One step of a computation, on the tape in the order of its forward pass.
struct Node: Sendable {
  let operation: (any Operation)?
  /// Positions on the tape.
  let inputs: [Int]
  var evaluation: Evaluation
  /// Where a parameter lies in the flat vector.
  let parameter: Range<Int>?
  let needsGradient: Bool

  var value: Tensor { evaluation.value }
}

/// The state of one backward sweep over a tape.
struct BackwardPass: Sendable {
  let workerCount: Int
  /// Whether dense and convolution layers leave their δ in `signals`.
  let keepsSignals: Bool
  /// Whether dense layers leave their δ and no gradients of their kernels.
  let omitsDenseKernels: Bool
  /// The node whose adjoint runs.
  private var current = 0
  private(set) var nodes: [Node]
  private var gradients: [Gradient]
  /// Every worker's gradient, [workers, P].
  private(set) var parameters: Tensor
  private var isWritten: [Bool]
  /// δ of dense and convolution layers, by position on the tape.
  private(set) var signals: [Int: Tensor] = [:]

  init(nodes: [Node], workerCount: Int, parameterCount: Int, keepsSignals: Bool, omitsDenseKernels: Bool) {
    self.nodes = nodes
    self.workerCount = workerCount
    self.keepsSignals = keepsSignals
    self.omitsDenseKernels = omitsDenseKernels
    gradients = nodes.map { Gradient(shape: $0.value.shape) }
    parameters = Tensor(uninitialized: [workerCount, parameterCount])
    isWritten = Array(repeating: false, count: nodes.count)
  }

  /// The value of an input.
  func value(_ index: Int) -> Tensor { nodes[index].value }

  func needsGradient(_ index: Int) -> Bool { nodes[index].needsGradient }

  /// Keeps δ of the layer whose adjoint runs.
  mutating func keepSignal(_ delta: Tensor) { signals[current] = delta }

  /// Adds a contribution to the gradient of a variable.
  mutating func add(_ term: Gradient.Term, to index: Int) {
    guard needsGradient(index) else { return }
    gradients[index].append(term)
  }

  /// Hands out what has been contributed so far, for the caller to add to its own contribution.
  mutating func take(_ index: Int) -> Gradient {
    defer { gradients[index] = Gradient(shape: gradients[index].shape) }
    return gradients[index]
  }

  /// Calls `body` once for each block of rows whose contribution to the gradient of `index` stands apart: each worker's
  /// for a parameter, the whole batch's for any other variable. `body` writes to `destination` or, if told, adds to it.
  mutating func contribute(
    to index: Int, rowCount: Int,
    _ body: (_ destination: UnsafeMutablePointer<Float>, _ rows: Range<Int>, _ accumulates: Bool) -> Void
  ) {
    guard needsGradient(index) else { return }
    guard let range = nodes[index].parameter else {
      var gradient = Tensor(uninitialized: value(index).shape)
      body(gradient.mutablePointer, 0..<rowCount, false)
      return add(.tensor(gradient), to: index)
    }
    let rows = rowCount / workerCount
    for worker in 0..<workerCount {
      let destination = parameters.mutablePointer + worker * parameters.rowSize + range.lowerBound
      body(destination, worker * rows..<(worker + 1) * rows, isWritten[index])
    }
    isWritten[index] = true
  }

  /// Adds each worker's contribution to its gradient of a parameter, or their sum to that of any other variable.
  mutating func contribute(to index: Int, byWorker gradients: [Tensor]) {
    contribute(to: index, rowCount: gradients.count) { destination, workers, accumulates in
      if !accumulates { destination.update(repeating: 0, count: gradients[0].count) }
      for worker in workers { accumulate(gradients[worker].pointer, into: destination, gradients[worker].count) }
    }
  }

  /// Runs the adjoints from the last node to the first, releasing values that are no longer needed.
  mutating func run(from output: Int) {
    gradients[output].append(.tensor(Tensor(repeating: 1, value(output).shape)))
    for index in nodes.indices.reversed() {
      let node = nodes[index]
      guard let operation = node.operation, node.needsGradient else { continue }
      let delta = take(index)
      current = index
      nodes[index].evaluation = Evaluation(value: Tensor(uninitialized: [0]))
      if !delta.isEmpty { operation.adjoint(node, consume delta, &self) }
    }
    for (index, node) in nodes.enumerated() {
      if let range = node.parameter { settle(index, range) }
    }
    // Parameters that the tape never read, which are the last ones.
    let read = nodes.compactMap(\.parameter?.upperBound).max() ?? 0
    for worker in 0..<workerCount where read < parameters.rowSize {
      let row = parameters.mutablePointer + worker * parameters.rowSize
      (row + read).update(repeating: 0, count: parameters.rowSize - read)
    }
  }

  /// Adds what operations without regard for workers contributed to a parameter; zero where nothing did.
  private mutating func settle(_ index: Int, _ range: Range<Int>) {
    let gradient = gradients[index]
    if isWritten[index] && gradient.isEmpty { return }
    precondition(gradient.isEmpty || workerCount == 1, "this operation does not keep workers' parameters apart")
    let isWritten = isWritten[index], sum = gradient.isEmpty ? nil : gradient.materialized()
    contribute(to: index, rowCount: workerCount) { destination, _, _ in
      if !isWritten { destination.update(repeating: 0, count: range.count) }
      if let sum { accumulate(sum.pointer, into: destination, range.count) }
    }
  }

  /// The gradient of a variable after the sweep.
  func gradient(_ index: Int) -> Tensor { gradients[index].materialized() }
}
