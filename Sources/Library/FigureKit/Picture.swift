import CPNG
import Foundation

/// A picture of red, green and blue pixels, eight bits each.
public struct Picture: Sendable, Equatable {
  /// The size in pixels.
  public let width: Int, height: Int
  /// [row, column, channel], the top row first.
  public private(set) var pixels: [UInt8]

  /// Creates a picture.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0 && pixels.count == width * height * 3, "three bytes a pixel")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The number of different colours.
  ///
  /// - Complexity: O(pixels).
  public var colourCount: Int {
    var colours = Set<Int>()
    for index in stride(from: 0, to: pixels.count, by: 3) {
      colours.insert(Int(pixels[index]) << 16 | Int(pixels[index + 1]) << 8 | Int(pixels[index + 2]))
    }
    return colours.count
  }
}

extension Picture {
  /// The picture as a PNG file.
  ///
  /// - Throws: ``FigureError/cannotWrite(path:reason:)`` with libpng's message.
  public func png() throws(FigureError) -> Data {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(width)
    image.height = png_uint_32(height)
    image.format = Self.format
    defer { png_image_free(&image) }
    var size = png_alloc_size_t(0)
    guard png_image_write_to_memory(&image, nil, &size, 0, pixels, 0, nil) != 0 else {
      throw .cannotWrite(path: "PNG", reason: image.text)
    }
    var bytes = [UInt8](repeating: 0, count: size)
    guard png_image_write_to_memory(&image, &bytes, &size, 0, pixels, 0, nil) != 0 else {
      throw .cannotWrite(path: "PNG", reason: image.text)
    }
    return Data(bytes[..<size])
  }

  /// Reads a PNG file of any kind.
  ///
  /// - Throws: ``FigureError/unreadable(path:reason:)`` with libpng's message, or for more than 2²⁶ pixels.
  public init(png: Data, path: String = "PNG") throws(FigureError) {
    let decoded = png.withUnsafeBytes { Self.decode($0) }
    switch decoded {
    case .success(let picture): self = picture
    case .failure(let failure): throw .unreadable(path: path, reason: failure.text)
    }
  }

  private struct Failure: Error {
    let text: String
  }

  /// Decodes `bytes`, to which libpng holds on from the first call to the last.
  private static func decode(_ bytes: UnsafeRawBufferPointer) -> Result<Picture, Failure> {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
      return .failure(Failure(text: image.text))
    }
    let (width, height) = (Int(image.width), Int(image.height))
    guard width * height <= 1 << 26 else { return .failure(Failure(text: "\(width)×\(height) is too large")) }
    image.format = format
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    var background = png_color(red: 255, green: 255, blue: 255)
    guard png_image_finish_read(&image, &background, &pixels, 0, nil) != 0 else {
      return .failure(Failure(text: image.text))
    }
    return .success(Picture(width: width, height: height, pixels: pixels))
  }

  /// PNG_FORMAT_RGB, which the importer cannot see through.
  private static var format: png_uint_32 { png_uint_32(PNG_FORMAT_FLAG_COLOR) }
}

extension png_image {
  /// What libpng last said.
  fileprivate var text: String {
    withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
