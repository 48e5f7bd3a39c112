/// The largest or the mean number of a window, channel by channel, of pictures `[batch, row, column, channel]`.
///
/// Zeros around the picture take no part: the mean is over what lies inside, as in TensorFlow.
struct Pooling: Operation {
  enum Kind: Sendable {
    case maximum
    case average
  }

  let kind: Kind
  let window: Int
  let stride: Int
  let padding: Padding

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let x = inputs[0]
    let windows = Windows(x.shape, window: window, stride: stride, padding: padding)
    var y = Tensor(uninitialized: [x.rowCount, windows.outputHeight, windows.outputWidth, windows.channels])
    let destination = y.mutablePointer, source = x.pointer, channels = windows.channels
    for picture in 0..<x.rowCount {
      let input = source + picture * x.rowSize, output = destination + picture * y.rowSize
      windows.forEach { position, field in
        forEachVector(channels) { channel, lanes in
          let pixels = input + channel
          var result: Lanes
          switch kind {
          case .maximum:
            result = Lanes(repeating: -.infinity)
            field.forEach { result = larger(load(pixels + $0, lanes), result) }
          case .average:
            result = .zero
            field.forEach { result += load(pixels + $0, lanes) }
            result /= Float(field.count)
          }
          store(result, output + position + channel, lanes)
        }
      }
    }
    return Evaluation(value: y)
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let x = pass.value(node.inputs[0])
    pass.add(
      .deferred(PoolingGradient(operation: self, x: x, y: node.value, dy: delta.materialized())), to: node.inputs[0])
  }
}

/// The places that a window takes on a picture, and the numbers inside the picture that it covers.
private struct Windows {
  let height: Int, width: Int, channels: Int
  let outputHeight: Int, outputWidth: Int
  private let window: Int, stride: Int
  private let padding: Padding

  /// The part of a picture under a window.
  struct Field {
    let rows: Range<Int>, columns: Range<Int>
    let rowSize: Int, channels: Int
    var count: Int { rows.count * columns.count }

    /// Calls `body` with the offset of each pixel, row by row.
    @inline(__always)
    func forEach(_ body: (_ offset: Int) -> Void) {
      for row in rows {
        for column in columns { body(row * rowSize + column * channels) }
      }
    }
  }

  init(_ shape: [Int], window: Int, stride: Int, padding: Padding) {
    precondition(shape.count == 4, "pooling takes [n, h, w, c]")
    (height, width, channels) = (shape[1], shape[2], shape[3])
    self.window = window
    self.stride = stride
    self.padding = padding
    outputHeight = (height + padding.top + padding.bottom - window) / stride + 1
    outputWidth = (width + padding.left + padding.right - window) / stride + 1
    precondition(
      min(height + padding.top + padding.bottom, width + padding.left + padding.right) >= window,
      "\(shape) is smaller than the window \(window)")
    precondition(
      max(padding.top, padding.left, padding.bottom, padding.right) < window, "a window may not lie outside the picture"
    )
  }

  /// Calls `body` with the offset of each output pixel and the field under its window.
  @inline(__always)
  func forEach(_ body: (_ position: Int, _ field: Field) -> Void) {
    for row in 0..<outputHeight {
      let top = row * stride - padding.top
      for column in 0..<outputWidth {
        let left = column * stride - padding.left
        let field = Field(
          rows: max(0, top)..<min(height, top + window), columns: max(0, left)..<min(width, left + window),
          rowSize: width * channels, channels: channels)
        body((row * outputWidth + column) * channels, field)
      }
    }
  }
}

/// ∂x of a pooling; of several largest numbers in a window the first takes all.
private struct PoolingGradient: DeferredGradient {
  let operation: Pooling
  let x: Tensor, y: Tensor, dy: Tensor
  var rowSize: Int { x.rowSize }

  func write(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    destination.update(repeating: 0, count: rows.count * rowSize)
    add(rows: rows, to: destination)
  }

  func add(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    let windows = Windows(
      x.shape, window: operation.window, stride: operation.stride, padding: operation.padding)
    let channels = windows.channels
    for picture in rows {
      let input = x.pointer + picture * x.rowSize, output = y.pointer + picture * y.rowSize
      let delta = dy.pointer + picture * y.rowSize
      let to = destination + (picture - rows.lowerBound) * x.rowSize
      windows.forEach { position, field in
        let share = 1 / Float(field.count)
        forEachVector(channels) { channel, lanes in
          var d = load(delta + position + channel, lanes)
          switch operation.kind {
          case .average:
            d *= share
            field.forEach { offset in
              let i = offset + channel
              store(load(to + i, lanes) + d, to + i, lanes)
            }
          case .maximum:
            let largest = load(output + position + channel, lanes)
            field.forEach { offset in
              let i = offset + channel
              let isLargest = load(input + i, lanes) .== largest
              store(load(to + i, lanes) + Lanes.zero.replacing(with: d, where: isLargest), to + i, lanes)
              d.replace(with: Lanes.zero, where: isLargest)
            }
          }
        }
      }
    }
  }
}

/// The mean over all positions of each channel: `[batch, row, column, channel]` to `[batch, channel]`.
struct GlobalAveragePooling: Operation {
  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let x = inputs[0], channels = x.shape[3]
    var y = Tensor(zeros: [x.rowCount, channels])
    let positions = x.rowSize / channels, destination = y.mutablePointer
    for picture in 0..<x.rowCount {
      addColumnSums(
        x.pointer + picture * x.rowSize, rows: positions, columns: channels, to: destination + picture * channels)
    }
    forEachVector(y.count) { i, lanes in store(load(destination + i, lanes) / Float(positions), destination + i, lanes)
    }
    return Evaluation(value: y)
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let shape = pass.value(node.inputs[0]).shape, delta = delta.materialized()
    var gradient = Tensor(uninitialized: shape)
    let destination = gradient.mutablePointer, channels = shape[3], positions = shape[1] * shape[2]
    for picture in 0..<shape[0] {
      let d = delta.pointer + picture * channels, to = destination + picture * gradient.rowSize
      forEachVector(rows: positions, columns: channels) { channel, lanes in
        load(d + channel, lanes) / Float(positions)
      } _: { share, i, lanes in
        store(share, to + i, lanes)
      }
    }
    pass.add(.tensor(gradient), to: node.inputs[0])
  }
}
