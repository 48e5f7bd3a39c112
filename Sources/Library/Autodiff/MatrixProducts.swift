/// A convolution as products of matrices: of the pixels that lie in one place of all pictures with the tap of the kernel
/// that leads from them to an output pixel; of all pixels at once where the kernel has one tap alone.
///
/// The kernel is read where it stands, `[row, column, in, out]`, and only those products are made that fall on pixels of
/// the picture: of a 3x3 kernel on a picture of 2x2 pixels 16 of 36, on one pixel 1 of 9.
struct MatrixProducts: ConvolutionProducts {
  private struct Product {
    /// Where the pixels, the tap and the output pixels begin.
    let x: Int, tap: Int, y: Int
  }

  private let geometry: ConvolutionGeometry
  private let kernel: Tensor
  private let products: [Product]

  init(geometry: ConvolutionGeometry, kernel: Tensor) {
    self.geometry = geometry
    self.kernel = kernel
    let (channels, filters) = (geometry.channels, geometry.filters)
    var products: [Product] = []
    if geometry.isPointwise {
      products.append(Product(x: 0, tap: 0, y: 0))
    } else {
      geometry.forEachOutput { y, taps in
        taps.forEach { x, tap in
          products.append(Product(x: x * channels, tap: tap * channels * filters, y: y * filters))
        }
      }
    }
    self.products = products
  }

  /// One product writes all of its result; several add up in one that was zero.
  private var accumulates: Bool { !geometry.isPointwise }

  /// Rows of a product over some pictures, and the numbers from one row to the next in x and y.
  private func rows(_ pictures: Int) -> (count: Int, x: Int, y: Int) {
    geometry.isPointwise
      ? (pictures * geometry.height * geometry.width, geometry.channels, geometry.filters)
      : (pictures, geometry.inputSize, geometry.outputSize)
  }

  func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, pictures: Int) {
    if accumulates { y.update(repeating: 0, count: pictures * geometry.outputSize) }
    let rows = rows(pictures)
    for product in products {
      OneDNN.product(
        x + product.x, aStride: rows.x, kernel.pointer + product.tap, rows: rows.count, columns: geometry.filters,
        inner: geometry.channels, accumulates: accumulates, into: y + product.y, cStride: rows.y)
    }
  }

  func data(x: UnsafeMutablePointer<Float>, y: UnsafePointer<Float>, pictures: Int) {
    if accumulates { x.update(repeating: 0, count: pictures * geometry.inputSize) }
    let rows = rows(pictures)
    for product in products {
      OneDNN.product(
        y + product.y, aStride: rows.y, transposed: false, kernel.pointer + product.tap, transposed: true,
        rows: rows.count, columns: geometry.channels, inner: geometry.filters, accumulates: accumulates,
        into: x + product.x, cStride: rows.x)
    }
  }

  func kernel(
    x: UnsafePointer<Float>, y: UnsafePointer<Float>, pictures: Int, into kernel: UnsafeMutablePointer<Float>,
    accumulates: Bool
  ) {
    if self.accumulates && !accumulates {
      kernel.update(repeating: 0, count: self.kernel.count)
    }
    let rows = rows(pictures)
    for product in products {
      OneDNN.product(
        x + product.x, aStride: rows.x, transposed: true, y + product.y, bStride: rows.y, rows: geometry.channels,
        columns: geometry.filters, inner: rows.count, accumulates: accumulates || self.accumulates,
        into: kernel + product.tap)
    }
  }
}
