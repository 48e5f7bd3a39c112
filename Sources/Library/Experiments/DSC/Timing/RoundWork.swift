/// What a round of distributed learning has to do: seconds of computing and bits to send (DSC, Algorithm 1).
public struct RoundWork: Sendable, Equatable {
  /// What one bit plane of one worker takes.
  public struct Plane: Sendable, Equatable {
    /// The worker's syndrome, or packing, s.
    public var encode: Double
    /// What it sends, bits.
    public var bits: Double
    /// The server's log-likelihood ratios, s.
    public var ratios: Double
    /// The server's decoding, or counting of what came as it is, s.
    public var decode: Double
    /// How often the server asks for it, on average, first when all before it is decoded; 0 for what is sent unasked, as in the
    /// paper. An answer to a further request comes a round trip after what came before.
    public var requests: Double

    public init(encode: Double = 0, bits: Double, ratios: Double = 0, decode: Double = 0, requests: Double = 0) {
      self.encode = encode
      self.bits = bits
      self.ratios = ratios
      self.decode = decode
      self.requests = requests
    }
  }

  /// The model that the server sends to all at once, bits.
  public var broadcastBits: Double
  /// The server's estimate of the variances and the rates that follow from it, s (lines 4 and 5).
  public var control: Double
  /// Each worker's gradient, s, [K] (line 8).
  public var gradients: [Double]
  /// A worker's mean square of its gradient, s (line 9).
  public var meanSquare: Double
  /// A worker's quantization, s (line 11).
  public var quantize: Double
  /// The planes of the worker that is k-th to be ready, the least significant first, [K][m].
  public var planes: [[Plane]]
  /// The server's mean gradient and its step, s (lines 16 and 17).
  public var update: Double

  /// Creates the work.
  ///
  /// - Precondition: There is a worker, and as many gradients as rows of planes; no number is negative.
  public init(
    broadcastBits: Double = 0, control: Double = 0, gradients: [Double], meanSquare: Double = 0, quantize: Double = 0,
    planes: [[Plane]], update: Double = 0
  ) {
    precondition(!gradients.isEmpty && gradients.count == planes.count, "planes for each of some workers")
    let numbers =
      [broadcastBits, control, meanSquare, quantize, update] + gradients
      + planes.joined().flatMap { [$0.encode, $0.bits, $0.ratios, $0.decode, $0.requests] }
    precondition(numbers.allSatisfy { $0 >= 0 }, "times and sizes that are not negative")
    self.broadcastBits = broadcastBits
    self.control = control
    self.gradients = gradients
    self.meanSquare = meanSquare
    self.quantize = quantize
    self.planes = planes
    self.update = update
  }
}

extension RoundWork {
  /// The same round, the same bits sent, if everything that distributed source coding computes took no time.
  public var withoutCoding: RoundWork {
    var work = self
    work.control = 0
    work.planes = planes.map { $0.map { Plane(bits: $0.bits, requests: $0.requests) } }
    return work
  }

  /// The extra delay that DSC, Section IV-E promises, s: compressing a gradient, by the worker that takes longest, and decoding
  /// the last plane of the last worker.
  public var promisedExtraDelay: Double {
    let compression = planes.map { $0.reduce(0) { $0 + $1.encode } }.max() ?? 0
    return compression + (planes.last?.last?.decode ?? 0)
  }

  /// The greatest rate of a shared uplink, bit/s, at which the server is done with every plane before the next has come:
  ///
  ///     C* = min b_{i+1} / (d_i + l_{i+1})
  ///
  /// over all planes i but the last, in the order sent, with bits b, decoding d and ratios l. Up to C* no plane waits for the
  /// server, and the promised extra delay holds for any number of workers if the rates are known in time; beyond it, the server falls behind by
  /// d_i + l_{i+1} − b_{i+1}/C at each plane for which that is positive. Infinite for a single plane.
  public var steadyBitRate: Double {
    let planes = Array(planes.joined())
    return zip(planes, planes.dropFirst()).reduce(.infinity) { least, pair in
      let time = pair.0.decode + pair.1.ratios
      return time > 0 ? min(least, pair.1.bits / time) : least
    }
  }
}
