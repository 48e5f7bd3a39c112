/// One round of distributed learning as discrete events (DSC, Figure 5 and Section IV-E).
///
/// What can overlap does, as in the paper's chart:
///
/// - The server broadcasts the model, and meanwhile estimates the variances and works out the rates.
/// - Every worker computes its gradient, its mean square, its indices and its syndromes, beside the others; it encodes
///   once the server has the rates.
/// - Planes are sent one after the other, each as soon as it is encoded: over one uplink that all workers share, "serially"
///   as in Algorithm 1, line 13, or each worker over its own.
/// - The server takes the workers in the order in which their gradients are ready, ties by number, and their planes from the
///   least significant on. The ratios of a plane follow from what is decoded, so that they are computed before it
///   comes where there is time; it is decoded when both are there.
///
/// All waits are for what comes before in this order, so that one pass gives every event, O(K m).
///
/// A server that asks for a plane (``RoundWork/Plane/requests``), as `DistributedSignCodec` does, overlaps less: it asks once
/// the worker has told that it is ready, all before is decoded and the ratios are there, and the plane is encoded when the request has come.
///
/// > Note: The paper leaves open what happens where links are separate and a later worker's plane comes first. Rates
/// > are given out for an order, and a worker's syndrome cannot be decoded before those that it counts on, so that it waits.
///
/// > Note: The rates sent to workers, the workers' scalars and requests, some bytes each, take no time here but the latency of the
/// > links, which the paper does not have.
public struct RoundTimeline: Sendable, Equatable {
  /// What is being done.
  public enum Stage: String, Sendable, CaseIterable {
    case broadcast, control, gradient, meanSquare = "mean square", quantize, encode, transmit, ratios, decode, update
  }

  /// Something that is done from one moment to another.
  public struct Activity: Sendable, Equatable {
    public let stage: Stage
    /// The worker whose data it is about, from 0; nil for all.
    public let worker: Int?
    /// In seconds from the beginning of the round.
    public let start: Double, end: Double
  }

  /// How workers reach the server.
  public enum Uplink: String, Sendable, CaseIterable {
    /// One link, which each has in turn.
    case shared
    /// Each worker has its own.
    case separate
  }

  /// Everything that takes time, in the order in which it was decided.
  public private(set) var activities: [Activity] = []

  /// The end of the round, s.
  public private(set) var delay = 0.0

  /// When the workers have the model, s.
  public private(set) var modelArrival = 0.0

  /// How long the server computes once workers have the model, s: ratios, decoding and its step.
  public var serverSeconds: Double {
    activities.reduce(0) { sum, activity in
      switch activity.stage {
      case .ratios, .decode, .update: sum + activity.end - activity.start
      default: sum
      }
    }
  }

  /// Runs a round over links of `bitRate` bit/s in both directions, infinite for links that take no time.
  ///
  /// - Parameter latency: Seconds that everything sent is on its way from the server to a worker or back, one way.
  /// - Precondition: `bitRate` is positive, `latency` is not negative.
  /// - Complexity: O(K (m + log K)).
  public init(_ work: RoundWork, uplink: Uplink, bitRate: Double, latency: Double = 0) {
    precondition(bitRate > 0 && latency >= 0, "links of \(bitRate) bit/s and \(latency) s")
    let broadcastEnd = record(.broadcast, from: 0, for: work.broadcastBits / bitRate)
    modelArrival = broadcastEnd + latency
    let controlEnd = record(.control, from: 0, for: work.control)
    var server = controlEnd, linkEnd = 0.0
    let order = work.gradients.indices.sorted { (work.gradients[$0], $0) < (work.gradients[$1], $1) }
    for (worker, planes) in zip(order, work.planes) {
      var time = record(.gradient, worker, from: modelArrival, for: work.gradients[worker])
      time = record(.meanSquare, worker, from: time, for: work.meanSquare)
      let ready = record(.quantize, worker, from: time, for: work.quantize)
      time = max(ready, controlEnd + latency)
      if uplink == .separate { linkEnd = 0 }
      /// Encodes and sends a plane, and gives when it has come.
      func send(_ plane: RoundWork.Plane, from start: Double) -> Double {
        time = record(.encode, worker, from: start, for: plane.encode)
        linkEnd = record(.transmit, worker, from: max(time, linkEnd), for: plane.bits / bitRate)
        return linkEnd + latency
      }
      let unasked = planes.map { $0.requests > 0 ? nil : send($0, from: time) }
      for (plane, arrival) in zip(planes, unasked) {
        let start = plane.requests > 0 ? max(server, ready + latency) : server
        server = record(.ratios, worker, from: start, for: plane.ratios)
        let arrival =
          arrival ?? send(plane, from: max(time, server + latency)) + 2 * latency * max(0, plane.requests - 1)
        server = record(.decode, worker, from: max(server, arrival), for: plane.decode)
      }
    }
    delay = record(.update, from: server, for: work.update)
  }

  /// Notes an activity, unless it takes no time, and gives its end.
  private mutating func record(
    _ stage: Stage, _ worker: Int? = nil, from start: Double, for duration: Double
  ) -> Double {
    if duration > 0 {
      activities.append(Activity(stage: stage, worker: worker, start: start, end: start + duration))
    }
    return start + duration
  }

  /// How much later a round ends for what distributed source coding computes, s, with the same bits sent.
  public static func extraDelay(of work: RoundWork, uplink: Uplink, bitRate: Double) -> Double {
    RoundTimeline(work, uplink: uplink, bitRate: bitRate).delay
      - RoundTimeline(work.withoutCoding, uplink: uplink, bitRate: bitRate).delay
  }
}
