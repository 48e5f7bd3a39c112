/// The extra delay of distributed source coding against the number of workers and the rate of the links.
///
/// The paper's claim, that it does not scale with the number of workers, holds while two things do: the server decodes a
/// plane before the next has come (``steadyBitRate``), and it knows the rates before the workers have their indices.
/// The latter fails for very many workers on fast links, since the rates take O(K²).
public struct ExtraDelay: Sendable {
  /// The measured times.
  public let times: StageTimes
  /// H(U_k | U_1, …, U_{k−1}), bits per element, for as many workers as there can be.
  public let rates: [Double]
  /// How workers reach the server.
  public let uplink: RoundTimeline.Uplink
  /// The source bits that a decoder gives out in a second; nil for the one measured.
  public let decoderBitRate: Double?

  public init(_ times: StageTimes, rates: [Double], uplink: RoundTimeline.Uplink, decoderBitRate: Double? = nil) {
    self.times = times
    self.rates = rates
    self.uplink = uplink
    self.decoderBitRate = decoderBitRate
  }

  /// The coded round of so many workers.
  public func work(workers: Int) -> RoundWork {
    times.codedRound(rates: rates.prefix(workers), decoderBitRate: decoderBitRate)
  }

  /// The extra delay, s.
  public func seconds(workers: Int, bitRate: Double) -> Double {
    RoundTimeline.extraDelay(of: work(workers: workers), uplink: uplink, bitRate: bitRate)
  }

  /// The least number of workers at which the extra delay is more than twice what DSC, Section IV-E promises
  /// (``RoundWork/promisedExtraDelay``): from there on it scales with the number of workers. Nil if there is none among those
  /// that have rates.
  ///
  /// - Complexity: O(K²).
  public func workersBeyondPromise(bitRate: Double) -> Int? {
    (1...max(1, rates.count)).first { workers in
      let work = work(workers: workers)
      return RoundTimeline.extraDelay(of: work, uplink: uplink, bitRate: bitRate) > 2 * work.promisedExtraDelay
    }
  }

  /// The rate of the links, bit/s, up to which a coded round ends no later than an uncoded one; 0 if none does.
  ///
  /// What is sent less is worth a time in inverse proportion to the rate, while the extra delay never falls with it, so that
  /// there is one such rate; it is found by bisection of its logarithm between 1 and 10¹⁵ bit/s. Where each worker has a link
  /// of its own it is 0: the first sends as many bits as without coding, and the round waits for it.
  ///
  /// - Complexity: O(K).
  public func breakEvenBitRate(workers: Int) -> Double {
    let (coded, uncoded) = (work(workers: workers), times.uncodedRound(workers: workers))
    func isSooner(_ rate: Double) -> Bool {
      RoundTimeline(coded, uplink: uplink, bitRate: rate).delay
        <= RoundTimeline(uncoded, uplink: uplink, bitRate: rate).delay
    }
    var (low, high) = (1.0, 1e15)
    guard isSooner(low) else { return 0 }
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      if isSooner(middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// The greatest rate of the links, bit/s, at which the server keeps up with the uplink whatever the number of workers; 0
  /// where each worker has a link of its own, since then all planes come at once.
  public var steadyBitRate: Double {
    uplink == .shared ? work(workers: rates.count).steadyBitRate : 0
  }
}
