import GradientCoding
import GradientStatistics
import Quantization
import RealModule

/// What a worker announces of a layer: the law fitted to what it is about to quantize, or its size where none fits.
enum LayerStatistics: Sendable, Equatable {
  /// The fitted law and, where the rule of scales wants it, the scale of least error for the values themselves, all of numbers
  /// that are 32-bit floats.
  case law(GeneralizedNormal, sampleScale: Float?)
  /// The root mean square of a layer that no law was fitted to: constant, zero, or of too few elements.
  case size(Float)

  /// Shapes beyond are taken for the nearest one: no gradient tells them apart.
  static let shapes = 0.2...8.0

  /// Fits the law of a layer's values, which are finite, about their mean.
  ///
  /// - Parameter format: The format whose best scale for the values is wanted, if any.
  /// - Complexity: as `LawFit`, and O(70 n) for a scale of fp4.
  init(of values: Span<Float>, scaledFor format: Minifloat?) {
    if let law = try? LawFit(to: values, location: Moments(values).mean).law {
      let shape = Float(min(max(law.shape, Self.shapes.lowerBound), Self.shapes.upperBound))
      let (location, scale) = (Float(law.location), Float(law.scale))
      if location.isFinite, scale.isFinite, scale > 0 {
        let law = GeneralizedNormal(location: Double(location), scale: Double(scale), shape: Double(shape))
        self = .law(law, sampleScale: format.map { Self.leastErrorScale($0, of: values, law) })
        return
      }
    }
    var sum = 0.0
    for index in values.indices { sum += Double(values[index]) * Double(values[index]) }
    self = .size(Float((sum / Double(values.count)).squareRoot()))
  }

  /// The scale of least error for the values; the nearest that there is where numbers are too small or large for any.
  private static func leastErrorScale(_ format: Minifloat, of values: Span<Float>, _ law: GeneralizedNormal) -> Float {
    let deviation = law.aboutZero.variance.squareRoot(), limits = ScaleTable.limits
    let scale = (try? format.leastErrorScale(forSample: values, deviation: deviation).scale) ?? 1 / deviation
    return Float(min(max(scale, Double(limits.lowerBound)), Double(limits.upperBound)))
  }

  /// E[X²] of what it describes.
  var meanSquare: Double {
    switch self {
    case .law(let law, _): law.variance + law.location * law.location
    case .size(let size): Double(size) * Double(size)
    }
  }
}

extension LayerStatistics {
  /// Writes shape, scale and location and, where there is one, the scale of least error, as 32-bit floats; of a size, a shape
  /// of 0 and the size.
  func write(to writer: inout ByteWriter) {
    switch self {
    case .law(let law, let sampleScale):
      writer.write(floats: [Float(law.shape), Float(law.scale), Float(law.location)])
      if let sampleScale { writer.write(floats: [sampleScale]) }
    case .size(let size): writer.write(floats: [0, size])
    }
  }

  /// Reads what ``write(to:)`` wrote, with or without scales of least error.
  ///
  /// - Throws: `CodecError`, also for numbers of no law.
  init(from reader: inout ByteReader, hasSampleScale: Bool) throws(CodecError) {
    let place = reader.place
    let shape = try reader.float(), scale = try reader.float()
    if shape == 0 {
      guard scale >= 0, scale.isFinite else {
        throw .invalid(place, found: "a root mean square of \(scale)", expected: "one that is finite and not negative")
      }
      self = .size(scale)
      return
    }
    let location = try reader.float()
    // The bounds as they cross.
    let shapes = Float(Self.shapes.lowerBound)...Float(Self.shapes.upperBound)
    guard shapes.contains(shape), scale > 0, scale.isFinite, location.isFinite else {
      throw .invalid(
        place, found: "shape \(shape), scale \(scale), location \(location)", expected: "those of a GenNorm law")
    }
    let sampleScale = hasSampleScale ? try reader.float() : nil
    guard sampleScale.map(ScaleTable.limits.contains) ?? true else {
      throw .invalid(place, found: "a best scale of \(sampleScale ?? 0)", expected: "2⁻⁶³ to 2⁶³")
    }
    self = .law(
      GeneralizedNormal(location: Double(location), scale: Double(scale), shape: Double(shape)),
      sampleScale: sampleScale)
  }
}

extension LayerStatistics {
  /// The law of a layer at all workers: with the weights of the round's plan, the arithmetic mean of the locations μ and the
  /// geometric means of α and β, over the workers that could fit one; with the geometric mean of their scales of least error.
  ///
  /// Where none could, it is Laplace's law with the weighted root mean square of the sizes as deviation; where all sizes
  /// are 0, there is none.
  static func combined(
    _ statistics: [LayerStatistics], weights: [Float]
  ) -> (law: GeneralizedNormal, sampleScale: Double?)? {
    var (sum, location, scale, shape, sampleScale, meanSquare, total) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    var hasSampleScale = true
    for (statistics, weight) in zip(statistics, weights) {
      let weight = Double(weight)
      total += weight
      meanSquare += weight * statistics.meanSquare
      guard case .law(let law, let best) = statistics else { continue }
      sum += weight
      location += weight * law.location
      scale += weight * .log(law.scale)
      shape += weight * .log(law.shape)
      if let best { sampleScale += weight * .log(Double(best)) } else { hasSampleScale = false }
    }
    if sum > 0 {
      let law = GeneralizedNormal(location: location / sum, scale: .exp(scale / sum), shape: .exp(shape / sum))
      return (law, hasSampleScale ? .exp(sampleScale / sum) : nil)
    }
    guard meanSquare > 0 else { return nil }
    return (GeneralizedNormal(deviation: (meanSquare / total).squareRoot(), shape: 1), nil)
  }
}

extension GeneralizedNormal {
  /// The law about zero that has the same shape and E[X²]: what a scale is chosen for, since levels lie about zero.
  var aboutZero: GeneralizedNormal {
    GeneralizedNormal(scale: scale * (1 + location * location / variance).squareRoot(), shape: shape)
  }
}
