import RealModule

/// The Gaussian CEO model of one layer whose K workers have noise of their own: Y_k = X + N_k, N_k ~ N(0, σ_Nk²).
///
/// Worker k describes Y_k as U_k = Y_k + W_k. Its **precision** z_k = 1/(σ_Nk² + σ_Wk²), from 0 (silent) to below
/// 1/σ_Nk² (exact), is what U_k tells about X; the rate r_k = I(U_k; Y_k | X) = −1/2 ln(1 − σ_Nk² z_k) goes into its noise.
/// The unbiased estimate from all of them has the distortion D = 1/Σ z_k (LIMITS, Equation (14); DSC, Equation (15)).
public struct GaussianLayer: Sendable, Equatable {
  /// σ_X², at least 0.
  public let signalVariance: Double
  /// σ_Nk², above 0, one a worker.
  public let noiseVariances: [Double]

  /// Creates the model of these variances.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless σ_X² ≥ 0, there is a worker and all
  ///   σ_Nk² > 0, all finite.
  public init(signalVariance: Double, noiseVariances: [Double]) throws(RateDistortionError) {
    guard signalVariance >= 0, signalVariance.isFinite else {
      throw .outside(signalVariance, quantity: "signal variance σ_X²", admissible: "0..<∞")
    }
    try Self.check(noiseVariances: noiseVariances)
    self.signalVariance = signalVariance
    self.noiseVariances = noiseVariances
  }

  /// The number of workers K.
  public var workerCount: Int { noiseVariances.count }
  /// 1/Σ 1/σ_Nk², the distortion of the best mean of unquantized gradients; every distortion must lie above.
  public var leastDistortion: Double { 1 / noiseVariances.reduce(0) { $0 + 1 / $1 } }

  static func check(noiseVariances: [Double]) throws(RateDistortionError) {
    guard !noiseVariances.isEmpty else {
      throw .outside(0, quantity: "number of workers K", admissible: "1 or more")
    }
    for variance in noiseVariances where !(variance > 0 && variance.isFinite) {
      throw .outside(variance, quantity: "noise variance σ_N²", admissible: "above 0, finite")
    }
  }

  /// The rates of successive Wyner-Ziv coding at precisions z (DSC, Equation (14); LIMITS, Equation (19)):
  ///
  ///     R_k = r_k + 1/2 ln(1/σ_X² + z_k + S) − 1/2 ln(1/σ_X² + S),   S = Σ z_i over workers decoded before k
  ///
  /// - Parameter order: the workers in the order of decoding, 0-based: 0, 1, … in DSC, K − 1, … in LIMITS.
  /// - Returns: R_k by worker.
  /// - Precondition: `order` is a permutation of the workers.
  /// - Throws: ``RateDistortionError`` unless there is a precision in `0..<1/σ_Nk²` for each worker.
  public func successiveRates(precisions: [Double], order: [Int]) throws(RateDistortionError) -> [Rate] {
    precondition(order.sorted() == Array(noiseVariances.indices), "the order names every worker once")
    let noiseRates = try noiseRates(precisions: precisions)
    var rates = noiseRates, known = 0.0
    for worker in order {
      let part = signalVariance * precisions[worker] / (1 + signalVariance * known)
      rates[worker] = Rate(nats: noiseRates[worker].nats + 0.5 * .log(onePlus: part))
      known += precisions[worker]
    }
    return rates
  }

  /// The rates I(U_k; Y_k) = r_k + 1/2 ln(1 + σ_X² z_k) without distributed coding (LIMITS, Remark 4).
  ///
  /// - Throws: ``RateDistortionError`` unless there is a precision in `0..<1/σ_Nk²` for each worker.
  public func separateRates(precisions: [Double]) throws(RateDistortionError) -> [Rate] {
    zip(try noiseRates(precisions: precisions), precisions).map { rate, precision in
      Rate(nats: rate.nats + 0.5 * .log(onePlus: signalVariance * precision))
    }
  }

  /// The rates r_k = −1/2 ln(1 − σ_Nk² z_k) that go into the noise.
  ///
  /// - Throws: ``RateDistortionError`` unless there is a precision in `0..<1/σ_Nk²` for each worker.
  public func noiseRates(precisions: [Double]) throws(RateDistortionError) -> [Rate] {
    guard precisions.count == workerCount else {
      throw .mismatch(precisions.count, quantity: "precisions", expected: workerCount)
    }
    var rates: [Rate] = []
    for (precision, variance) in zip(precisions, noiseVariances) {
      guard precision >= 0, precision * variance < 1 else {
        throw .outside(precision, quantity: "precision z", admissible: "0..<\(1 / variance)")
      }
      rates.append(Rate(nats: -0.5 * .log(onePlus: -precision * variance)))
    }
    return rates
  }

  /// The precisions z_k = (1 − exp(−2r_k))/σ_Nk² of rates r_k ≥ 0 spent on the noise (LIMITS, after Lemma 1).
  ///
  /// - Throws: ``RateDistortionError`` unless there is a rate from 0 on for each worker.
  public func precisions(noiseRates: [Rate]) throws(RateDistortionError) -> [Double] {
    guard noiseRates.count == workerCount else {
      throw .mismatch(noiseRates.count, quantity: "noise rates", expected: workerCount)
    }
    for rate in noiseRates where !(rate.nats >= 0) {
      throw .outside(rate.nats, quantity: "noise rate r in nats", admissible: "0 or more")
    }
    return zip(noiseRates, noiseVariances).map { -.expMinusOne(-2 * $0.nats) / $1 }
  }
}
