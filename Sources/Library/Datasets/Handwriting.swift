import Randomness

/// How far one writer's digits stray from the skeletons, and the way from a skeleton to ink.
struct Handwriting {
  /// Height of a digit, in pixels.
  let height: ClosedRange<Float>
  /// Half the width of a stroke, in pixels.
  let radius: ClosedRange<Float>
  /// Largest rotation, as the tangent of half the angle.
  let rotation: Float
  /// Largest slant, columns a row.
  let slant: Float
  /// Width over the skeleton's width.
  let aspect: ClosedRange<Float>
  /// Largest shift of the centre, in pixels.
  let shift: Float
  /// Deviation of the points of a skeleton from their places, in digit heights.
  let wobble: Float
  /// The probability that one short piece of a stroke is missing.
  let gap: Float

  /// Straight pieces between two points of a skeleton.
  private static let pieces = 5

  /// Writes `skeleton` around `centre`.
  func write(
    _ skeleton: DigitSkeleton, at centre: SIMD2<Float>, on canvas: inout Canvas,
    using rng: inout some RandomNumberGenerator
  ) {
    let placement = placement(at: centre, using: &rng)
    let bend = SIMD2(rng.signed(), rng.signed()) * (1.5 * wobble)
    let radius = rng.within(radius)
    let isBroken = rng.unit() < gap
    let missing = rng.index(below: skeleton.strokes.reduce(0) { $0 + ($1.count - 1) * Self.pieces })
    var piece = 0
    for stroke in skeleton.strokes {
      let points = stroke.map { point in
        // A bow of the whole digit and a wobble of each point.
        let bowed = point + bend * (SIMD2(point.y * point.y, point.x * point.x) * 4 - 0.5)
        return placement.apply(bowed + SIMD2(rng.bell(), rng.bell()) * wobble)
      }
      let (first, last) = (radius * (0.85 + 0.3 * rng.unit()), radius * (0.75 + 0.35 * rng.unit()))
      let count = (points.count - 1) * Self.pieces
      var from = points[0]
      for step in 1...count {
        let to = Self.curve(through: points, at: step)
        let thickness = first + (last - first) * (Float(step) / Float(count))
        if !(isBroken && piece == missing) { canvas.line(from: from, to: to, radius: max(0.5, thickness)) }
        from = to
        piece += 1
      }
    }
  }

  /// A random affine map from skeleton to pixels.
  private func placement(at centre: SIMD2<Float>, using rng: inout some RandomNumberGenerator) -> Affine {
    let height = rng.within(height)
    let width = height * rng.within(aspect)
    let slant = -slant * rng.signed()
    let tangent = rotation * rng.signed()
    let (cosine, sine) = ((1 - tangent * tangent) / (1 + tangent * tangent), 2 * tangent / (1 + tangent * tangent))
    let x = SIMD2(cosine, sine) * width
    let y = SIMD2(cosine * slant - sine, sine * slant + cosine) * height
    return Affine(x: x, y: y, origin: centre + SIMD2(rng.signed(), rng.signed()) * shift)
  }

  /// The Catmull-Rom curve through `points`, `step / pieces` points from the first.
  private static func curve(through points: [SIMD2<Float>], at step: Int) -> SIMD2<Float> {
    let segment = min(step / pieces, points.count - 2)
    let t = Float(step - segment * pieces) / Float(pieces)
    let (b, c) = (points[segment], points[segment + 1])
    let a = segment > 0 ? points[segment - 1] : b
    let d = segment + 2 < points.count ? points[segment + 2] : c
    let linear = c - a
    let square = a * 2 - b * 5 + c * 4 - d
    let cube = (b - c) * 3 + d - a
    return b + (linear + (square + cube * t) * t) * (0.5 * t)
  }

  private struct Affine {
    let x: SIMD2<Float>, y: SIMD2<Float>, origin: SIMD2<Float>

    func apply(_ point: SIMD2<Float>) -> SIMD2<Float> {
      origin + x * point.x + y * point.y
    }
  }
}

extension RandomNumberGenerator {
  /// Uniform on [0, 1), in steps of 2⁻²⁴.
  mutating func unit() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// Uniform on [−1, 1).
  mutating func signed() -> Float {
    2 * unit() - 1
  }

  /// Uniform on `range`.
  mutating func within(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A bell-shaped value of mean 0 and variance 1, the sum of three uniform ones on [−1, 1).
  mutating func bell() -> Float {
    let bits = next()
    let sum = (0..<3).reduce(0) { $0 + Int(bits >> (21 * $1) & 0x1f_ffff) }
    return Float(sum) * 0x1p-20 - 3
  }
}
