import Autodiff

/// A 2-D convolution as the sum of products that it is:
///
///     y[n, i, j, o] = Σ x[n, i s + r − top, j s + t − left, g·I + q] k[r, t, q, o],   g = ⌊o / O⌋,
///
/// with stride s and, in each group g, I input channels q and O filters o.
struct ReferenceConvolution {
  let x: [Int], kernel: [Int]
  let stride: Int
  let padding: Padding
  let groups: Int

  var outputShape: [Int] {
    [
      x[0], (x[1] + padding.top + padding.bottom - kernel[0]) / stride + 1,
      (x[2] + padding.left + padding.right - kernel[1]) / stride + 1, kernel[3],
    ]
  }

  /// Products in one sum.
  var terms: Int { kernel[0] * kernel[1] * kernel[2] }

  /// Calls `body` with the places in x, kernel and y of every product.
  @inline(__always)
  func forEachProduct(_ body: (_ x: Int, _ kernel: Int, _ y: Int) -> Void) {
    let y = outputShape, (inputs, filters) = (kernel[2], kernel[3])
    let (height, width, channels) = (x[1], x[2], x[3])
    for position in 0..<y[0] * y[1] * y[2] {
      let (n, i, j) = (position / (y[1] * y[2]), position / y[2] % y[1], position % y[2])
      for r in 0..<kernel[0] {
        let row = i * stride + r - padding.top
        guard row >= 0, row < height else { continue }
        for t in 0..<kernel[1] {
          let column = j * stride + t - padding.left
          guard column >= 0, column < width else { continue }
          let pixel = ((n * height + row) * width + column) * channels
          for q in 0..<inputs {
            let weight = ((r * kernel[1] + t) * inputs + q) * filters
            for o in 0..<filters {
              body(pixel + o / (filters / groups) * inputs + q, weight + o, position * filters + o)
            }
          }
        }
      }
    }
  }

  func callAsFunction(_ x: Numbers, _ kernel: Numbers) -> Numbers {
    var y = Numbers(zeros: outputShape)
    forEachProduct { y.values[$2] += x.values[$0] * kernel.values[$1] }
    return y
  }

  /// The gradient of ⟨c, y⟩ with respect to x and the kernel.
  func adjoint(_ x: Numbers, _ kernel: Numbers, _ c: Numbers) -> (x: Numbers, kernel: Numbers) {
    var dx = Numbers(zeros: x.shape), dk = Numbers(zeros: kernel.shape)
    forEachProduct {
      dx.values[$0] += c.values[$2] * kernel.values[$1]
      dk.values[$1] += c.values[$2] * x.values[$0]
    }
    return (dx, dk)
  }
}
