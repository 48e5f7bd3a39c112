import GradientStatistics
import RealModule

extension LayerStatistics {
  /// The law with the sample's mean, variance and mean distance from the mean; nil where there is no such law.
  static func fit(_ values: Span<Float>) -> GeneralizedNormal? {
    guard values.count > 1 else { return nil }
    let n = Double(values.count)
    var (mean, variance, distance) = (0.0, 0.0, 0.0)
    for index in values.indices { mean += Double(values[index]) / n }
    for index in values.indices {
      let d = abs(Double(values[index]) - mean)
      variance += d * d / n
      distance += d / n
    }
    guard variance > 0 else { return nil }
    let ratio = distance * distance / variance
    var (low, high) = (shapes.lowerBound, shapes.upperBound)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      let value = Double.exp(2 * .logGamma(2 / middle) - .logGamma(1 / middle) - .logGamma(3 / middle))
      if value < ratio { low = middle } else { high = middle }
    }
    return GeneralizedNormal(location: mean, deviation: variance.squareRoot(), shape: (low + high) / 2)
  }
}
