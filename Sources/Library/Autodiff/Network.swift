import Randomness

/// A network: its forward pass, and the parameters that the pass names.
public struct Network: Sendable {
  /// The name, such as "ResNet-20".
  public let name: String
  /// The shape of one input, such as [28, 28, 1].
  public let inputShape: [Int]
  /// The trainable parameters.
  public let layout: ParameterLayout
  /// The moving moments of normalisations.
  public let momentLayout: ParameterLayout
  private let forward: @Sendable (inout Tape, Variable) -> Variable

  /// Creates a network from its forward pass, which maps a batch `[batch] + input` to logits `[batch, classes]`.
  ///
  /// The pass runs once, on one picture of zeros, to declare its parameters.
  public init(
    _ name: String, input inputShape: [Int], forward: @escaping @Sendable (inout Tape, Variable) -> Variable
  ) {
    self.name = name
    self.inputShape = inputShape
    self.forward = forward
    var tape = Tape()
    _ = forward(&tape, tape.constant(Tensor(zeros: [1] + inputShape)))
    layout = tape.parameterSource.layout
    momentLayout = tape.momentSource.layout
  }

  /// Puts the network's forward pass on a tape made for it.
  public func callAsFunction(_ tape: inout Tape, _ input: Variable) -> Variable { forward(&tape, input) }

  /// Parameters drawn by their initializers, and moments of mean 0 and variance 1.
  public func initialState(using rng: inout some RandomNumberGenerator) -> NetworkState {
    NetworkState(parameters: layout.initialValues(using: &rng), moments: momentLayout.initialValues(using: &rng))
  }

  /// The logits of a batch by the moving moments.
  public func logits(_ input: Tensor, at state: NetworkState) -> Tensor {
    var tape = Tape(self, state, mode: .inference)
    let output = self(&tape, tape.constant(input))
    return tape.value(output)
  }
}
