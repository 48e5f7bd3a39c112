public import GradientCoding
public import QuantizerCoding
public import Randomness

/// One training of a linear regression by stochastic gradient descent with a constant step size μ: W ← W − μ ĝ, where ĝ is what the
/// server reads of a worker's message.
///
/// What is kept is the error W − W*. Inputs come from the streams "basis", "target" and "inputs", so that trainings with the same
/// streams have the same data, whatever the scheme and the step size.
public struct RegressionRun: Sendable {
  public let problem: GaussianRegression
  public let scheme: RegressionScheme
  /// μ.
  public let stepSize: Double
  public let streams: Streams

  /// Creates a run.
  public init(_ problem: GaussianRegression, scheme: RegressionScheme, stepSize: Double, streams: Streams) {
    self.problem = problem
    self.scheme = scheme
    self.stepSize = stepSize
    self.streams = streams
  }

  /// The excess error J(W) − J(W*) over that at the beginning: first 1, then the one after each iteration, up to the first that lies
  /// outside of `range` or the last iteration.
  ///
  /// ĝ is what the worker knows of it; messages are made, in words of 32 bits, and not decoded.
  ///
  /// - Throws: `CodecError`, or `CancellationError`.
  public func errors(iterations: Int, while range: Range<Double>) throws -> [Double] {
    var worker: any ReconstructingWorker = try scheme.codec(.words).makeWorker(
      0, layout: problem.layout, streams: streams)
    var errors = [1.0], state = State(problem, streams)
    let start = state.excessError
    for round in 0..<iterations {
      try Task.checkCancellation()
      _ = try worker.encode(LocalGradient(values: state.gradient(round: round)), round: round)
      state.move(along: worker.reconstruction ?? [], by: Float(stepSize))
      errors.append(state.excessError / start)
      if !range.contains(errors[round + 1]) { break }
    }
    return errors
  }

  /// What was sent in some rounds.
  public struct Sending: Sendable, Equatable {
    /// The messages of all rounds.
    public var bits = BitCount.zero
    /// The bits of the gradients as 32-bit floats.
    public var floatBits = 0
    /// ‖ĝ − g‖²/‖g‖² in each round.
    public var relativeErrors: [Double] = []
    /// The excess error after each round over that at the beginning.
    public var errors: [Double] = []

    /// The compression gain.
    public var gain: Double { Double(floatBits) / Double(bits.sentBits) }
  }

  /// The first rounds with messages that the server decodes.
  ///
  /// - Throws: `CodecError`.
  public func sending(rounds: Int, coder: SymbolCoder) throws -> Sending {
    try sending(scheme.codec(coder), rounds: rounds)
  }

  private func sending(_ codec: some RegressionCodec, rounds: Int) throws -> Sending {
    var worker = try codec.makeWorker(0, layout: problem.layout, streams: streams)
    var server = try codec.makeServer(layout: problem.layout, streams: streams)
    var result = Sending(), state = State(problem, streams)
    let start = state.excessError
    for round in 0..<rounds {
      _ = try server.open(RoundPlan(round: round, workers: [0]), model: [])
      let gradient = state.gradient(round: round)
      let message = try worker.encode(LocalGradient(values: gradient), round: round)
      _ = try server.receive(message.bytes)
      let read = try server.close()
      result.bits += message.bits
      result.floatBits += 32 * gradient.count
      let squares = zip(gradient, read).reduce((error: 0.0, whole: 0.0)) { sums, pair in
        let (g, difference) = (Double(pair.0), Double(pair.1) - Double(pair.0))
        return (sums.error + difference * difference, sums.whole + g * g)
      }
      result.relativeErrors.append(squares.error / squares.whole)
      state.move(along: read, by: Float(stepSize))
      result.errors.append(state.excessError / start)
    }
    return result
  }

  /// A model during training.
  struct State {
    private let problem: GaussianRegression
    private let streams: Streams
    private let root: Matrix
    /// (W − W*)ᵀ, n × m.
    private(set) var error: Matrix
    // What is computed: a batch of normal vectors, inputs and outputs, the gradient, R^½ of the error.
    private var normal: Matrix, inputs: Matrix, outputs: Matrix, product: Matrix, rooted: Matrix

    init(_ problem: GaussianRegression, _ streams: Streams) {
      self.problem = problem
      self.streams = streams
      var basis = streams.generator("basis"), target = streams.generator("target")
      root = problem.root(using: &basis)
      let (n, m, batch) = (problem.inputCount, problem.outputCount, problem.batchSize)
      error = Matrix(rows: n, columns: m)
      error.values = Normal().values(count: n * m, using: &target)
      normal = Matrix(rows: batch, columns: n)
      inputs = Matrix(rows: batch, columns: n)
      outputs = Matrix(rows: batch, columns: m)
      product = error
      rooted = error
    }

    /// ½ tr((W − W*) R (W − W*)ᵀ).
    var excessError: Double {
      mutating get {
        rooted.setProduct(root, error)
        return rooted.squaredNorm / 2
      }
    }

    /// The mean gradient of a batch, n × m.
    mutating func gradient(round: Int) -> [Float] {
      var rng = streams.generator("inputs", round: round)
      normal.values = Normal().values(count: problem.batchSize * problem.inputCount, using: &rng)
      inputs.setProduct(normal, root)
      outputs.setProduct(inputs, error)
      product.setProduct(transposeOf: inputs, outputs)
      let scale = 1 / Float(problem.batchSize)
      return product.values.map { scale * $0 }
    }

    /// W ← W − μ ĝ.
    mutating func move(along gradient: [Float], by stepSize: Float) {
      product.values = gradient
      error.add(-stepSize, times: product)
    }
  }
}
