import Autodiff
import GradientCoding

/// The parameter server: the model, the rule that moves it, and the server's halves of the codecs.
public struct ParameterServer<Half: ServerHalf>: Sendable {
  /// Parameters and moving moments.
  public internal(set) var state: NetworkState
  /// Turns estimates of the gradient into steps; momentum lives here.
  public internal(set) var optimizer: any Optimizer
  /// Decodes gradients.
  public internal(set) var half: Half
  var momentHalf: IdentityCodec.Server
  /// The share of a moving moment that stays when a round's is mixed in.
  let momentDecay: Float

  /// Moves the parameters against the estimate of the mean gradient.
  mutating func step(_ estimate: [Float]) {
    optimizer.update(&state.parameters, gradient: Tensor([estimate.count], estimate))
  }

  /// Mixes the mean of the workers' batch moments into the moving ones.
  mutating func mix(moments: [Float]) {
    let decay = momentDecay
    state.moments.withMutableSpan { moving in
      for i in moving.indices { moving[i] = decay * moving[i] + (1 - decay) * moments[i] }
    }
  }
}
