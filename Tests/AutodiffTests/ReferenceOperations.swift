import Autodiff
import Glibc

/// Operations on matrices, numbers and losses once more, straight from their definitions.
extension Numbers {
  /// op(A) op(B).
  func product(transposed transposesA: Bool = false, _ b: Numbers, transposed transposesB: Bool = false) -> Numbers {
    let (rows, inner) = transposesA ? (shape[1], shape[0]) : (shape[0], shape[1])
    let columns = transposesB ? b.shape[0] : b.shape[1]
    var c = Numbers(zeros: [rows, columns])
    for i in 0..<rows {
      for j in 0..<columns {
        for k in 0..<inner {
          c.values[i * columns + j] +=
            values[transposesA ? k * rows + i : i * inner + k] * b.values[transposesB ? j * inner + k : k * columns + j]
        }
      }
    }
    return c
  }

  /// One number added to each element of the last axis.
  func adding(bias: Numbers) -> Numbers {
    Numbers(shape, values.indices.map { values[$0] + bias.values[$0 % bias.count] })
  }

  func relu() -> Numbers { map { max($0, 0) } }
  func tanh() -> Numbers { map { Glibc.tanh($0) } }
  func sigmoid() -> Numbers { map { 1 / (1 + exp(-$0)) } }

  /// e^{z_c} / Σ e^z of each row.
  func softmax() -> Numbers {
    let exponentials = map { exp($0) }, classes = shape[1]
    return Numbers(
      shape,
      values.indices.map { index in
        let first = index / classes * classes
        return exponentials.values[index] / exponentials.values[first..<first + classes].reduce(0, +)
      })
  }

  /// The mean over each worker's rows of −log softmax(z)[label].
  func softmaxCrossEntropy(labels: [Int32]) -> Numbers {
    let classes = shape[1]
    let losses = labels.enumerated().map { row, label in
      let z = values[row * classes..<(row + 1) * classes], largest = z.max() ?? 0
      return log(z.reduce(0) { $0 + exp($1 - largest) }) + largest - values[row * classes + Int(label)]
    }
    return Numbers([1], [losses.reduce(0, +) / Double(losses.count)])
  }

  /// The mean of (y − t)².
  func meanSquaredError(_ target: Numbers) -> Numbers {
    let difference = combined(target, -)
    return Numbers([1], [difference.dot(difference) / Double(count)])
  }

  /// Tensors side by side along the last axis.
  static func concatenation(_ parts: [Numbers]) -> Numbers {
    let widths = parts.map { $0.shape[$0.shape.count - 1] }
    let rows = parts[0].count / widths[0]
    let values = (0..<rows).flatMap { row in
      zip(parts, widths).flatMap { part, width in part.values[row * width..<(row + 1) * width] }
    }
    return Numbers(parts[0].shape.dropLast() + [widths.reduce(0, +)], values)
  }
}
