/// y = f(γ (z − μ) / √(v + ε) + β + r): normalisation of each channel by the moments of a worker's batch (Ioffe and
/// Szegedy 2015), an optional residual r, and an activation, in one pass over the numbers.
struct BatchNormalization: Operation {
  /// ε.
  let epsilon: Float
  let activation: Activation
  /// Means and variances, [workers, 2, channels], where they are known: left by a convolution, or moving ones.
  let moments: Tensor?
  /// Whether the moments are the batch's, and so depend on z.
  let usesBatch: Bool

  func forward(_ inputs: [Tensor], _ context: ForwardContext) -> Evaluation {
    let z = inputs[0]
    let channels = inputs[1].count
    let workers = usesBatch ? context.workerCount : 1
    let moments = self.moments ?? batchMoments(z, workers: workers, channels: channels)
    let positions = z.count / channels / workers
    var y = Tensor(uninitialized: z.shape)
    let destination = y.mutablePointer, source = z.pointer
    let residual = inputs.count > 3 ? inputs[3].pointer : nil
    let affine = affineMaps(moments, inputs[1], inputs[2])
    for worker in 0..<workers {
      let scale = affine.pointer + worker * 2 * channels, shift = scale + channels
      let start = worker * positions * channels
      let from = source + start, to = destination + start
      forEachVector(rows: positions, columns: channels) { c, lanes in
        (scale: load(scale + c, lanes), shift: load(shift + c, lanes))
      } _: { map, i, lanes in
        var sum = map.shift.addingProduct(load(from + i, lanes), map.scale)
        if let residual { sum += load(residual + start + i, lanes) }
        store(activation.value(sum), to + i, lanes)
      }
    }
    return Evaluation(value: y, saved: [moments, affine])
  }

  func adjoint(_ node: Node, _ delta: consuming Gradient, _ pass: inout BackwardPass) {
    let z = pass.value(node.inputs[0]), gamma = pass.value(node.inputs[1])
    let channels = gamma.count
    let workers = pass.workerCount
    let dy = delta.materialized()
    let moments = node.evaluation.saved[0]
    let output = Output(
      z: z, y: node.inputs.count > 3 ? node.value : nil, affine: node.evaluation.saved[1], activation: activation)
    let positions = z.count / channels / workers
    var coefficients = Tensor(uninitialized: [workers, 3, channels])
    var gammaGradients: [Tensor] = [], betaGradients: [Tensor] = []
    for worker in 0..<workers {
      let mean = moments.pointer + (usesBatch ? worker : 0) * 2 * channels, variance = mean + channels
      let start = worker * positions * channels
      let d = dy.pointer + start, source = z.pointer + start
      let mask = output.mask(worker: worker, from: start)
      var sums = [Double](repeating: 0, count: channels), products = sums
      sums.withUnsafeMutableBufferPointer { sums in
        products.withUnsafeMutableBufferPointer { products in
          guard let first = sums.baseAddress, let second = products.baseAddress else { return }
          sumColumns(rows: positions, columns: channels, into: first, second) { c, lanes in
            (map: mask.map(c, lanes), mean: load(mean + c, lanes))
          } of: { constants, i, lanes in
            let g = mask.masked(load(d + i, lanes), i, constants.map, lanes)
            return (g, g * (load(source + i, lanes) - constants.mean))
          }
        }
      }
      var gammaGradient = Tensor(uninitialized: [channels]), betaGradient = gammaGradient
      let toGamma = gammaGradient.mutablePointer, toBeta = betaGradient.mutablePointer
      let a = coefficients.mutablePointer + worker * 3 * channels, b = a + channels, c = b + channels
      for channel in 0..<channels {
        let inverse = 1 / (variance[channel] + epsilon).squareRoot()
        toGamma[channel] = Float(products[channel]) * inverse
        toBeta[channel] = Float(sums[channel])
        // ∂z = a g + b z + c, from g by the chain rule through the batch's mean and variance.
        a[channel] = gamma.pointer[channel] * inverse
        b[channel] = usesBatch ? -a[channel] * inverse * toGamma[channel] / Float(positions) : 0
        c[channel] = usesBatch ? -a[channel] * toBeta[channel] / Float(positions) - b[channel] * mean[channel] : 0
      }
      gammaGradients.append(gammaGradient)
      betaGradients.append(betaGradient)
    }
    pass.contribute(to: node.inputs[1], byWorker: gammaGradients)
    pass.contribute(to: node.inputs[2], byWorker: betaGradients)
    pass.add(
      .deferred(
        NormalizationGradient(
          z: z, dy: dy, output: output, coefficients: coefficients, rowsPerWorker: z.rowCount / workers)),
      to: node.inputs[0])
    if node.inputs.count > 3 {
      pass.add(.deferred(MaskedGradient(y: node.value, dy: dy, activation: activation)), to: node.inputs[3])
    }
  }

