/// C = op(A) op(B) for matrices, op transposing where told.
struct MatrixProduct: Operation {
  let transposesA: Bool
  let transposesB: Bool

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let (rows, inner) = extents(inputs[0], transposesA)
    let (innerB, columns) = extents(inputs[1], transposesB)
    precondition(inner == innerB, "\(inputs[0].shape) and \(inputs[1].shape) do not chain")
    return Evaluation(value: product(inputs[0], transposesA, inputs[1], transposesB, rows, columns, inner))
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let delta = delta.materialized()
    let a = pass.value(node.inputs[0]), b = pass.value(node.inputs[1])
    let (rows, inner) = extents(a, transposesA)
    let columns = delta.shape[1]
    if pass.needsGradient(node.inputs[0]) {
      let gradient =
        transposesA
        ? product(b, transposesB, delta, true, inner, rows, columns)
        : product(delta, false, b, !transposesB, rows, inner, columns)
      pass.add(.tensor(gradient), to: node.inputs[0])
    }
    if pass.needsGradient(node.inputs[1]) {
      let gradient =
        transposesB
        ? product(delta, true, a, transposesA, columns, inner, rows)
        : product(a, !transposesA, delta, false, inner, columns, rows)
      pass.add(.tensor(gradient), to: node.inputs[1])
    }
  }

  private func extents(_ matrix: Tensor, _ isTransposed: Bool) -> (rows: Int, columns: Int) {
    precondition(matrix.shape.count == 2, "\(matrix.shape) is no matrix")
    return isTransposed ? (matrix.shape[1], matrix.shape[0]) : (matrix.shape[0], matrix.shape[1])
  }

  private func product(
    _ a: Tensor, _ ta: Bool, _ b: Tensor, _ tb: Bool, _ rows: Int, _ columns: Int, _ inner: Int
  ) -> Tensor {
    var c = Tensor(uninitialized: [rows, columns])
    OneDNN.product(
      a.pointer, transposed: ta, b.pointer, transposed: tb, rows: rows, columns: columns, inner: inner,
      into: c.mutablePointer)
    return c
  }
}

/// y = f(x W + b): a dense layer on `[batch, in]`, with W `[in, out]`.
struct Dense: Operation {
  let activation: Activation

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let x = inputs[0], kernel = inputs[1]
    precondition(x.rowSize == kernel.shape[0], "\(x.shape) does not fit a kernel \(kernel.shape)")
    var y = Tensor(uninitialized: [x.rowCount, kernel.shape[1]])
    OneDNN.product(
      x.pointer, kernel.pointer, rows: x.rowCount, columns: kernel.shape[1], inner: kernel.shape[0],
      into: y.mutablePointer)
    addBias(
      inputs.count > 2 ? inputs[2].pointer : nil, activation, to: y.mutablePointer, rows: y.rowCount,
      columns: y.rowSize)
    return Evaluation(value: y)
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let x = pass.value(node.inputs[0]), kernel = pass.value(node.inputs[1])
    let (width, units) = (kernel.shape[0], kernel.shape[1])
    var delta = delta.materialized()
    if activation == .relu {
      let d = delta.mutablePointer, y = node.value.pointer
      forEachVector(delta.count) { i, lanes in
        store(activation.masked(load(d + i, lanes), by: load(y + i, lanes)), d + i, lanes)
      }
    }
    if pass.keepsSignals || pass.omitsDenseKernels { pass.keepSignal(delta) }
    if !pass.omitsDenseKernels {
      pass.contribute(to: node.inputs[1], rowCount: x.rowCount) { destination, rows, accumulates in
        OneDNN.product(
          x.rows(rows).pointer, transposed: true, delta.rows(rows).pointer, rows: width, columns: units,
          inner: rows.count, accumulates: accumulates, into: destination)
      }
    }
    if node.inputs.count > 2 {
      pass.contribute(to: node.inputs[2], rowCount: x.rowCount) { destination, rows, accumulates in
        if !accumulates { destination.update(repeating: 0, count: units) }
        addColumnSums(delta.rows(rows).pointer, rows: rows.count, columns: units, to: destination)
      }
    }
    if pass.needsGradient(node.inputs[0]) {
      var gradient = Tensor(uninitialized: x.shape)
      OneDNN.product(
        delta.pointer, transposed: false, kernel.pointer, transposed: true, rows: x.rowCount, columns: width,
        inner: units, into: gradient.mutablePointer)
      pass.add(.tensor(gradient), to: node.inputs[0])
    }
  }
}
