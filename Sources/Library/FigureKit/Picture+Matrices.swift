extension Picture {
  /// A colour with eight bits a channel.
  public struct Colour: Sendable, Equatable {
    public let red: UInt8, green: UInt8, blue: UInt8

    public static let white = Colour(red: 255, green: 255, blue: 255)

    public init(red: UInt8, green: UInt8, blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    /// The colour mixed with white: white at a `share` of 0, the colour itself at 1.
    public func mixed(_ share: Double) -> Colour {
      func mix(_ channel: UInt8) -> UInt8 { UInt8((255 - max(0, min(1, share)) * (255 - Double(channel))).rounded()) }
      return Colour(red: mix(red), green: mix(green), blue: mix(blue))
    }
  }

  /// A matrix of coloured cells.
  public struct ColourMatrix: Sendable, Equatable {
    /// The cells, the top row first, all rows equally long.
    public let rows: [[Colour]]
    /// Pixels of a cell.
    public let cellWidth: Int, cellHeight: Int

    public init(_ rows: [[Colour]], cellWidth: Int = 4, cellHeight: Int = 4) {
      let columns = rows.first?.count ?? 0
      precondition(columns > 0 && rows.allSatisfy { $0.count == columns }, "a matrix")
      precondition(cellWidth > 0 && cellHeight > 0, "cells have a size")
      self.rows = rows
      self.cellWidth = cellWidth
      self.cellHeight = cellHeight
    }

    var width: Int { rows[0].count * cellWidth }
    var height: Int { rows.count * cellHeight }
  }

  /// Matrices side by side, their tops level, each in a grey frame, on white.
  ///
  /// - Parameter gap: Pixels around each frame, which is one pixel wide.
  /// - Complexity: O(pixels).
  public static func matrices(_ matrices: [ColourMatrix], gap: Int = 12) -> Picture {
    precondition(!matrices.isEmpty && gap >= 1, "a matrix and room for its frame")
    let width = matrices.reduce(gap) { $0 + $1.width + 2 + gap }
    let height = 2 * gap + 2 + (matrices.map(\.height).max() ?? 0)
    var pixels = [UInt8](repeating: 255, count: width * height * 3)
    func paint(_ x: Int, _ y: Int, _ colour: Colour) {
      let index = (y * width + x) * 3
      (pixels[index], pixels[index + 1], pixels[index + 2]) = (colour.red, colour.green, colour.blue)
    }
    let frame = Colour(red: 128, green: 128, blue: 128)
    var left = gap
    for matrix in matrices {
      for y in 0..<matrix.height + 2 {
        for x in 0..<matrix.width + 2 {
          let isFrame = x == 0 || y == 0 || x == matrix.width + 1 || y == matrix.height + 1
          let colour = isFrame ? frame : matrix.rows[(y - 1) / matrix.cellHeight][(x - 1) / matrix.cellWidth]
          paint(left + x, gap + y, colour)
        }
      }
      left += matrix.width + 2 + gap
    }
    return Picture(width: width, height: height, pixels: pixels)
  }
}
