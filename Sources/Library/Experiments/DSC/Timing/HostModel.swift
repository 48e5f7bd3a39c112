/// What the model of Figure 5 says of rounds that were measured between hosts: ``RoundTimeline`` with their bits and requests, at stage
/// times that were measured by themselves.
///
/// Signs and DSC have the work of ``StageTimes``; floats and CO3, which the figure does not have, that of ``ServerCosts`` in the
/// place of quantizing, coding and adding up. The server sends the model to each worker, and all share its link.
public struct HostModel: Sendable {
  private let times: StageTimes
  private let costs: ServerCosts
  private let rates: [Double]

  /// - Parameter rates: H(U_k | U_1, …, U_{k−1}), bits an element, of as many workers as are asked about.
  public init(_ times: StageTimes, _ costs: ServerCosts, rates: [Double]) {
    (self.times, self.costs, self.rates) = (times, costs, rates)
  }

  /// What a measured round had to do.
  ///
  /// - Precondition: There are rates for its workers.
  public func work(of line: HostRounds.Line) -> RoundWork {
    let (K, P) = (line.workers, Double(times.elementCount))
    precondition(K <= rates.count, "rates of \(rates.count) workers")
    var work =
      switch line.scheme {
      case .signs: times.uncodedRound(workers: K)
      case .dsc: times.codedRound(rates: rates.prefix(K))
      case .float32, .co3, .history: heldRound(line.scheme, workers: K)
      }
    work.broadcastBits = 32 * P * Double(K)
    for k in 0..<K {
      work.planes[k][0].bits = line.uplinkBits / Double(K)
      work.planes[k][0].requests = line.requests / Double(K)
    }
    return work
  }

  /// The model's round.
  ///
  /// - Parameter asks: Whether the server asks as it was measured to; else everything is sent unasked, as Figure 5 has it.
  public func round(of line: HostRounds.Line, asks: Bool = true) -> RoundTimeline {
    var work = work(of: line)
    if !asks { for k in work.planes.indices { work.planes[k][0].requests = 0 } }
    return RoundTimeline(work, uplink: .shared, bitRate: line.bitRate, latency: line.latency)
  }

  /// A round of messages that are each sent whole.
  private func heldRound(_ scheme: ScaleScheme, workers: Int) -> RoundWork {
    let P = Double(times.elementCount), cost = costs[scheme]
    let plane = RoundWork.Plane(encode: cost.encode * P, bits: 0, decode: cost.receive(workers) * P)
    return RoundWork(
      gradients: Array(repeating: times.gradient, count: workers), planes: Array(repeating: [plane], count: workers),
      update: (cost.close(workers) + costs.stepSeconds) * P)
  }
}
