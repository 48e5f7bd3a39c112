import Quantization
import RealModule

/// What the indices of workers 1…k tell of the index of worker k + 1, for every k, with any scalar quantizer: rates of
/// bit planes and log-likelihood ratios.
///
/// Given the indices u_1, …, u_k of like workers, all that matters is the posterior law of X, and it follows from that
/// after k − 1 by one product:
///
///     Pr(X = x | u_1, …, u_k) ∝ Pr(X = x | u_1, …, u_{k−1}) Pr(U = u_k | X = x)
///
/// So the server keeps a state for each element, moves it on with each index that it has decoded
/// (``Stage/state(after:index:)``), and reads in the state's table what the next worker's bits are likely to be
/// (``Stage/llr(plane:lowerBits:state:)``). Before worker 1 there is one state. In stage k the states are posteriors
/// that are alike: those whose mean differs by less than `resolution` times w = (1/σ_X² + k/σ_N²)^(−½) and the logarithm of
/// whose deviation differs by less than `resolution` become one, their mixture. Their number so grows as
/// σ_X/(w · resolution), and not as Lᵏ for L levels.
///
/// A state is a function of the indices. A rate given states is therefore that of a code which looks at no more than the
/// state: never below H(U_k | U_1, …, U_{k−1}), and above by what a shift of X within `resolution` can tell, some
/// `resolution`²/24 bits a worker or less. With the resolution ``exact`` only equal posteriors are one,
/// those of the same indices in another order, which suits one or two workers, or few levels.
public struct QuantizedSideInformation: Sendable {
  /// A resolution at which only equal posteriors become one state.
  public static var exact: Double { 1e-7 }

  /// Before worker k + 1 at k, for k in `0..<K`.
  public let stages: [Stage]

  /// The values of the model for K = `workerCount`.
  ///
  /// - Complexity: for each worker, O(L) for each state and point of its posterior.
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless K is positive and the resolution lies in
  ///   1e-9...1.
  public init(
    _ model: GaussianCEO, quantizer: some ScalarQuantizer, workerCount: Int, resolution: Double = 0.1
  ) throws(RateDistortionError) {
    guard workerCount > 0 else {
      throw .outside(Double(workerCount), quantity: "number of workers K", admissible: "1 or more")
    }
    guard 1e-9...1 ~= resolution else {
      throw .outside(resolution, quantity: "resolution of posteriors", admissible: "1e-9...1")
    }
    self.init(
      SignalPoints(model, quantizer: quantizer, workerCount: workerCount), model, quantizer: quantizer,
      workerCount: workerCount, resolution: resolution)
  }

  /// The values for a law of X on points; with samples of X and the resolution ``exact``, the paper's semi-analytical
  /// estimate.
  ///
  /// - Parameter model: gives the noise, and the scale on which posteriors are compared.
  /// - Precondition: `workerCount` and `resolution` are positive.
  public init(
    _ points: SignalPoints, _ model: GaussianCEO, quantizer: some ScalarQuantizer, workerCount: Int,
    resolution: Double
  ) {
    precondition(workerCount > 0 && resolution > 0, "a worker at least, and a scale")
    let likelihoods = Self.likelihoods(points, quantizer, noiseDeviation: model.noiseVariance.squareRoot())
    var states = PosteriorStates(points)
    var stages: [Stage] = []
    for worker in 1...workerCount {
      let joint = states.joint(likelihoods)
      var transitions: [Int32] = []
      if worker < workerCount {
        let width =
          1
          / (1 / max(model.signalVariance, .leastNormalMagnitude) + Double(worker) / model.noiseVariance)
          .squareRoot()
        (states, transitions) = states.next(likelihoods, joint: joint, width: width, resolution: resolution)
      }
      stages.append(Stage(joint: joint, levelCount: quantizer.levelCount, transitions: transitions))
    }
    self.stages = stages
  }

  /// The rate of each bit plane of worker k, 1…K, the least significant first, bits per element.
  public func planeRates(ofWorker worker: Int) -> [Double] { stages[worker - 1].planeRates }

  /// H(U_k | U_1, …, U_{k−1}) for k = 1…K, bits per element.
  public var rates: [Double] { stages.map(\.rate) }

  /// Pr(U = i | X = x) for each index i, on the points where it is not negligible.
  private static func likelihoods(
    _ points: SignalPoints, _ quantizer: some ScalarQuantizer, noiseDeviation: Double
  ) -> [Band] {
    let cells = quantizer as? any IntervalQuantizer
    return (0..<quantizer.levelCount).map { index in
      var range = points.positions.indices
      if let (lower, upper) = cells?.cell(of: index) {
        // Farther out it is below 1e-33.
        let reach = 12 * noiseDeviation
        range =
          points.positions.firstPlace { $0 >= lower - reach }..<points.positions.firstPlace { $0 > upper + reach }
      }
      return Band(range) { point in
        quantizer.probability(of: index, mean: points.positions[point], deviation: noiseDeviation)
      }
    }
  }
}

extension [Double] {
  /// The first place where `condition` holds, or the end, in an array where it holds from there on.
  func firstPlace(where condition: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
