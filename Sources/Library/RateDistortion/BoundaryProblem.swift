import RealModule

/// Problem P1 with workers sorted by weight, weights divided by the largest and variances by the distortion, so that D = 1.
struct BoundaryProblem {
  private let region: RateRegion
  /// The workers in descending order of weight.
  private let order: [Int]
  private let largestWeight: Double
  private let paths: [LayerPath]

  init(region: RateRegion, weights: [Double]) {
    self.region = region
    let order = weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    let largestWeight = weights[order[0]]
    let sorted = order.map { weights[$0] / largestWeight }
    self.order = order
    self.largestWeight = largestWeight
    paths = region.layers.map { layer in
      LayerPath(
        weights: sorted, variances: order.map { layer.noiseVariances[$0] / region.distortion },
        inverseSignalVariance: region.distortion / layer.signalVariance)
    }
  }

  func solution() throws(RateDistortionError) -> RateRegion.BoundaryPoint {
    let points = paths.count == 1 ? [onlyPoint()] : points()
    let gap = gap(at: points)
    guard gap <= RateRegion.admissibleGapNats else {
      throw .inexact(gapNats: gap, admissible: RateRegion.admissibleGapNats)
    }
    return boundaryPoint(points, gap: gap)
  }

  /// The point of the only layer.
  private func onlyPoint() -> LayerPath.Point {
    let bracket = paths[0].bracket(where: \.precision, is: 1, in: Bracket())
    return paths[0].point(where: \.precision, is: 1, in: bracket)
  }

  /// The points of the layers, with the slope in common at which Σ D_l = 1.
  private func points() -> [LayerPath.Point] {
    var slopes = Bracket()
    var low = paths.map { _ in Bracket().low }, high = paths.map { _ in Bracket().high }
    func points(_ slope: Double, _ brackets: [Bracket]) -> [LayerPath.Point] {
      zip(paths, brackets).map { $0.point(where: \.slope, is: slope, in: $1) }
    }
    func brackets(_ slope: Double) -> [Bracket] {
      paths.indices.map { index in
        paths[index].bracket(where: \.slope, is: slope, in: Bracket(low: low[index], high: high[index]))
      }
    }
    slopes.narrow { slope in
      let brackets = brackets(slope)
      func distortion(_ end: KeyPath<Bracket, Double>) -> Double {
        zip(paths, brackets).reduce(0) { $0 + 1 / $1.0.totals(at: $1.1[keyPath: end]).precision }
      }
      // A larger slope takes less distortion. The ends decide if they can.
      let isBelow =
        distortion(\.high) > 1
        || distortion(\.low) > 1 && points(slope, brackets).reduce(0) { $0 + 1 / $1.precisions.reduce(0, +) } > 1
      if isBelow { low = brackets.map(\.low) } else { high = brackets.map(\.high) }
      return isBelow
    }
    return points(slopes.high, brackets(slopes.high))
  }

  /// How far the objective, convex in z at fixed D_l and least over z convex in D_l, may lie above its minimum.
  ///
  /// Within a layer a linear objective with gradient g over {0 ≤ z_k ≤ 1/σ_k², Σ z_k = q} can fall by no more than
  /// Σ (g_k − ν)⁺ z_k + (ν − g_k)⁺ (1/σ_k² − z_k), for any ν and in fact for one of the g_k. Between layers, with m_l the slope
  /// of layer l and m the largest, it can fall by Σ (m − m_l)(D_l − least D_l). What Σ D_l misses of 1
  /// costs m times as much; four units in the last place pass, as many as D itself is known to.
  private func gap(at points: [LayerPath.Point]) -> Double {
    var gap = 0.0, sum = 0.0, layers: [(slope: Double, excess: Double)] = []
    for (path, point) in zip(paths, points) {
      let gradient = path.gradient(at: point)
      let slack = zip(point.remainders, path.variances).map { $0 / $1 }
      gap +=
        gradient.map { nu in
          zip(gradient, zip(point.precisions, slack)).reduce(0) { sum, worker in
            sum + max(worker.0 - nu, 0) * worker.1.0 + max(nu - worker.0, 0) * worker.1.1
          }
        }.min() ?? 0
      let total = point.precisions.reduce(0, +), missing = slack.reduce(0, +)
      sum += 1 / total
      layers.append((path.totals(of: point).slope, missing / (total * (total + missing))))
    }
    let steepest = layers.reduce(0) { max($0, $1.slope) }
    return gap + layers.reduce(0) { $0 + (steepest - $1.slope) * $1.excess } + steepest * max(0, abs(sum - 1) - 0x1p-50)
  }

  /// The point in the workers' order and the variances' scale.
  private func boundaryPoint(_ points: [LayerPath.Point], gap: Double) -> RateRegion.BoundaryPoint {
    let workers = order.indices
    var precisions: [[Double]] = [], noiseRates: [[Rate]] = [], layerRates: [[Rate]] = []
    for (path, point) in zip(paths, points) {
      var z = workers.map { _ in 0.0 }, noise = workers.map { _ in Rate(nats: 0) }, rates = noise
      var known = path.inverseSignalVariance
      for k in workers.reversed() {
        z[order[k]] = point.precisions[k] / region.distortion
        noise[order[k]] = Rate(nats: max(0, -0.5 * .log(point.remainders[k])))
        rates[order[k]] = noise[order[k]] + Rate(nats: 0.5 * .log(onePlus: point.precisions[k] / known))
        known += point.precisions[k]
      }
      precisions.append(z)
      noiseRates.append(noise)
      layerRates.append(rates)
    }
    let rates = workers.map { worker in layerRates.reduce(Rate(nats: 0)) { $0 + $1[worker] } }
    let objective = workers.reduce(0) { $0 + paths[0].weights[$1] * rates[order[$1]].nats }
    return RateRegion.BoundaryPoint(
      rates: rates, distortions: precisions.map { 1 / $0.reduce(0, +) }, precisions: precisions,
      noiseRates: noiseRates, layerRates: layerRates, objectiveNats: largestWeight * objective,
      gapNats: largestWeight * gap)
  }
}

extension LayerPath {
  /// The derivatives of the objective by z_k, less what is common to all.
  fileprivate func gradient(at point: Point) -> [Double] {
    var tails = point.precisions, fallen = 0.0  // T_k
    var tail = inverseSignalVariance
    for k in tails.indices.reversed() {
      tail += tails[k]
      tails[k] = tail
    }
    return weights.indices.map { k in
      if k > 0 { fallen += (weights[k - 1] - weights[k]) / tails[k] }
      return 0.5 * (weights[k] * variances[k] / point.remainders[k] - fallen)
    }
  }
}
