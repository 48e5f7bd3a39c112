extension RateRegion {
  /// The rates on the boundary where one worker has a given rate and the others' Σ α_k R_k is least.
  ///
  /// That worker's rate falls with its weight, so its weight is found by bisection. Where the rate jumps there, the segment
  /// between the boundary points on either side lies on the boundary, and the point on it with the given rate is taken.
  ///
  /// - Complexity: about 40 boundary points.
  /// - Parameters:
  ///   - weights: α_k > 0 by worker; that of the fixed worker only sets the scale of the search.
  ///   - worker: the fixed worker, from 0.
  ///   - rate: its rate; it must lie between those at weights 1e-6 and 1e6 times its own.
  /// - Throws: ``RateDistortionError``: see ``boundary(weights:)``;
  ///   ``RateDistortionError/outside(_:quantity:admissible:)`` for another worker or rate.
  public func boundary(
    weights: [Double], fixing worker: Int, at rate: Rate
  ) throws(RateDistortionError) -> [Rate] {
    guard (0..<workerCount).contains(worker) else {
      throw .outside(Double(worker), quantity: "worker", admissible: "0..<\(workerCount)")
    }
    func rates(_ factor: Double) throws(RateDistortionError) -> [Rate] {
      var changed = weights
      if changed.indices.contains(worker) { changed[worker] *= factor }
      return try boundary(weights: changed).rates
    }
    var low = 1e-6, high = 1e6
    var (cheap, dear) = (try rates(low), try rates(high))
    guard dear[worker] <= rate, rate <= cheap[worker] else {
      throw .outside(
        rate.nats, quantity: "fixed rate in nats", admissible: "\(dear[worker].nats)...\(cheap[worker].nats)")
    }
    while high > low * (1 + 1e-10) {
      let middle = (low * high).squareRoot(), found = try rates(middle)
      if found[worker] < rate { (high, dear) = (middle, found) } else { (low, cheap) = (middle, found) }
    }
    let drop = cheap[worker].nats - dear[worker].nats
    let share = drop > 0 ? (cheap[worker].nats - rate.nats) / drop : 0
    return zip(cheap, dear).map { Rate(nats: $0.nats + share * ($1.nats - $0.nats)) }
  }
}
