import Autodiff

/// A feedforward network as operations between signals: what must be known of it to divide it over workers.
///
///     let graph = LayerGraph("digits", input: [28, 28, 6]) { graph, x in
///       let maps = graph.maxPooling(graph.convolution(x, "conv1", filters: 12, kernel: 5), window: 2)
///       return graph.dense(graph.flattened(maps), "fc1", units: 10, activation: .identity)
///     }
///     graph.network  // the same as an Autodiff network
///
/// A *unit* is what is assigned to a worker as a whole: a neuron of a dense layer, a channel of a convolution. Signals
/// whose units are the same ones, as before and after a pooling or on the two sides of a sum, share a *group* of units,
/// and so have the same owners. The unit of a signal's value is its index along the last axis, modulo the group's size:
/// flattened pictures keep the units of their channels.
public struct LayerGraph: Sendable {
  /// The values of one input sample between two operations.
  public struct Signal: Sendable, Equatable {
    /// The shape without the batch: [features] or [row, column, channel].
    public let shape: [Int]
    /// The group of its units, an index into ``LayerGraph/unitCounts``.
    public fileprivate(set) var group: Int

    /// The number of values.
    public var count: Int { shape.reduce(1, *) }
  }

  /// A signal of a graph that is being built.
  public struct Place: Sendable {
    fileprivate let index: Int
  }

  /// What makes one signal of others.
  public enum Operation: Sendable, Equatable {
    case dense(String, units: Int, activation: Activation)
    /// A square kernel with TensorFlow's 'same' padding.
    ///
    /// With several groups, a filter reads the channels of its group alone: channels and filters are cut into equal runs.
    case convolution(String, filters: Int, kernel: Int, stride: Int, groups: Int, activation: Activation)
    case maxPooling(window: Int)
    case globalAveragePooling
    case flattening
    /// The sum of two signals, max(0, ·) of it where the activation says so.
    case sum(activation: Activation)
  }

  /// An operation in its place.
  public struct Step: Sendable, Equatable {
    public let operation: Operation
    /// The signals that it reads, and the one that it makes.
    public fileprivate(set) var inputs: [Int], output: Int
  }

  /// The name of the network.
  public let name: String
  /// How kernels are drawn before training.
  public let initializer: Initializer
  /// The signals; the first is the input.
  public private(set) var signals: [Signal] = []
  /// The operations in the order in which they can be run.
  public private(set) var steps: [Step] = []
  /// The number of units of each group; group 0 is that of the input.
  public private(set) var unitCounts: [Int] = []
  /// The signal that the network returns.
  public private(set) var output = 0
  /// The dense and convolution layers as matrices, in the order of the steps.
  public private(set) var connectionMatrices: [ConnectionMatrix] = []

  /// Creates a graph from what it does with its input.
  ///
  /// - Parameter input: The shape of one sample, [features] or [row, column, channel].
  public init(
    _ name: String, input: [Int], initializer: Initializer = .heNormal, _ build: (inout LayerGraph, Place) -> Place
  ) {
    self.name = name
    self.initializer = initializer
    let x = addSignal(input, units: input[input.count - 1])
    output = build(&self, x).index
    connectionMatrices = matrices(of: network.layout)
  }

  /// f(x W + b).
  public mutating func dense(_ x: Place, _ name: String, units: Int, activation: Activation = .relu) -> Place {
    precondition(signals[x.index].shape.count == 1, "a dense layer reads features; flatten pictures first")
    return append(.dense(name, units: units, activation: activation), [x], [units], units: units)
  }

  /// f(x * K + b).
  public mutating func convolution(
    _ x: Place, _ name: String, filters: Int, kernel: Int, stride: Int = 1, groups: Int = 1,
    activation: Activation = .relu
  ) -> Place {
    let shape = signals[x.index].shape
    precondition(shape.count == 3, "a convolution reads [row, column, channel]")
    precondition(shape[2].isMultiple(of: groups) && filters.isMultiple(of: groups), "equal groups of channels")
    return append(
      .convolution(name, filters: filters, kernel: kernel, stride: stride, groups: groups, activation: activation), [x],
      [(shape[0] + stride - 1) / stride, (shape[1] + stride - 1) / stride, filters], units: filters)
  }

