import GradientCoding

/// What a training of THESIS gave.
public struct ThesisResult: AccuracyResult, Codable, Equatable {
  /// Bits that one worker sent, and was sent beside the model, in one round: means over workers and rounds.
  public struct Bits: Sendable, Codable, Equatable {
    /// Of messages to the server, headers and all.
    public var sent = 0.0
    /// Of their symbols in words of 32 bits, and their parameters.
    public var raw = 0.0
    /// The entropy of their symbols; nil where there are no symbols.
    public var entropy: Double?
    /// From the server.
    public var downlink = 0.0

    public init() {}

    /// What crossed in one round of so many workers.
    init(_ traffic: Traffic, workerCount: Int) {
      let share = 1 / Double(workerCount)
      sent = Double(traffic.uplink.sentBits) * share
      raw = Double(traffic.uplink.raw) * share
      entropy = traffic.uplink.entropy.map { $0 * share }
      downlink = Double(traffic.downlink.sentBits) * share
    }

    /// The mean of counts; those of no rounds are 0.
    init(meanOf counts: [(bits: Bits, weight: Double)]) {
      let total = counts.reduce(0) { $0 + $1.weight }
      if total == 0 { return }
      func mean(_ value: (Bits) -> Double) -> Double {
        counts.reduce(0) { $0 + value($1.bits) * $1.weight } / total
      }
      sent = mean(\.sent)
      raw = mean(\.raw)
      entropy = counts.contains { $0.bits.entropy == nil } ? nil : mean { $0.entropy ?? 0 }
      downlink = mean(\.downlink)
    }
  }

  /// The rounds since the point before, and the model after them.
  public struct Point: Sendable, Codable, Equatable {
    /// Rounds since the beginning, and since the point before.
    public var iteration = 0, rounds = 0
    /// The share of test pictures that are recognised.
    public var accuracy = 0.0
    /// The mean training loss of the workers' batches.
    public var loss = 0.0
    public var bits = Bits()

    public init() {}

    /// Adds a round.
    mutating func add(loss: Double, bits: Bits) {
      let weight = Double(rounds)
      self.bits = Bits(meanOf: [(self.bits, weight), (bits, 1)].filter { $0.1 > 0 })
      self.loss = (self.loss * weight + loss) / (weight + 1)
      rounds += 1
      iteration += 1
    }
  }

  /// What a scheme of the probe cost in one round.
  public struct Sample: Sendable, Codable, Equatable {
    public var scheme: ThesisScheme
    /// Counted from 0.
    public var round: Int
    public var bits: Bits

    public init(scheme: ThesisScheme, round: Int, bits: Bits) {
      self.scheme = scheme
      self.round = round
      self.bits = bits
    }
  }

  /// The number of numbers in a gradient.
  public var parameterCount = 0
  /// In the order of iterations.
  public var points: [Point] = []
  /// In the order of rounds, and of the probe's schemes.
  public var samples: [Sample] = []

  public init() {}

  public var accuracies: [Double] { points.map(\.accuracy) }

  /// The mean over all rounds.
  public var bits: Bits { Bits(meanOf: points.map { ($0.bits, Double($0.rounds)) }) }

  /// The mean over sampled rounds of what a scheme of the probe cost.
  public func sampledBits(_ scheme: ThesisScheme) -> Bits {
    Bits(meanOf: samples.filter { $0.scheme == scheme }.map { ($0.bits, 1) })
  }

  /// The iterations after which the accuracy first reached a value, in proportion between points; nil where it never did.
  public func iterations(toAccuracy accuracy: Double) -> Double? {
    var last = (iteration: 0.0, accuracy: 0.0)
    for point in points {
      if point.accuracy >= accuracy {
        let share = (accuracy - last.accuracy) / (point.accuracy - last.accuracy)
        return last.iteration + max(0, share) * (Double(point.iteration) - last.iteration)
      }
      last = (Double(point.iteration), point.accuracy)
    }
    return nil
  }
}
