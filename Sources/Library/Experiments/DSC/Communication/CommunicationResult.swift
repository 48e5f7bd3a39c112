/// What one training cost by each scheme, epoch by epoch.
public struct CommunicationResult: Sendable, Codable, Equatable {
  /// One epoch.
  public struct Epoch: Sendable, Codable, Equatable {
    /// The number of its rounds.
    public var rounds = 0
    /// The share of test pictures that are recognised at its end.
    public var accuracy = 0.0
    /// The mean training loss of the workers' batches.
    public var loss = 0.0
    /// What its rounds cost, in the order of `CommunicationScheme.allCases`.
    var costs = CommunicationScheme.allCases.map { _ in CostSample() }

    init() {}

    /// What its rounds cost by a scheme.
    public subscript(scheme: CommunicationScheme) -> CostSample {
      get { costs[Self.place(scheme)] }
      set { costs[Self.place(scheme)] = newValue }
    }

    /// The bits of all its rounds, of all workers.
    public func bits(_ scheme: CommunicationScheme) -> Double { self[scheme].bits(ofRounds: rounds) }
    /// The standard error of ``bits(_:)``.
    public func standardError(_ scheme: CommunicationScheme) -> Double { self[scheme].standardError(ofRounds: rounds) }

    private static func place(_ scheme: CommunicationScheme) -> Int {
      CommunicationScheme.allCases.firstIndex(of: scheme) ?? 0
    }
  }

  /// The epochs in order.
  public var epochs: [Epoch] = []

  /// The bits of the first `count` epochs.
  public func total(_ scheme: CommunicationScheme, epochs count: Int) -> Double {
    epochs.prefix(count).reduce(0) { $0 + $1.bits(scheme) }
  }

  /// The share of uncoded SignSGD's bits that a scheme saves over the first `count` epochs, in percent.
  public func saving(_ scheme: CommunicationScheme, epochs count: Int) -> Double {
    100 * (1 - total(scheme, epochs: count) / total(.uncoded, epochs: count))
  }

  /// The standard error of ``saving(_:epochs:)``.
  public func savingError(_ scheme: CommunicationScheme, epochs count: Int) -> Double {
    let variance = epochs.prefix(count).reduce(0) { $0 + $1.standardError(scheme) * $1.standardError(scheme) }
    return 100 * variance.squareRoot() / total(.uncoded, epochs: count)
  }

  /// The greatest number of epochs over which a scheme saves at least so many percent in total; nil where it never does.
  public func longestTraining(saving percent: Double, by scheme: CommunicationScheme) -> Int? {
    (1...max(1, epochs.count)).last { saving(scheme, epochs: $0) >= percent }
  }

  /// The bits of a scheme over those of another, from the start until a test accuracy is reached; nil where it is not.
  public func share(of scheme: CommunicationScheme, in other: CommunicationScheme, toAccuracy accuracy: Double)
    -> Double?
  {
    epochs(toAccuracy: accuracy).map { total(scheme, epochs: $0) / total(other, epochs: $0) }
  }

  /// The number of epochs after which a test accuracy is first reached; nil where it is not.
  public func epochs(toAccuracy accuracy: Double) -> Int? {
    epochs.firstIndex { $0.accuracy >= accuracy }.map { $0 + 1 }
  }
}