  /// The largest value of each window; windows do not overlap.
  public mutating func maxPooling(_ x: Place, window: Int) -> Place {
    let shape = signals[x.index].shape
    return append(.maxPooling(window: window), [x], [shape[0] / window, shape[1] / window, shape[2]])
  }

  /// The mean over all positions, [channel].
  public mutating func globalAveragePooling(_ x: Place) -> Place {
    append(.globalAveragePooling, [x], [signals[x.index].shape[2]])
  }

  /// [row, column, channel] as [features].
  public mutating func flattened(_ x: Place) -> Place { append(.flattening, [x], [signals[x.index].count]) }

  /// f(a + b); the units of both are then one group.
  public mutating func sum(_ a: Place, _ b: Place, activation: Activation = .relu) -> Place {
    precondition(signals[a.index].shape == signals[b.index].shape, "signals of one shape")
    merge(signals[a.index].group, signals[b.index].group)
    return append(.sum(activation: activation), [a, b], signals[a.index].shape)
  }

  private mutating func addSignal(_ shape: [Int], units: Int) -> Place {
    unitCounts.append(units)
    signals.append(Signal(shape: shape, group: unitCounts.count - 1))
    return Place(index: signals.count - 1)
  }

  /// Adds a step whose output has units of its own, or those of its first input.
  private mutating func append(_ operation: Operation, _ inputs: [Place], _ shape: [Int], units: Int? = nil) -> Place {
    if let units {
      _ = addSignal(shape, units: units)
    } else {
      signals.append(Signal(shape: shape, group: signals[inputs[0].index].group))
    }
    steps.append(Step(operation: operation, inputs: inputs.map(\.index), output: signals.count - 1))
    return Place(index: signals.count - 1)
  }

  /// Makes one group of two, and closes the gap that this leaves among the groups.
  private mutating func merge(_ a: Int, _ b: Int) {
    guard a != b else { return }
    let (kept, gone) = (min(a, b), max(a, b))
    unitCounts.remove(at: gone)
    for index in signals.indices {
      let group = signals[index].group
      signals[index].group = group == gone ? kept : group > gone ? group - 1 : group
    }
  }
}

extension LayerGraph {
  /// The same as a network to train and run as a whole. Each layer has a kernel and a bias, in the order of the steps.
  public var network: Network {
    let input = signals[0].shape
    return Network(name, input: input) { tape, x in
      var values: [Int: Variable] = [0: x]
      for step in steps {
        values[step.output] = step.operation.append(
          to: &tape, step.inputs.compactMap { values[$0] }, initializer)
      }
      return values[output] ?? x
    }
  }
}

extension LayerGraph.Operation {
  /// Puts the operation, with the whole layer's parameters where it has any, on a tape made for the network.
  func append(to tape: inout Tape, _ x: [Variable], _ initializer: Initializer = .zeros) -> Variable {
    switch self {
    case .dense(let name, let units, let activation):
      return tape.dense(x[0], name, units: units, activation: activation, initializer: initializer)
    case .convolution(let name, let filters, let kernel, let stride, let groups, let activation):
      return tape.convolution(
        x[0], name, filters: filters, kernel: kernel, stride: stride, groups: groups, activation: activation,
        initializer: initializer)
    case .maxPooling(let window): return tape.maxPooling(x[0], window: window, stride: window)
    case .globalAveragePooling: return tape.globalAveragePooling(x[0])
    case .flattening: return tape.flattened(x[0])
    case .sum(let activation):
      let sum = tape.sum(x[0], x[1])
      return activation == .relu ? tape.relu(sum) : sum
    }
  }
}
