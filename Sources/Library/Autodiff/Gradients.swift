/// What a backward sweep found.
public struct Gradients: Sendable {
  /// What a dense or convolution layer read and what came back to it.
  public struct Signal: Sendable {
    /// The layer's name.
    public let layer: String
    /// The forward signal x, the layer's input.
    public let input: Tensor
    /// The backward signal δ, the gradient with respect to the layer's sums before the activation.
    public let delta: Tensor
  }

  private let pass: BackwardPass
  /// Batch means and variances of the normalisations, one row for each worker, in the order of the moment layout.
  public let batchMoments: Tensor
  /// The signals of dense and convolution layers in forward order; empty unless they were asked for.
  public let signals: [Signal]

  init(pass: BackwardPass, batchMoments: Tensor, signals: [Signal]) {
    self.pass = pass
    self.batchMoments = batchMoments
    self.signals = signals
  }

  /// The gradient with respect to the parameters, one row of P numbers for each worker.
  public var parameters: Tensor { pass.parameters }

  /// The gradient with respect to a variable that was put on the tape as such.
  public subscript(variable: Variable) -> Tensor { pass.gradient(variable.index) }
}
