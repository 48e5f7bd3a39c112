import Randomness

/// Paints one picture after another; holds what they share.
struct DigitPainter {
  let side: Int
  private let skeletons = DigitSkeleton.all()
  private var canvas: Canvas

  init(side: Int) {
    self.side = side
    canvas = Canvas(height: side)
  }

  private static let pen = Handwriting(
    height: 15...21, radius: 0.7...1.6, rotation: 0.16, slant: 0.4, aspect: 0.7...1.25, shift: 3, wobble: 0.05, gap: 0.2
  )

  /// Writes light strokes on black into [row, column], with uneven ink and now and then specks.
  mutating func paintHandwritten(
    _ label: Int, into picture: inout [UInt8], using rng: inout some RandomNumberGenerator
  ) {
    let centre = SIMD2(repeating: Float(side - 1) / 2)
    canvas.clear()
    write(label, as: Self.pen, at: centre, using: &rng)
    for _ in 0..<(rng.index(below: 4) == 0 ? 4 : 0) {
      let speck = centre + SIMD2(rng.signed(), rng.signed()) * centre
      canvas.line(from: speck, to: speck + SIMD2(rng.signed(), rng.signed()), radius: 0.5)
    }
    let (full, roughness) = (rng.within(200...255), rng.within(0.1...0.4) / 255)
    var noise: UInt64 = 0
    for index in picture.indices {
      if index & 7 == 0 { noise = rng.next() } else { noise >>= 8 }
      let ink = canvas.ink(row: index / side, column: index % side)
      picture[index] = UInt8(full * ink * (1 - roughness * Float(noise & 0xff)))
    }
  }

  /// Writes one digit in a way drawn at random.
  private mutating func write(
    _ label: Int, as pen: Handwriting, at centre: SIMD2<Float>, using rng: inout some RandomNumberGenerator
  ) {
    let ways = skeletons[label]
    pen.write(ways[rng.index(below: ways.count)], at: centre, on: &canvas, using: &rng)
  }
}

// MARK: - Coloured digits

extension DigitPainter {
  private static let sign = Handwriting(
    height: 17...25, radius: 1.1...2.4, rotation: 0.07, slant: 0.18, aspect: 0.75...1.2, shift: 2, wobble: 0.02, gap: 0)

  /// Paints a digit on a textured ground into [row, column, channel], with parts of other digits beside it.
  mutating func paintColoured(
    _ label: Int, into picture: inout [UInt8], using rng: inout some RandomNumberGenerator
  ) {
    let centre = SIMD2(repeating: Float(side - 1) / 2)
    canvas.clear()
    write(label, as: Self.sign, at: centre, using: &rng)
    for direction: Float in [-1, 1] where rng.index(below: 2) == 0 {
      let beside = centre + SIMD2(direction * rng.within(17...23), rng.signed() * 2)
      write(rng.index(below: 10), as: Self.sign, at: beside, using: &rng)
    }
    let colours = Colours(using: &rng)
    let texture = Texture(using: &rng)
    let grain = rng.within(4...28) / 255
    var noise: UInt64 = 0
    var index = 0
    for row in 0..<side {
      for column in 0..<side {
        let ink = canvas.ink(row: row, column: column)
        let shade = texture.value(row: row, column: column)
        for channel in 0..<3 {
          if index & 7 == 0 { noise = rng.next() } else { noise >>= 8 }
          let ground = colours.ground[channel] + shade
          let value = ground + (colours.digit[channel] + 0.4 * shade - ground) * ink
          picture[index] = UInt8(max(0, min(255, 255 * value + grain * (Float(noise & 0xff) - 127.5))))
          index += 1
        }
      }
    }
  }

  /// The colours of digit and ground, [channel], in 0...1, never alike.
  private struct Colours {
    let ground: SIMD4<Float>
    let digit: SIMD4<Float>

    init(using rng: inout some RandomNumberGenerator) {
      let contrast = rng.within(0.15...0.55) * (rng.index(below: 2) == 0 ? -1 : 1)
      let light = contrast > 0 ? rng.within(0.1...(0.9 - contrast)) : rng.within((0.1 - contrast)...0.9)
      let tint = rng.within(0...0.2)
      func tinted(_ light: Float, using rng: inout some RandomNumberGenerator) -> SIMD4<Float> {
        SIMD4(light + tint * rng.signed(), light + tint * rng.signed(), light + tint * rng.signed(), 0)
      }
      ground = tinted(light, using: &rng)
      digit = tinted(light + contrast, using: &rng)
    }
  }

  /// A slope of light across the picture and smooth blotches, added to the ground.
  private struct Texture {
    private let slope: SIMD2<Float>
    /// Blotches at the corners of cells of 8 × 8 pixels, [row, column].
    private let blotches: [Float]

    init(using rng: inout some RandomNumberGenerator) {
      slope = SIMD2(rng.signed(), rng.signed()) * (0.12 / 16)
      let strength = rng.within(0...0.15)
      blotches = (0..<25).map { _ in strength * rng.signed() }
    }

    func value(row: Int, column: Int) -> Float {
      let (top, left) = (row >> 3, column >> 3)
      let (y, x) = (Float(row & 7) * 0.125, Float(column & 7) * 0.125)
      let corner = 5 * top + left
      let upper = blotches[corner] + (blotches[corner + 1] - blotches[corner]) * x
      let lower = blotches[corner + 5] + (blotches[corner + 6] - blotches[corner + 5]) * x
      return slope.x * (Float(column) - 15.5) + slope.y * (Float(row) - 15.5) + upper + (lower - upper) * y
    }
  }
}
