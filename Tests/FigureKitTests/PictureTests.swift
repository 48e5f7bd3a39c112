import FigureKit
import Foundation
import Testing

@Suite struct PictureTests {
  @Test func aPictureComesBackFromItsPNG() throws {
    let pixels = (0..<(7 * 5 * 3)).map { UInt8($0 * 37 % 256) }
    let picture = Picture(width: 7, height: 5, pixels: pixels)
    #expect(try Picture(png: picture.png()) == picture)
  }

  @Test func damagedBytesAreRejected() throws {
    let png = try Picture(width: 16, height: 16, pixels: (0..<768).map { UInt8($0 % 251) }).png()
    for length in [0, 1, 8, 20, png.count / 2] {
      #expect(throws: FigureError.self) { try Picture(png: Data(png.prefix(length))) }
    }
    #expect(throws: FigureError.self) { try Picture(png: Data("no picture at all".utf8)) }
  }

  /// Two by two cells of 4 pixels, a gap of 4 and a bar of 8: 20 by 8 pixels.
  @Test func aHeatMapShowsEachCellAndTheBar() throws {
    let map = Picture.heatMap([[0, 1], [.nan, 0.5]], cell: 4)
    func colour(_ x: Int, _ y: Int) -> [UInt8] { Array(map.pixels[((y * map.width + x) * 3)...].prefix(3)) }
    func expected(_ value: Double) -> [UInt8] {
      let (red, green, blue) = ColourMap.colour(value)
      return [red, green, blue]
    }
    #expect(map.width == 20 && map.height == 8)
    #expect(colour(1, 1) == expected(0) && colour(6, 3) == expected(1) && colour(7, 7) == expected(0.5))
    #expect(colour(0, 7) == [255, 255, 255] && colour(9, 0) == [255, 255, 255])
    #expect(colour(15, 0) == expected(1) && colour(19, 7) == expected(0))
  }

  @Test func coloursAreOfTheTableAtItsEnds() {
    #expect(ColourMap.colour(-1) == (68, 1, 84) && ColourMap.colour(2) == (253, 231, 37))
  }

  /// Rec. 709 luma grows along the map: that is what makes it read the same in grey.
  @Test func lightnessGrows() {
    let luma = (0...90).map { step in
      let (red, green, blue) = ColourMap.colour(Double(step) / 90)
      return 0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)
    }
    #expect(zip(luma, luma.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// Cells of 2 by 1 and of 1 by 1 pixels in frames with gaps of 2: 2 + 4 + 2 + 3 + 2 pixels by 2 + 4 + 2.
  @Test func matricesStandSideBySideInFrames() {
    let dark = Picture.Colour(red: 10, green: 20, blue: 30)
    let picture = Picture.matrices(
      [.init([[dark], [.white]], cellWidth: 2, cellHeight: 1), .init([[dark]], cellWidth: 1, cellHeight: 1)], gap: 2)
    let rows = (0..<picture.height).map { y in
      (0..<picture.width).map { x -> Character in
        switch picture.pixels[(y * picture.width + x) * 3] {
        case 255: "."
        case 128: "#"
        case 10: "d"
        default: "?"
        }
      }
    }
    #expect(
      rows.map { String($0) } == [
        ".............", ".............", "..####..###..", "..#dd#..#d#..", "..#..#..###..", "..####.......",
        ".............", ".............",
      ])
  }

  @Test func coloursMixWithWhite() {
    let colour = Picture.Colour(red: 0, green: 100, blue: 255)
    #expect(colour.mixed(0) == .white && colour.mixed(1) == colour)
    #expect(colour.mixed(0.5) == .init(red: 128, green: 178, blue: 255))
  }
}
