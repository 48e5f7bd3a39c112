/// The sizes of a 2-D convolution of pictures `[batch, row, column, channel]`.
struct ConvolutionGeometry: Hashable, Sendable {
  var batch: Int
  let height: Int, width: Int, channels: Int
  let kernelHeight: Int, kernelWidth: Int, filters: Int
  let stride: Int
  let padding: Padding
  let groups: Int

  var outputHeight: Int { (height + padding.top + padding.bottom - kernelHeight) / stride + 1 }
  var outputWidth: Int { (width + padding.left + padding.right - kernelWidth) / stride + 1 }

  /// Numbers of one input picture, and of one output picture.
  var inputSize: Int { height * width * channels }
  var outputSize: Int { outputHeight * outputWidth * filters }

  /// The number of places of the kernel, its taps.
  var tapCount: Int { kernelHeight * kernelWidth }

  /// Whether each channel is filtered by itself.
  var isDepthwise: Bool { groups > 1 && groups == channels && channels == filters }

  /// Whether an output pixel is a product of a kernel matrix with the input pixel in its place.
  var isPointwise: Bool { tapCount == 1 && groups == 1 && stride == 1 && padding == .valid }

  /// Calls `body` with each output pixel, and `taps` that calls with the input pixels and taps that make it up; pixels
  /// and taps are counted row by row.
  @inline(__always)
  func forEachOutput(_ body: (_ y: Int, _ taps: Taps) -> Void) {
    for row in 0..<outputHeight {
      for column in 0..<outputWidth {
        body(
          row * outputWidth + column,
          Taps(geometry: self, top: row * stride - padding.top, left: column * stride - padding.left))
      }
    }
  }

  /// The taps of a kernel that lie on the picture when its corner lies at (top, left).
  struct Taps {
    let rows: Range<Int>, columns: Range<Int>
    /// The input pixel under tap 0, inside the picture or not.
    let corner: Int
    let width: Int, kernelWidth: Int

    @inline(__always)
    init(geometry: ConvolutionGeometry, top: Int, left: Int) {
      let firstRow = max(0, -top), firstColumn = max(0, -left)
      rows = firstRow..<max(firstRow, min(geometry.kernelHeight, geometry.height - top))
      columns = firstColumn..<max(firstColumn, min(geometry.kernelWidth, geometry.width - left))
      corner = top * geometry.width + left
      width = geometry.width
      kernelWidth = geometry.kernelWidth
    }

    /// Calls `body` with the input pixel and the tap of each product.
    @inline(__always)
    func forEach(_ body: (_ x: Int, _ tap: Int) -> Void) {
      for row in rows {
        for column in columns { body(corner + row * width + column, row * kernelWidth + column) }
      }
    }
  }
}

/// Zeros around a picture.
public struct Padding: Hashable, Sendable {
  public let top: Int, bottom: Int, left: Int, right: Int

  public init(top: Int, bottom: Int, left: Int, right: Int) {
    self.top = top
    self.bottom = bottom
    self.left = left
    self.right = right
  }

  /// The same number of zeros on all sides.
  public init(_ size: Int) { self.init(top: size, bottom: size, left: size, right: size) }

  /// No zeros.
  public static let valid = Padding(0)

  /// Zeros such that the output has ⌈size / stride⌉ rows and columns, the odd one below and right, as in TensorFlow.
  public static func same(height: Int, width: Int, window: Int, stride: Int) -> Padding {
    func total(_ size: Int) -> Int { max(0, ((size + stride - 1) / stride - 1) * stride + window - size) }
    let vertical = total(height), horizontal = total(width)
    return Padding(
      top: vertical / 2, bottom: vertical - vertical / 2, left: horizontal / 2, right: horizontal - horizontal / 2)
  }
}
