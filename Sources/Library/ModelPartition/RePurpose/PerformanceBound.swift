import Autodiff

/// How far the output of a partitioned network can lie from the original's (THESIS, Theorem 17).
///
/// With ‖W⁽ˡ⁾‖_F = `norms`, ‖Ŵ⁽ˡ⁾ − W⁽ˡ⁾‖_F = `errors` and ‖x⁽ˡ⁾‖₂ the norms of what the layers of the original read, the distance
/// eₗ of what layer l reads, e₁ = 0, obeys (D.20) with each layer's own numbers:
///
///     eₗ₊₁ ≤ (‖W⁽ˡ⁾‖ + ‖Ŵ⁽ˡ⁾ − W⁽ˡ⁾‖) eₗ + ‖Ŵ⁽ˡ⁾ − W⁽ˡ⁾‖ ‖x⁽ˡ⁾‖
///
/// A convolution is the matrix that it stands for, in which a weight occurs at most once for each output position, so that
/// its norm is at most √positions times that of the kernel. Activations and poolings are 1-Lipschitz. Distances are
/// between values of one unit, the units of the original and of the result in one order.
///
/// > Note: The proof needs b̂ = Π b (c), so it says nothing of networks after post-training.
public struct PerformanceBound: Sendable, Equatable {
  /// ‖W⁽ˡ⁾‖_F of each layer of the original.
  public let norms: [Double]
  /// ‖Ŵ⁽ˡ⁾ − W⁽ˡ⁾‖_F of each layer, √ϵ in (6.8).
  public let errors: [Double]
  /// ‖Ŵ⁽ˡ⁾‖_F of each layer of the partitioned network; not above ``norms`` where connections are only cut.
  public let keptNorms: [Double]

  /// The bound of a model against the network that it was made of.
  ///
  /// - Parameters:
  ///   - model: A chain of layers.
  ///   - original: The parameters of the original network, [count].
  /// - Throws: ``ModelPartitionError/notAChain(_:)`` where signals are added, ``ModelPartitionError/invalidCount(of:_:expected:)``.
  public init(_ model: PartitionedModel, original: Tensor) throws(ModelPartitionError) {
    let graph = model.graph
    guard model.parameters.count == original.count else {
      throw .invalidCount(of: "parameters", original.count, expected: model.parameters.count)
    }
    for step in graph.steps where step.inputs.count > 1 { throw .notAChain(graph.name) }
    var (norms, errors, keptNorms): ([Double], [Double], [Double]) = ([], [], [])
    let (old, new) = (original.scalars, model.parameters.scalars)
    for (matrix, multiplications) in zip(model.matrices, graph.multiplicationsPerConnection) {
      var (energy, error, kept) = (0.0, 0.0, 0.0)
      for index in matrix.kernel {
        let change = Double(new[index]) - Double(old[index])
        energy += Double(old[index]) * Double(old[index])
        error += change * change
        kept += Double(new[index]) * Double(new[index])
      }
      let positions = Double(multiplications / matrix.tapCount)
      norms.append((positions * energy).squareRoot())
      errors.append((positions * error).squareRoot())
      keptNorms.append((positions * kept).squareRoot())
    }
    self.norms = norms
    self.errors = errors
    self.keptNorms = keptNorms
  }

  /// The most that what each layer makes can differ by, (D.20) layer after layer; the last is the output's.
  ///
  /// - Parameter signalNorms: ‖x⁽ˡ⁾‖₂ of what each layer of the original reads.
  public func distances(signalNorms: [Double]) -> [Double] {
    distances(signalNorms, factors: zip(norms, errors).map { $0 + $1 })
  }

  /// A sharper bound than ``distances(signalNorms:)``, which THESIS does not have.
  ///
  /// With Ŵᵀx̂ − Wᵀx = Ŵᵀ(x̂ − x) + (Ŵ − W)ᵀx the factor of eₗ is ‖Ŵ⁽ˡ⁾‖_F, at most ‖W⁽ˡ⁾‖_F for a network that was only cut: in
  /// (6.9), τ takes the place of τ + ε.
  public func sharperDistances(signalNorms: [Double]) -> [Double] { distances(signalNorms, factors: keptNorms) }

  private func distances(_ signalNorms: [Double], factors: [Double]) -> [Double] {
    precondition(signalNorms.count == errors.count, "the norm of what each layer reads")
    var distance = 0.0
    return errors.indices.map { layer in
      distance = factors[layer] * distance + errors[layer] * signalNorms[layer]
      return distance
    }
  }

  /// (6.9) with τ the largest norm and ε the largest error of a layer.
  ///
  /// - Parameter signalBound: B, the largest norm of what a layer of the original reads.
  public func distance(signalBound: Double) -> Double {
    Self.distance(tau: norms.max() ?? 0, epsilon: errors.max() ?? 0, signalBound: signalBound, layerCount: norms.count)
  }

  /// ε ((τ + ε)ᴸ − 1)/(τ + ε − 1) B, (6.9), as the sum of powers that it is, so that τ + ε = 1 needs no other formula.
  public static func distance(tau: Double, epsilon: Double, signalBound: Double, layerCount: Int) -> Double {
    var (sum, power) = (0.0, 1.0)
    for _ in 0..<layerCount {
      sum += power
      power *= tau + epsilon
    }
    return epsilon * sum * signalBound
  }
}
