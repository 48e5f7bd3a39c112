/// y = f(x * K + b): a 2-D convolution of pictures `[batch, row, column, channel]` with a kernel
/// `[row, column, in / groups, out]`.
///
/// Pictures are taken a few at a time, so that what surrounds the product (bias, activation, moments, sums of
/// gradients) happens while they are in the processor's cache.
struct Convolution: Operation {
  let stride: Int
  let padding: Padding
  let groups: Int
  let activation: Activation
  /// Whether to leave the batch moments of y, [workers, 2, channels], for a normalisation that follows.
  let collectsMoments: Bool

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let x = inputs[0], kernel = inputs[1]
    let geometry = geometry(x, kernel)
    var y = Tensor(uninitialized: [x.rowCount, geometry.outputHeight, geometry.outputWidth, geometry.filters])
    let destination = y.mutablePointer
    let bias = inputs.count > 2 ? inputs[2].pointer : nil
    let workers = collectsMoments ? context.workerCount : 1
    var moments = collectsMoments ? [Tensor(uninitialized: [workers, 2, geometry.filters])] : []
    let blocks = Blocks(rowCount: x.rowCount / workers, geometry)
    let products = geometry.products(with: kernel)
    for worker in 0..<workers {
      var sums = ColumnMoments(columns: geometry.filters)
      for block in blocks.ranges(from: worker * blocks.rowCount) {
        let output = destination + block.lowerBound * y.rowSize
        products.forward(x: x.rows(block).pointer, y: output, pictures: block.count)
        let positions = block.count * geometry.outputHeight * geometry.outputWidth
        addBias(bias, activation, to: output, rows: positions, columns: geometry.filters)
        if collectsMoments { sums.add(output, rows: positions) }
      }
      if collectsMoments { sums.write(to: moments[0].mutablePointer + worker * 2 * geometry.filters) }
    }
    return Evaluation(value: y, saved: moments)
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let x = pass.value(node.inputs[0]), kernel = pass.value(node.inputs[1])
    let geometry = geometry(x, kernel)
    let sums = SumGradient(activation: activation, value: node.value, delta: delta)
    if pass.keepsSignals { pass.keepSignal(sums.materialized()) }
    let workers = node.inputs.dropFirst().contains { pass.nodes[$0].parameter != nil } ? pass.workerCount : 1
    let blocks = Blocks(rowCount: x.rowCount / workers, geometry)
    let products = geometry.products(with: kernel)
    var dataGradient = pass.needsGradient(node.inputs[0]) ? Tensor(uninitialized: x.shape) : nil
    let earlier = dataGradient == nil ? nil : pass.take(node.inputs[0])
    var biasGradient = node.inputs.count > 2 ? Tensor(zeros: [workers, geometry.filters]) : nil
    var scratch = Tensor(uninitialized: [blocks.size] + node.value.shape.dropFirst())

    /// All gradients of some workers' rows, block by block.
    func sweep(_ rows: Range<Int>, kernelGradient: UnsafeMutablePointer<Float>?, accumulates: Bool) {
      for worker in rows.lowerBound / blocks.rowCount..<rows.upperBound / blocks.rowCount {
        for block in blocks.ranges(from: worker * blocks.rowCount) {
          let d = sums.rows(block, scratch: &scratch)
          if let kernelGradient {
            products.kernel(
              x: x.rows(block).pointer, y: d, pictures: block.count, into: kernelGradient,
              accumulates: accumulates || block.lowerBound > rows.lowerBound)
          }
          if let bias = biasGradient?.mutablePointer {
            let positions = block.count * geometry.outputHeight * geometry.outputWidth
            addColumnSums(d, rows: positions, columns: geometry.filters, to: bias + worker * geometry.filters)
          }
          if let destination = dataGradient?.mutablePointer {
            products.data(x: destination + block.lowerBound * x.rowSize, y: d, pictures: block.count)
            earlier?.add(rows: block, to: destination + block.lowerBound * x.rowSize)
          }
        }
      }
      if let kernelGradient { products.finishKernel(kernelGradient, accumulates: accumulates) }
    }
    if pass.needsGradient(node.inputs[1]) {
      pass.contribute(to: node.inputs[1], rowCount: x.rowCount) { destination, rows, accumulates in
        sweep(rows, kernelGradient: destination, accumulates: accumulates)
      }
    } else {
      sweep(0..<x.rowCount, kernelGradient: nil, accumulates: false)
    }
    if let dataGradient { pass.add(.tensor(dataGradient), to: node.inputs[0]) }
    if let biasGradient {
      pass.contribute(to: node.inputs[2], byWorker: (0..<workers).map { biasGradient.rows($0..<$0 + 1) })
    }
  }

  /// The sizes for a whole batch.
  private func geometry(_ x: Tensor, _ kernel: Tensor) -> ConvolutionGeometry {
    precondition(x.shape.count == 4 && kernel.shape.count == 4, "a convolution takes [n, h, w, c], [h, w, i, o]")
    precondition(
      x.shape[3] == kernel.shape[2] * groups && kernel.shape[3].isMultiple(of: groups),
      "\(x.shape) does not fit a kernel \(kernel.shape) in \(groups) groups")
    precondition(
      x.shape[1] + padding.top + padding.bottom >= kernel.shape[0]
        && x.shape[2] + padding.left + padding.right >= kernel.shape[1],
      "\(x.shape) is smaller than a kernel \(kernel.shape)")
    return ConvolutionGeometry(
      batch: x.rowCount, height: x.shape[1], width: x.shape[2], channels: x.shape[3], kernelHeight: kernel.shape[0],
      kernelWidth: kernel.shape[1], filters: kernel.shape[3], stride: stride, padding: padding, groups: groups)
  }
}

/// How a worker's pictures are cut into blocks that stay in the cache.
private struct Blocks {
  /// Bytes of input and output that one block should not exceed.
  static let budget = 1 << 20

  /// Pictures of one worker.
  let rowCount: Int
  /// Pictures in a block; the last one may have fewer.
  let size: Int

  init(rowCount: Int, _ g: ConvolutionGeometry) {
    let picture = 4 * (g.height * g.width * g.channels + g.outputHeight * g.outputWidth * g.filters)
    let most = max(1, min(rowCount, Self.budget / max(picture, 1)))
    let divisor = (1...most).last { rowCount.isMultiple(of: $0) } ?? 1
    self.rowCount = rowCount
    size = 2 * divisor > most ? divisor : most
  }

  func ranges(from start: Int) -> [Range<Int>] {
    stride(from: 0, to: rowCount, by: size).map { start + $0..<start + min($0 + size, rowCount) }
  }
}

/// The gradient with respect to a layer's sums, behind its activation, taken some rows at a time.
private struct SumGradient {
  let activation: Activation
  let value: Tensor
  let delta: Gradient

  /// Some rows, in place where they stand in memory, else in `scratch`.
  func rows(_ range: Range<Int>, scratch: inout Tensor) -> UnsafePointer<Float> {
    if activation == .identity, let tensor = delta.tensor { return tensor.rows(range).pointer }
    let d = scratch.mutablePointer
    delta.write(rows: range, to: d)
    if activation != .identity {
      let y = value.rows(range)
      forEachVector(y.count) { i, lanes in
        store(activation.masked(load(d + i, lanes), by: load(y.pointer + i, lanes)), d + i, lanes)
      }
    }
    return UnsafePointer(d)
  }

  func materialized() -> Tensor {
    var result = Tensor(uninitialized: value.shape)
    var scratch = result
    let d = rows(0..<value.rowCount, scratch: &scratch)
    result.mutablePointer.update(from: d, count: result.count)
    return result
  }
}
