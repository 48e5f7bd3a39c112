import RealModule

/// The rates at which K unlike workers can describe L layers so that the global gradient is estimated without bias at
/// distortion D: the region of LIMITS, Theorem 2 (L = 1) and Corollary 1.
///
///     Σ_{k∈A} R_kl ≥ Σ_{k∈A} r_kl + 1/2 ln(1/σ_Xl² + 1/D_l) − 1/2 ln(1/σ_Xl² + Σ_{k∉A} z_kl)   for all sets A of workers,
///     Σ_k z_kl = 1/D_l,   Σ_l D_l = D,   R_k ≥ Σ_l R_kl
///
/// The region is convex and contains, with a tuple, every larger one, so its lower boundary tells all.
///
/// > Note: The classic region, of biased estimates at distortion D < σ_X², is this one at 1/(1/D − 1/σ_X²) for one layer.
public struct RateRegion: Sendable, Equatable {
  /// The layers, all of the same workers.
  public let layers: [GaussianLayer]
  /// D, the sum over the layers.
  public let distortion: Double

  /// Creates the region of these layers at distortion D.
  ///
  /// - Throws: ``RateDistortionError`` unless there is a layer, all have as many workers as the first, and D lies above
  ///   the sum of the layers' least distortions.
  public init(layers: [GaussianLayer], distortion: Double) throws(RateDistortionError) {
    guard let first = layers.first else {
      throw .outside(0, quantity: "number of layers L", admissible: "1 or more")
    }
    for layer in layers where layer.workerCount != first.workerCount {
      throw .mismatch(layer.workerCount, quantity: "workers of a layer", expected: first.workerCount)
    }
    let least = layers.reduce(0) { $0 + $1.leastDistortion }
    guard distortion > least, distortion.isFinite else {
      throw .outside(distortion, quantity: "distortion D", admissible: "above Σ 1/Σ σ_N⁻² = \(least), finite")
    }
    self.layers = layers
    self.distortion = distortion
  }

  /// The number of workers K.
  public var workerCount: Int { layers[0].workerCount }

  /// A point where a weighted sum of the rates is least.
  public struct BoundaryPoint: Sendable, Equatable {
    /// R_k = Σ_l R_kl by worker.
    public let rates: [Rate]
    /// D_l by layer.
    public let distortions: [Double]
    /// z_kl, [layers, workers].
    public let precisions: [[Double]]
    /// r_kl, [layers, workers].
    public let noiseRates: [[Rate]]
    /// R_kl, [layers, workers].
    public let layerRates: [[Rate]]
    /// Σ α_k R_k, in nats.
    public let objectiveNats: Double
    /// What the objective may lie above the least one, in nats: the gap to the problem made linear at this point.
    public let gapNats: Double
  }

  /// The largest gap of a boundary point, as a share of the largest weight, in nats.
  public static var admissibleGapNats: Double { 1e-8 }

  /// The point of the region at which Σ α_k R_k is least: problem P1 (LIMITS, Equations (18)-(20)).
  ///
  /// Workers are decoded in ascending order of their weight; of equal weights, the later worker first. Other orders of
  /// these give other rates of the same weighted sum.
  ///
  /// The minimum over a layer's z at a given slope −dh/dD_l lies on a path of one number (see `LayerPath` in the source),
  /// found by bisection, with twice the digits where double precision does not tell its points apart; an outer bisection
  /// finds the slope, common to all layers, at which Σ D_l = D. A bisection halves the set of floating-point numbers, so it
  /// takes at most 62 steps on any scale, and inner brackets shrink with the outer one. The result is then held against its
  /// Frank-Wolfe gap.
  ///
  /// - Complexity: O(K log K + 62² KL), for one layer O(K log K + 62 K).
  /// - Parameter weights: α_k > 0 by worker. With a weight of 0 the least value is only approached, as that worker's
  ///   rate grows without bound.
  /// - Throws: ``RateDistortionError`` unless there is one positive, finite weight a worker;
  ///   ``RateDistortionError/inexact(gapNats:admissible:)`` if the gap exceeds ``admissibleGapNats`` times the largest
  ///   weight; seen only where D exceeds its least value by a few units in the last place.
  public func boundary(weights: [Double]) throws(RateDistortionError) -> BoundaryPoint {
    guard weights.count == workerCount else {
      throw .mismatch(weights.count, quantity: "weights", expected: workerCount)
    }
    for weight in weights where !(weight > 0 && weight.isFinite) {
      throw .outside(
        weight, quantity: "weight α", admissible: "above 0, finite (at 0 a worker's rate has no finite best value)")
    }
    return try BoundaryProblem(region: self, weights: weights).solution()
  }

  /// The least sum of the rates, for unlike workers and several layers (LIMITS, Equation (21)).
  ///
  /// - Throws: ``RateDistortionError/inexact(gapNats:admissible:)``, see ``boundary(weights:)``.
  public func sumRate() throws(RateDistortionError) -> Rate {
    Rate(nats: try boundary(weights: Array(repeating: 1, count: workerCount)).objectiveNats)
  }
}
