import Autodiff

/// Operations on pictures `[batch, row, column, channel]` once more, straight from their definitions.
extension Numbers {
  /// The number at a place, zero outside the picture.
  func pixel(_ n: Int, _ row: Int, _ column: Int, _ channel: Int) -> Double {
    guard 0..<shape[1] ~= row, 0..<shape[2] ~= column, 0..<shape[3] ~= channel else { return 0 }
    return values[((n * shape[1] + row) * shape[2] + column) * shape[3] + channel]
  }

  /// Pictures of another size and what each number of them is.
  private func pictures(
    _ height: Int, _ width: Int, _ channels: Int, _ value: (_ n: Int, _ i: Int, _ j: Int, _ c: Int) -> Double
  ) -> Numbers {
    var values: [Double] = []
    values.reserveCapacity(shape[0] * height * width * channels)
    for n in 0..<shape[0] {
      for i in 0..<height {
        for j in 0..<width {
          for c in 0..<channels { values.append(value(n, i, j, c)) }
        }
      }
    }
    return Numbers([shape[0], height, width, channels], values)
  }

  /// One number made of the part of each window that lies inside the picture.
  func pooled(window: Int, stride: Int, padding: Padding = .valid, _ summary: ([Double]) -> Double) -> Numbers {
    let height = (shape[1] + padding.top + padding.bottom - window) / stride + 1
    let width = (shape[2] + padding.left + padding.right - window) / stride + 1
    return pictures(height, width, shape[3]) { n, i, j, c in
      let rows = (0..<window).map { i * stride - padding.top + $0 }.filter { 0..<shape[1] ~= $0 }
      let columns = (0..<window).map { j * stride - padding.left + $0 }.filter { 0..<shape[2] ~= $0 }
      return summary(rows.flatMap { row in columns.map { pixel(n, row, $0, c) } })
    }
  }

  /// The mean over all positions.
  func globalAverage() -> Numbers {
    let (positions, channels) = (shape[1] * shape[2], shape[3])
    var means = Numbers(zeros: [shape[0], channels])
    for i in 0..<count {
      means.values[i / (positions * channels) * channels + i % channels] += values[i] / Double(positions)
    }
    return means
  }

  /// Zeros around pictures, or rows, columns and channels cut off where numbers are negative.
  func framed(top: Int, bottom: Int, left: Int, right: Int, before: Int = 0, after: Int = 0) -> Numbers {
    pictures(shape[1] + top + bottom, shape[2] + left + right, shape[3] + before + after) { n, i, j, c in
      pixel(n, i - top, j - left, c - before)
    }
  }

  /// Mean and biased variance of each channel, [2, channels].
  func channelMoments() -> Numbers {
    let channels = shape[3], positions = Double(count / channels)
    var moments = Numbers(zeros: [2, channels])
    for i in 0..<count { moments.values[i % channels] += values[i] / positions }
    for i in 0..<count {
      let difference = values[i] - moments.values[i % channels]
      moments.values[channels + i % channels] += difference * difference / positions
    }
    return moments
  }

  /// γ (z − μ) / √(v + ε) + β, by the batch's moments where none are given.
  func normalized(scale: Numbers, offset: Numbers, epsilon: Double, moving: Numbers? = nil) -> Numbers {
    let moments = moving ?? channelMoments(), channels = shape[3]
    return Numbers(
      shape,
      values.indices.map { i in
        let c = i % channels
        let whitened = (values[i] - moments.values[c]) / (moments.values[channels + c] + epsilon).squareRoot()
        return scale.values[c] * whitened + offset.values[c]
      })
  }
}
