import Quantization
import RealModule

/// The global gradient X as a law on points: the nodes of a quadrature, or samples.
///
/// Given X, the indices of like workers are independent, so that every probability of DSC, Equations (38)-(45), is a
/// mean over X of a product of Pr(U = u | X = x). With the nodes of a quadrature the mean is exact to rounding; with
/// samples of mass 1/L it is the paper's semi-analytical Monte Carlo method.
public struct SignalPoints: Sendable, Equatable {
  /// Values of X, ascending.
  public let positions: [Double]
  /// The probability of each.
  public let masses: [Double]

  /// Samples of X, with equal masses.
  ///
  /// - Precondition: There is a sample.
  public init(samples: [Double]) {
    precondition(!samples.isEmpty, "a sample at least")
    positions = samples.sorted()
    masses = Array(repeating: 1 / Double(samples.count), count: samples.count)
  }

  /// The nodes of a quadrature over X ~ N(0, σ_X²) for products of the probabilities of up to K = `workerCount` indices.
  ///
  /// Near an end b of a cell, |x − b| < 8.5 σ_N, the probabilities change on the scale of σ_N/√K; there Gauss and
  /// Legendre's rule of 16 nodes is used in panels of four times w = (1/σ_X² + K/σ_N²)^(−½). Farther inside a cell they
  /// are 0 or 1 to 1e-17, and one point bears what mass there is. Hence the number of points is bounded for every
  /// ratio σ_X²/σ_N²: for L cells at most 68 √(1 + σ_N²/(K σ_X²)) √K (L − 1), and never more than
  /// 8 (σ_X/w)(9 + √(1.4 K)) + 32 L, about. Probabilities are exact to 1e-13.
  ///
  /// - Parameter ends: The ends of cells between −∞ and ∞, ascending; nil where cells are not known, so that every
  ///   place counts as near one.
  /// - Precondition: `workerCount` is positive.
  public init(_ model: GaussianCEO, ends: [Double]?, workerCount: Int) {
    precondition(workerCount > 0, "a worker at least")
    let (signal, noise) = (model.signalVariance.squareRoot(), model.noiseVariance.squareRoot())
    guard signal > 0 else {
      (positions, masses) = ([0, 0], [0.5, 0.5])
      return
    }
    // K signs multiply the density by at most 2ᴷ over its value at 0: what lies beyond is 1e-18 of any product.
    let range = signal * (9 + (2 * .log(2) * Double(workerCount)).squareRoot())
    let width = 4 / (1 / model.signalVariance + Double(workerCount) / model.noiseVariance).squareRoot()
    let windows = ends.map { Self.windows(about: $0, reach: 8.5 * noise, range: range) } ?? [(-range, range)]

    var (positions, masses) = ([Double](), [Double]())
    var last = -Double.infinity
    func addCell(to upper: Double) {
      let mass = Self.normalMass(from: last / signal, to: upper / signal)
      guard mass > 0 else { return }
      positions.append((max(last, -range) + min(upper, range)) / 2)
      masses.append(mass)
    }
    for (lower, upper) in windows {
      addCell(to: lower)
      let count = ((upper - lower) / width).rounded(.up)
      let half = (upper - lower) / count / 2
      for panel in 0..<Int(count) {
        let middle = lower + (2 * Double(panel) + 1) * half
        for (node, weight) in zip(Self.rule.nodes, Self.rule.weights) {
          let x = middle + half * node
          positions.append(x)
          masses.append(
            weight * half * .exp(-x * x / (2 * model.signalVariance)) / (signal * (2 * Double.pi).squareRoot()))
        }
      }
      last = upper
    }
    addCell(to: .infinity)
    self.positions = positions
    self.masses = masses
  }

  private static let rule = GaussLegendre(count: 16)

  /// What lies within `reach` of an end and within ±`range`, as disjoint intervals.
  private static func windows(
    about ends: [Double], reach: Double, range: Double
  ) -> [(lower: Double, upper: Double)] {
    var windows: [(lower: Double, upper: Double)] = []
    for end in ends where end - reach < range && end + reach > -range {
      let upper = min(end + reach, range)
      if let last = windows.last, end - reach <= last.upper {
        windows[windows.count - 1].upper = upper
      } else {
        windows.append((max(end - reach, -range), upper))
      }
    }
    return windows
  }

  /// Φ(b) − Φ(a) for a ≤ b, taken on the side where it does not cancel.
  private static func normalMass(from a: Double, to b: Double) -> Double {
    let root = 0.5.squareRoot()
    return a + b > 0
      ? (Double.erfc(a * root) - .erfc(b * root)) / 2 : (Double.erfc(-b * root) - .erfc(-a * root)) / 2
  }
}

extension SignalPoints {
  /// The nodes for a quantizer: those for its cells if they are intervals, else the same everywhere, in a number that
  /// grows with σ_X/σ_N.
  public init(_ model: GaussianCEO, quantizer: some ScalarQuantizer, workerCount: Int) {
    let ends = (quantizer as? any IntervalQuantizer).map { Self.ends(of: $0) }
    self.init(model, ends: ends, workerCount: workerCount)
  }

  private static func ends(of quantizer: some IntervalQuantizer) -> [Double] {
    (1..<max(1, quantizer.levelCount)).map { quantizer.cell(of: $0).lower }
  }
}
