import RealModule

extension GaussianCEO {
  /// σ_N²/K, the distortion of the mean of K unquantized local gradients; every distortion must lie above.
  public func leastDistortion(workerCount: Int) -> Double { noiseVariance / Double(workerCount) }

  /// The least sum of the rates of K workers at distortion D (LIMITS, Equation (22); DSC, Equation (10)):
  ///
  ///     R_sum(D) = K/2 ln(1 + σ_N²/(KD − σ_N²)) + 1/2 ln(1 + σ_X²/D)
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless D > σ_N²/K and K ≥ 1.
  public func sumRate(distortion: Double, workerCount: Int) throws(RateDistortionError) -> Rate {
    let noise = try noiseRate(distortion: distortion, workerCount: workerCount).nats
    return Rate(nats: Double(workerCount) * noise + 0.5 * .log(onePlus: signalVariance / distortion))
  }

  /// The least sum of the rates of K workers that are coded without regard to one another (LIMITS, Remark 4):
  ///
  ///     R_in(D) = K/2 ln(1 + σ_N²/(KD − σ_N²)) + K/2 ln(1 + σ_X²/(KD))
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless D > σ_N²/K and K ≥ 1.
  public func separateSumRate(distortion: Double, workerCount: Int) throws(RateDistortionError) -> Rate {
    let noise = try noiseRate(distortion: distortion, workerCount: workerCount).nats, workers = Double(workerCount)
    return Rate(nats: workers * (noise + 0.5 * .log(onePlus: signalVariance / (workers * distortion))))
  }

  /// The rate that each of K workers spends on the noise of its gradient where all spend the same:
  ///
  ///     r_k = I(U_k; Y_k | X) = −1/2 ln(1 − σ_N²/(KD))
  ///
  /// > Note: DSC prints it after Equation (30) without the logarithm.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless D > σ_N²/K and K ≥ 1.
  public func noiseRate(distortion: Double, workerCount: Int) throws(RateDistortionError) -> Rate {
    guard workerCount >= 1 else {
      throw .outside(Double(workerCount), quantity: "number of workers K", admissible: "1 or more")
    }
    let least = leastDistortion(workerCount: workerCount)
    guard distortion > least, distortion.isFinite else {
      throw .outside(distortion, quantity: "distortion D", admissible: "above σ_N²/K = \(least), finite")
    }
    return Rate(nats: 0.5 * .log(onePlus: noiseVariance / (Double(workerCount) * distortion - noiseVariance)))
  }

  /// The rates of K workers under successive Wyner-Ziv coding, in the order of decoding, where all spend the same on
  /// their noise (DSC, Equation (14)); they add up to ``sumRate(distortion:workerCount:)``.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless D > σ_N²/K and K ≥ 1.
  public func successiveRates(distortion: Double, workerCount: Int) throws(RateDistortionError) -> [Rate] {
    let noise = try noiseRate(distortion: distortion, workerCount: workerCount).nats
    let share = signalVariance / (Double(workerCount) * distortion)
    return (0..<workerCount).map { known in
      Rate(nats: noise + 0.5 * .log(onePlus: share / (1 + Double(known) * share)))
    }
  }
}
