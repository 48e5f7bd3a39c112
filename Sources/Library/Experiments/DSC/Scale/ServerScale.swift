/// A server at any number of workers and parameters, from measured times, bits and bytes an element.
///
/// Times and bits of ``ScaleScheme/dsc`` are those of ``StageTimes`` at each worker's conditional entropy, as in
/// ``ExtraDelay``; all else is of ``ServerCosts``.
///
/// > Note: `DistributedSignCodec` takes 1,000 workers at most. Beyond, further workers have the rate of the 1,000th (DSC, Section
/// > IV-E, with K^top = 1,000), and the time and the tables of the rates go on as K².
public struct ServerScale: Sendable {
  /// How the model reaches the workers.
  public enum Downlink: String, Sendable, CaseIterable {
    /// The server sends it once, and the network copies it.
    case once
    /// The server sends it to each worker.
    case each
  }

  /// A model, or the part of it that a server has.
  public struct Part: Sendable, Equatable {
    /// The number of elements and that of layers.
    public let elements: Double, layers: Int

    public init(elements: Double, layers: Int) {
      self.elements = elements
      self.layers = layers
    }
  }

  private let times: StageTimes
  private let costs: ServerCosts
  /// Bits and seconds of decoding an element of worker k by DSC.
  private let planes: [(bits: Double, decode: Double)]
  /// Seconds of a layer's rates over K², between the two greatest numbers of workers measured.
  private let rateSeconds: Double

  /// - Parameter rates: H(U_k | U_1, …, U_{k−1}), bits an element, for as many workers as there can be by the codec.
  /// - Precondition: There is a rate, and control was measured at two numbers of workers.
  public init(_ times: StageTimes, _ costs: ServerCosts, rates: [Double]) {
    precondition(!rates.isEmpty && times.control.count > 1, "rates, and times of rates")
    (self.times, self.costs) = (times, costs)
    let count = Double(times.elementCount)
    planes = rates.map { rate in
      let plane = times.plane(entropy: rate)
      return (plane.sent, plane.decode / count)
    }
    let (many, fewer) = (times.control[times.control.count - 1], times.control[times.control.count - 2])
    rateSeconds =
      max(0, many.seconds - fewer.seconds) / (many.workers * many.workers - fewer.workers * fewer.workers)
  }

  /// What the server of a part has to do in a round of K workers.
  ///
  /// - Complexity: O(K).
  public func work(_ scheme: ScaleScheme, _ part: Part, workers: Int, downlink: Downlink) -> ServerWork {
    let P = part.elements, copies = downlink == .once ? 1 : Double(workers)
    let cost = costs[scheme]
    var work = ServerWork(
      sentBits: 32 * P * copies, open: 0, bits: Array(repeating: cost.bits * P, count: workers), prepare: 0,
      decode: Array(repeating: cost.receive(workers) * P, count: workers),
      close: (cost.close(workers) + costs.stepSeconds) * P)
    if scheme == .dsc {
      let last = planes[planes.count - 1]
      work.open = rateSeconds * Double(workers * workers * part.layers)
      work.prepare = times.ratios / Double(times.elementCount) * P
      for worker in 0..<workers {
        let plane = worker < planes.count ? planes[worker] : last
        (work.bits[worker], work.decode[worker]) = (plane.bits * P, plane.decode * P)
      }
    }
    return work
  }

  /// Bytes at the server at the peak of a round: the codec's, with the model and its optimizer.
  public func bytes(_ scheme: ScaleScheme, _ part: Part, workers: Int) -> Double {
    let tables = scheme == .dsc ? costs.rateBytes * Double(workers * workers * part.layers) : 0
    return (costs[scheme].memory(workers) + costs.stepBytes) * part.elements + tables
  }

  /// The first of some numbers of workers, ascending, and those at which something else becomes the bottleneck.
  ///
  /// - Complexity: O(sum of the numbers).
  public func bottlenecks(
    _ scheme: ScaleScheme, _ part: Part, among counts: [Int], downlink: Downlink, bitRate: Double
  ) -> [(workers: Int, bottleneck: ServerRound.Bottleneck)] {
    var found: [(workers: Int, bottleneck: ServerRound.Bottleneck)] = []
    for workers in counts {
      let now = ServerRound(work(scheme, part, workers: workers, downlink: downlink), bitRate: bitRate).bottleneck
      if found.last?.bottleneck != now { found.append((workers, now)) }
    }
    return found
  }
}
