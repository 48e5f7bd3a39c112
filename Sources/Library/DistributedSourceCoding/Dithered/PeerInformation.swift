import SlepianWolf

/// What the decoded levels of other workers tell of the next worker's at the same elements of a layer.
///
/// Numbers are taken as xₖ = θ + nₖ with means 0 and, in each class of scale, variances σ² of x and ϑ of θ, and what
/// was decoded of them as x̃ₖ = xₖ + eₖ with the noise of the dither, of variance κ²/12. From n workers both
/// variances follow: ϑ from the products of different workers, σ² from the squares less the noise. Given the mean y
/// of n of them, x has by the best linear estimator, the one of THESIS, Lemma 2, for what is to come,
///
///     μ = w y,   w = ϑ / (ϑ + (σ² − ϑ + κ²/12) / n),   τ² = σ² − w ϑ
///
/// and the class of an element is that of z = ((½ − |u|) κ − sgn(u) μ) / τ, how many deviations it is from a folded
/// level of 1, in each class of scale. What a class is worth is learnt, not computed.
struct PeerInformation: Sendable {
  /// The classes of z.
  static let scoreCount = 32
  /// Classes are below this number: 16 of scale, and 32 of z in each.
  static let count = ScaleClasses.count * scoreCount

  /// Σ x̃ and Σ x̃², [elements].
  private var sums: [Float], squares: [Float]
  /// Σ κ²/12.
  private var noise = 0.0
  /// n.
  private(set) var workerCount = 0

  init(elementCount: Int) {
    sums = [Float](repeating: 0, count: elementCount)
    squares = sums
  }

  /// Adds what was decoded of a worker.
  ///
  /// - Complexity: O(elements).
  mutating func add(_ values: [Float], step: Float) {
    precondition(values.count == sums.count, "\(values.count) values of \(sums.count) elements")
    for index in values.indices {
      sums[index] += values[index]
      squares[index] += values[index] * values[index]
    }
    noise += Double(step) * Double(step) / 12
    workerCount += 1
  }

  /// The class of each element of a worker, in `0..<count`.
  ///
  /// - Parameters:
  ///   - step: κ of the worker.
  ///   - own: What was decoded of the worker itself, where it is one of those added.
  /// - Complexity: O(elements).
  func classes(_ contexts: SourceContexts, step: Float, own: [Float]? = nil) -> [UInt16] {
    let moments = moments(contexts.values), peers = workerCount - (own == nil ? 0 : 1)
    // z = (½ − |u|) a − sgn(u) y b, in quarters from −3 on.
    let n = Double(max(1, peers)), meanNoise = noise / Double(max(1, workerCount)), k = Double(step)
    let factors = moments.map { moment in
      let weight = peers == 0 ? 0 : moment.common / (moment.common + (moment.variance - moment.common + meanNoise) / n)
      let deviation = max(moment.variance - weight * moment.common, 1e-4 * k * k).squareRoot()
      return SIMD2(Float(4 * k / deviation), Float(4 * weight / (deviation * n)))
    }
    let top = Float(Self.scoreCount - 1)
    return [UInt16](unsafeUninitializedCapacity: sums.count) { classes, initializedCount in
      for index in sums.indices {
        let scale = Int(contexts.values[index] >> 4), u = contexts.dither[index], factor = factors[scale]
        let sum = own.map { sums[index] - $0[index] } ?? sums[index]
        let score = (0.5 - abs(u)) * factor[0] - (u < 0 ? -sum : sum) * factor[1] + 12
        classes[index] = UInt16(scale &* Self.scoreCount) &+ UInt16(score > 0 ? min(score, top) : 0)
      }
      initializedCount = sums.count
    }
  }

  /// σ² and ϑ of each class of scale, ϑ from 0 to σ².
  private func moments(_ contexts: [UInt8]) -> [(variance: Double, common: Double)] {
    var sumSquares = [Double](repeating: 0, count: ScaleClasses.count), squareSums = sumSquares, counts = sumSquares
    for index in sums.indices {
      let scale = Int(contexts[index] >> 4)
      sumSquares[scale] += Double(sums[index] * sums[index])
      squareSums[scale] += Double(squares[index])
      counts[scale] += 1
    }
    let n = Double(max(1, workerCount)), meanNoise = noise / n
    return (0..<ScaleClasses.count).map { scale in
      let elements = max(1, counts[scale])
      let variance = max(0, squareSums[scale] / (n * elements) - meanNoise)
      let products = (sumSquares[scale] - squareSums[scale]) / (n * max(1, n - 1) * elements)
      return (variance, min(max(0, products), variance))
    }
  }
}
