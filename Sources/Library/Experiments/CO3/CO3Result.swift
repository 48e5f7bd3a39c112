/// What one training of CO3's simulations gave, epoch by epoch.
public struct CO3Result: Sendable, Codable, Equatable {
  /// Where a layer lies that is looked into: Table III of CO3 names one of each for every network.
  public enum Depth: String, Sendable, Codable, CaseIterable {
    case upper, middle, lower
  }

  /// One epoch.
  public struct Epoch: Sendable, Codable, Equatable {
    /// The number of its rounds.
    public var rounds = 0
    /// The share of test pictures that are recognised at its end.
    public var accuracy = 0.0
    /// The mean training loss of the users' batches.
    public var loss = 0.0
    /// Bits of gradient messages that one user sent, headers, parameters and all: its part of R, Equation (7); the mean over
    /// users.
    public var uplinkBits = 0.0
    /// The entropy of that user's symbols in bits, layer by layer and round by round; nil where there are no symbols.
    public var entropyBits: Double?
    /// Bits of one user's symbols without lossless coding.
    public var rawBits = 0.0
    /// Bits that one user was sent beside the model: parameters of codes.
    public var downlinkBits = 0.0
    /// Bits of moments of normalisations that one user sent, 32 each, which no scheme compresses.
    public var momentBits = 0.0
    /// The bits of all of user 0's symbols of the epoch's last round by lossless coders; empty where there are no symbols.
    public var lastRoundLengths: [CodeLength] = []
    /// What the error feedback does in the layers of Table III, in the order of `Depth.allCases`.
    public var layers = Depth.allCases.map { _ in LayerNorms() }

    public init() {}
  }

  /// Means over the rounds of an epoch of L1 norms, of user 0.
  public struct LayerNorms: Sendable, Codable, Equatable {
    /// |g_t|₁ and |m_t|₁, the memory after the round; 0 where there is no feedback.
    public var gradient = 0.0, memory = 0.0

    public init() {}
  }

  /// Which numbers of a layer were looked at.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Element by element the mean over the epoch's rounds, as in Section II-E.
    case epochMean
    /// The epoch's last round alone.
    case iteration
  }

  /// One layer at the end of one epoch: user 0's corrected gradients v_t = g_t + γ m_{t−1}, which without error feedback are
  /// its gradients.
  public struct Capture: Sendable, Codable, Equatable {
    /// Counted from 1.
    public var epoch: Int
    public var depth: Depth
    public var kind: Kind
    public var sample: LayerSample
    /// Lengths of the layer's symbols by lossless coders; empty but for converted gradients of single iterations.
    public var lengths: [CodeLength]

    public init(epoch: Int, depth: Depth, kind: Kind, sample: LayerSample, lengths: [CodeLength]) {
      self.epoch = epoch
      self.depth = depth
      self.kind = kind
      self.sample = sample
      self.lengths = lengths
    }
  }

  /// The bits of a layer's symbols by one coder.
  public struct CodeLength: Sendable, Codable, Equatable {
    public var coder: String
    public var bits: Double

    public init(coder: String, bits: Double) {
      self.coder = coder
      self.bits = bits
    }
  }

  /// The number of numbers in a gradient, P.
  public var parameterCount = 0
  /// The epochs in order.
  public var epochs: [Epoch] = []
  /// In the order of epoch, depth and kind.
  public var captures: [Capture] = []

  public init() {}

  /// The samples of one depth and kind, by epoch.
  public func captures(_ depth: Depth, _ kind: Kind) -> [Capture] {
    captures.filter { $0.depth == depth && $0.kind == kind }
  }

  /// R up to the end of the epoch at `index`: bits that one user sent.
  public func uplinkBits(through index: Int) -> Double { epochs.prefix(index + 1).reduce(0) { $0 + $1.uplinkBits } }
}
