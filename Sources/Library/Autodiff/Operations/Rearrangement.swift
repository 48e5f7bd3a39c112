/// The same numbers in another shape.
struct Reshape: Operation {
  let shape: [Int]

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    Evaluation(value: inputs[0].reshaped(shape))
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    pass.add(.tensor(delta.materialized().reshaped(pass.value(node.inputs[0]).shape)), to: node.inputs[0])
  }
}

/// Tensors side by side along the last axis, the channels.
struct Concatenation: Operation {
  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let leading = Array(inputs[0].shape.dropLast())
    precondition(inputs.allSatisfy { $0.shape.dropLast().elementsEqual(leading) }, "leading axes differ")
    let widths = inputs.map { $0.shape[$0.shape.count - 1] }
    var y = Tensor(uninitialized: leading + [widths.reduce(0, +)])
    let destination = y.mutablePointer, total = widths.reduce(0, +), rows = leading.reduce(1, *)
    var first = 0
    for (x, width) in zip(inputs, widths) {
      for row in 0..<rows { (destination + row * total + first).update(from: x.pointer + row * width, count: width) }
      first += width
    }
    return Evaluation(value: y)
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let delta = delta.materialized()
    var first = 0
    for input in node.inputs {
      let shape = pass.value(input).shape, width = shape[shape.count - 1]
      let gradient = ColumnGradient(
        delta: delta, columns: first..<first + width, rowSize: shape.dropFirst().reduce(1, *))
      pass.add(.deferred(gradient), to: input)
      first += width
    }
  }
}

/// Some channels of a gradient.
private struct ColumnGradient: DeferredGradient {
  let delta: Tensor
  let columns: Range<Int>
  let rowSize: Int

  func write(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    forEachPixel(rows) { source, offset in (destination + offset).update(from: source, count: columns.count) }
  }

  func add(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    forEachPixel(rows) { source, offset in accumulate(source, into: destination + offset, columns.count) }
  }

  @inline(__always)
  private func forEachPixel(_ rows: Range<Int>, _ body: (_ source: UnsafePointer<Float>, _ offset: Int) -> Void) {
    let total = delta.shape[delta.shape.count - 1]
    let source = delta.rows(rows).pointer + columns.lowerBound
    for pixel in 0..<rows.count * rowSize / columns.count { body(source + pixel * total, pixel * columns.count) }
  }
}

/// A picture set into a frame of zeros, or cut where the frame is negative, in rows, columns and channels.
///
/// `[n, h, w, c]` becomes `[n, h + top + bottom, w + left + right, c + channelsBefore + channelsAfter]`.
struct Framing: Operation {
  /// Numbers put before and after on rows, columns and channels; negative ones are cut.
  let before: [Int], after: [Int]

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let shape = inputs[0].shape
    precondition(shape.count == 4, "framing takes [n, h, w, c]")
    let framed = zip(shape.dropFirst(), zip(before, after)).map { $0 + $1.0 + $1.1 }
    precondition(framed.allSatisfy { $0 > 0 }, "nothing is left of \(shape)")
    return Evaluation(value: frame(inputs[0], to: [shape[0]] + framed, offsets: before))
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let shape = pass.value(node.inputs[0]).shape
    pass.add(.tensor(frame(delta.materialized(), to: shape, offsets: before.map(-))), to: node.inputs[0])
  }

  /// Copies the common part of x to an array of zeros, where it begins at `offsets`.
  private func frame(_ x: Tensor, to shape: [Int], offsets: [Int]) -> Tensor {
    var y = Tensor(zeros: shape)
    let destination = y.mutablePointer, source = x.pointer
    let common = (0..<3).map { axis in
      max(0, -offsets[axis])..<max(max(0, -offsets[axis]), min(x.shape[axis + 1], shape[axis + 1] - offsets[axis]))
    }
    let (columns, channels) = (x.shape[2], x.shape[3])
    for picture in 0..<shape[0] {
      for row in common[0] {
        for column in common[1] {
          let from = ((picture * x.shape[1] + row) * columns + column) * channels + common[2].lowerBound
          let to =
            ((picture * shape[1] + row + offsets[0]) * shape[2] + column + offsets[1]) * shape[3]
            + common[2].lowerBound + offsets[2]
          (destination + to).update(from: source + from, count: common[2].count)
        }
      }
    }
    return y
  }
}