  /// Scale γ / √(v + ε) and shift β − μ scale of each channel, [workers, 2, channels].
  private func affineMaps(_ moments: Tensor, _ gamma: Tensor, _ beta: Tensor) -> Tensor {
    let channels = gamma.count
    var maps = Tensor(uninitialized: moments.shape)
    let destination = maps.mutablePointer
    for worker in 0..<moments.rowCount {
      let mean = moments.pointer + worker * 2 * channels, variance = mean + channels
      let scale = destination + worker * 2 * channels, shift = scale + channels
      for c in 0..<channels {
        scale[c] = gamma.pointer[c] / (variance[c] + epsilon).squareRoot()
        shift[c] = beta.pointer[c] - mean[c] * scale[c]
      }
    }
    return maps
  }

  private func batchMoments(_ z: Tensor, workers: Int, channels: Int) -> Tensor {
    var moments = Tensor(uninitialized: [workers, 2, channels])
    let positions = z.count / channels / workers
    for worker in 0..<workers {
      var sums = ColumnMoments(columns: channels)
      sums.add(z.pointer + worker * positions * channels, rows: positions)
      sums.write(to: moments.mutablePointer + worker * 2 * channels)
    }
    return moments
  }
}

/// Where the sums before the activation were positive: read from y, or computed again from z where no residual was
/// added, which saves reading y.
private struct Output: Sendable {
  let z: Tensor
  let y: Tensor?
  /// Scale and shift, [workers or 1, 2, channels].
  let affine: Tensor
  let activation: Activation

  /// The mask of one worker, for offsets from `start` on.
  func mask(worker: Int, from start: Int) -> Mask {
    let channels = affine.shape[2], scale = affine.pointer + (affine.rowCount > 1 ? worker : 0) * 2 * channels
    return Mask(
      source: (y ?? z).pointer + start, isOutput: y != nil, scale: scale, shift: scale + channels,
      activation: activation)
  }

  struct Mask {
    let source: UnsafePointer<Float>
    let isOutput: Bool
    let scale: UnsafePointer<Float>, shift: UnsafePointer<Float>
    let activation: Activation

    typealias Map = (scale: Lanes, shift: Lanes)

    @inline(__always)
    func map(_ channel: Int, _ lanes: Int) -> Map { (load(scale + channel, lanes), load(shift + channel, lanes)) }

    /// f'(y) times a gradient.
    @inline(__always)
    func masked(_ gradient: Lanes, _ i: Int, _ map: Map, _ lanes: Int) -> Lanes {
      let value = load(source + i, lanes)
      return activation.masked(gradient, by: isOutput ? value : map.shift.addingProduct(value, map.scale))
    }
  }
}

/// ∂z = a f'(y) ∂y + b z + c for each channel of each worker.
private struct NormalizationGradient: DeferredGradient {
  let z: Tensor, dy: Tensor
  let output: Output
  /// a, b and c, [workers, 3, channels].
  let coefficients: Tensor
  let rowsPerWorker: Int
  var rowSize: Int { z.rowSize }

  func write(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    forEachVector(rows) { value, place, lanes in store(value, destination + place, lanes) }
  }

  func add(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    forEachVector(rows) { value, place, lanes in
      store(load(destination + place, lanes) + value, destination + place, lanes)
    }
  }

  /// Calls `body(vector, offset, lanes)` for the gradient of some rows, the first of which has offset 0.
  @inline(__always)
  private func forEachVector(_ rows: Range<Int>, _ body: (_ value: Lanes, _ offset: Int, _ lanes: Int) -> Void) {
    let channels = coefficients.shape[2]
    for worker in rows.lowerBound / rowsPerWorker...(rows.upperBound - 1) / rowsPerWorker {
      let part = rows.clamped(to: worker * rowsPerWorker..<(worker + 1) * rowsPerWorker)
      let start = part.lowerBound * z.rowSize
      let source = z.pointer + start, d = dy.pointer + start
      let mask = output.mask(worker: worker, from: start)
      let offset = start - rows.lowerBound * z.rowSize
      let a = coefficients.pointer + worker * 3 * channels, b = a + channels, c = b + channels
      Autodiff.forEachVector(rows: part.count * z.rowSize / channels, columns: channels) { channel, lanes in
        (
          a: load(a + channel, lanes), b: load(b + channel, lanes), c: load(c + channel, lanes),
          map: mask.map(channel, lanes)
        )
      } _: { k, i, lanes in
        let g = mask.masked(load(d + i, lanes), i, k.map, lanes)
        body(k.c.addingProduct(k.b, load(source + i, lanes)).addingProduct(k.a, g), offset + i, lanes)
      }
    }
  }
}

/// f'(y) ∂y, the gradient of a residual.
struct MaskedGradient: DeferredGradient {
  let y: Tensor, dy: Tensor
  let activation: Activation
  var rowSize: Int { y.rowSize }

  func write(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    let value = y.rows(rows), d = dy.rows(rows).pointer
    forEachVector(value.count) { i, lanes in
      store(activation.masked(load(d + i, lanes), by: load(value.pointer + i, lanes)), destination + i, lanes)
    }
  }

  func add(rows: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
    let value = y.rows(rows), d = dy.rows(rows).pointer
    forEachVector(value.count) { i, lanes in
      let g = activation.masked(load(d + i, lanes), by: load(value.pointer + i, lanes))
      store(load(destination + i, lanes) + g, destination + i, lanes)
    }
  }
}
