import Autodiff

extension Tensor {
  /// Some indices of the last axis, in ascending order; the same memory where these are all.
  ///
  /// - Complexity: O(numbers that are taken).
  func channels(_ indices: [Int]) -> Tensor {
    let width = shape[shape.count - 1]
    guard indices.count < width else { return self }
    let leading = Array(shape.dropLast())
    return withSpan { source in
      Tensor(leading + [indices.count]) { part in
        for row in 0..<leading.reduce(1, *) {
          for position in indices.indices {
            part[row * indices.count + position] = source[row * width + indices[position]]
          }
        }
      }
    }
  }

  /// Writes a part to some indices of the last axis.
  ///
  /// - Complexity: O(numbers of the part).
  mutating func setChannels(_ indices: [Int], to part: Tensor) {
    let width = shape[shape.count - 1], rows = shape.dropLast().reduce(1, *)
    precondition(part.count == rows * indices.count, "\(part.shape) for \(indices.count) channels of \(shape)")
    part.withSpan { part in
      withMutableSpan { destination in
        for row in 0..<rows {
          for position in indices.indices {
            destination[row * width + indices[position]] = part[row * indices.count + position]
          }
        }
      }
    }
  }
}
