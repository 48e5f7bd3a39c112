/// A quantity on a tape.
public struct Variable: Sendable {
  let index: Int
}

/// A computation as it is evaluated, step by step, to be differentiated backwards.
///
/// A tape is an array of steps that name their inputs by position. Its batch may hold the batches of several workers,
/// stacked along the first axis in equal blocks: products with the data are then shared, while the parameter gradient
/// and the batch moments of each worker are computed from its block alone and not mixed with another's.
public struct Tape: Sendable {
  /// Whether normalisations use the moments of the batch or the moving ones.
  public enum Mode: Sendable {
    case training
    case inference
  }

  /// A dense or convolution layer, by position of its input and of the sums before its activation.
  struct Layer: Sendable {
    let name: String
    let input: Int
    let output: Int
  }

  public let workerCount: Int
  public let mode: Mode
  private(set) var nodes: [Node] = []
  private(set) var layers: [Layer] = []
  /// Parameters and moments: declared as the forward pass names them, or read in the same order.
  var parameterSource: EntrySource
  var momentSource: EntrySource
  /// Batch means and variances of normalisations, one row for each worker, in the order of the moment layout.
  private(set) var batchMoments: Tensor

  /// A tape for a network's forward pass.
  public init(_ network: Network, _ state: NetworkState, workerCount: Int = 1, mode: Mode = .training) {
    self.init(
      parameters: EntrySource(network.layout, state.parameters),
      moments: EntrySource(network.momentLayout, state.moments),
      workerCount: workerCount, mode: mode)
  }

  /// A tape without a network, for expressions of variables and constants.
  public init() {
    self.init(parameters: EntrySource(), moments: EntrySource(), workerCount: 1, mode: .training)
  }

  init(parameters: EntrySource, moments: EntrySource, workerCount: Int, mode: Mode) {
    precondition(workerCount > 0, "a tape needs a worker")
    parameterSource = parameters
    momentSource = moments
    self.workerCount = workerCount
    self.mode = mode
    batchMoments = Tensor(zeros: [workerCount, moments.layout.count])
  }

  /// The value of a variable.
  public func value(_ variable: Variable) -> Tensor { nodes[variable.index].value }

  /// A tensor that is not differentiated.
  public mutating func constant(_ value: Tensor) -> Variable {
    append(Node(operation: nil, inputs: [], evaluation: .init(value: value), parameter: nil, needsGradient: false))
  }

  /// A tensor to differentiate with respect to.
  public mutating func variable(_ value: Tensor) -> Variable {
    append(Node(operation: nil, inputs: [], evaluation: .init(value: value), parameter: nil, needsGradient: true))
  }

  /// The next parameter of the network.
  public mutating func parameter(layer: String, role: String, shape: [Int], _ initializer: Initializer) -> Variable {
    let (entry, value) = parameterSource.next(layer: layer, role: role, shape: shape, initializer)
    return append(
      Node(
        operation: nil, inputs: [], evaluation: .init(value: value), parameter: entry.range,
        needsGradient: mode == .training))
  }

  /// The gradients of `output`, or of the sum of its elements, with respect to parameters and variables.
  ///
  /// - Parameters:
  ///   - keepsSignals: Whether the input x and the backward signal δ of each dense and convolution layer are kept; it
  ///     costs memory.
  ///   - omitsDenseKernels: Whether dense layers leave their signals in place of the gradients of their kernels, which are
  ///     products of the two; those are not computed but left at zero. All others are the same, bit by bit.
  /// - Precondition: `output` is on the tape. In `tape.gradients(of: tape.relu(x))` it is not yet: Swift takes the tape
  ///   before it evaluates the argument.
  /// - Complexity: About twice the forward pass.
  public consuming func gradients(
    of output: Variable, keepsSignals: Bool = false, omitsDenseKernels: Bool = false
  ) -> Gradients {
    precondition(nodes.indices.contains(output.index), "gradients of a variable that is not yet on the tape")
    var pass = BackwardPass(
      nodes: nodes, workerCount: workerCount, parameterCount: parameterSource.layout.count, keepsSignals: keepsSignals,
      omitsDenseKernels: omitsDenseKernels)
    let kept = layers.filter { keepsSignals || omitsDenseKernels && nodes[$0.output].operation is Dense }
    let inputs = kept.map { nodes[$0.input].value }
    nodes = []
    pass.run(from: output.index)
    let signals = zip(kept, inputs).map { layer, input in
      Gradients.Signal(layer: layer.name, input: input, delta: pass.signals[layer.output] ?? Tensor(zeros: [0]))
    }
    return Gradients(pass: pass, batchMoments: batchMoments, signals: signals)
  }

  private mutating func append(_ node: Node) -> Variable {
    nodes.append(node)
    return Variable(index: nodes.count - 1)
  }

  /// Evaluates an operation and puts it on the tape.
  mutating func apply(_ operation: some Operation, _ inputs: [Variable]) -> Variable {
    let evaluation = operation.forward(
      inputs.map { nodes[$0.index].value }, ForwardContext(workerCount: workerCount))
    return append(
      Node(
        operation: operation, inputs: inputs.map(\.index), evaluation: evaluation, parameter: nil,
        needsGradient: inputs.contains { nodes[$0.index].needsGradient }))
  }

  /// Names a dense or convolution layer whose signals observers may ask for.
  mutating func recordLayer(_ name: String, input: Variable, output: Variable) {
    layers.append(Layer(name: name, input: input.index, output: output.index))
  }

  /// The batch moments of a convolution's result, where it took them along.
  func convolutionMoments(_ variable: Variable) -> Tensor? {
    nodes[variable.index].operation is Convolution ? nodes[variable.index].evaluation.saved.first : nil
  }

  /// The moments by which a normalisation worked, [workers, 2, channels].
  func normalizationMoments(_ variable: Variable) -> Tensor { nodes[variable.index].evaluation.saved[0] }

  /// The moving mean and variance of a normalisation, [2, channels], and where they lie in the moment layout.
  mutating func movingMoments(layer: String, shape: [Int]) -> (value: Tensor, range: Range<Int>) {
    let (mean, means) = momentSource.next(layer: layer, role: "mean", shape: shape, .zeros)
    let (variance, variances) = momentSource.next(layer: layer, role: "variance", shape: shape, .ones)
    return (
      Tensor([2] + shape, means.scalars + variances.scalars), mean.range.lowerBound..<variance.range.upperBound
    )
  }

  /// Notes the batch moments of a normalisation, [workers, 2, channels], where its moving ones lie in the layout.
  mutating func recordBatchMoments(_ values: Tensor, at range: Range<Int>) {
    guard !momentSource.isDeclaring else { return }
    let width = batchMoments.rowSize
    let destination = batchMoments.mutablePointer
    for worker in 0..<workerCount {
      (destination + worker * width + range.lowerBound).update(
        from: values.rows(worker..<worker + 1).pointer, count: range.count)
    }
  }
}
