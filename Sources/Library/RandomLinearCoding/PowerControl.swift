import RealModule

/// The global scale c and the sub-channels of nodes that share a channel (THESIS, Section 5.4.1).
public enum PowerControl {
  /// c at most, whatever little energy there is.
  static let greatestScale = 1e30

  /// The greatest c with which no node's energy is above the budget; the budget is met with equality by the node of the
  /// greatest energy.
  ///
  /// - Parameters:
  ///   - energies: ‖xᵢ‖² of each node at c = 1.
  ///   - budget: m P.
  public static func scale(energies: [Double], budget: Double) -> Double {
    energies.map { ownScale(energy: $0, budget: budget) }.min() ?? greatestScale
  }

  /// The greatest c of one node.
  static func ownScale(energy: Double, budget: Double) -> Double { min((budget / energy).squareRoot(), greatestScale) }

  /// The numbers u of sub-channels of a block that each node uses, chosen with c such that the bound of THESIS, Equation
  /// (5.9),
  ///
  ///     (Σᵢ (n/2uᵢ) aᵢ)(Σᵢ aᵢ) + d σ²/c²,   aᵢ = ‖wᵢgᵢ‖
  ///
  /// is least.
  ///
  /// For a given c the best u of a node is the greatest that its budget allows, so that c alone is searched for: 64 values,
  /// evenly in its logarithm, from the greatest that all can afford on all sub-channels to the greatest of all. Then the
  /// nodes have no better choice for their u, and c may still be raised until the budget of one is met.
  ///
  /// - Parameters:
  ///   - profiles: The sub-channels of each node.
  ///   - norms: a.
  ///   - budget: m P.
  ///   - noiseVariance: σ² of a real dimension.
  /// - Complexity: O(K k).
  public static func leastError(
    profiles: [SubchannelProfile], norms: [Double], encoder: RandomLinearEncoder, budget: Double, noiseVariance: Double
  ) -> [Int] {
    let lowest = scale(energies: profiles.map { $0.expectedEnergies.last ?? 0 }, budget: budget)
    let highest = scale(energies: profiles.map { $0.expectedEnergies.min() ?? 0 }, budget: budget)
    var best = profiles.map(\.cheapestCount), least = Double.infinity
    let steps = 63
    for step in 0...steps {
      let c = lowest * .pow(highest / lowest, Double(step) / Double(steps))
      let counts = profiles.map { $0.count(scale: c, budget: budget) ?? $0.cheapestCount }
      let error = LinearCodeBound.error(
        nodes: zip(counts, norms).map { (2 * $0 * encoder.blockCount, $1) }, squaredNorm: 0,
        elementCount: encoder.blockCount * encoder.blockLength, scale: c, noiseVariance: noiseVariance)
      if error < least { (best, least) = (counts, error) }
    }
    return best
  }
}

/// The mean squared error of random linear coding, over the signs of the code and the noise (THESIS, Lemmas 13 and 14).
public enum LinearCodeBound {
  /// (d/m − 1)‖g‖² + dσ² of Equation (5.5), all nodes using all sub-channels, c = 1.
  ///
  /// It is an equality for one block. For several it holds for each, and so with ‖g‖² of all where the last is full.
  public static func error(
    elementCount d: Int, measurementCount m: Int, squaredNorm: Double, noiseVariance: Double
  ) -> Double {
    (Double(d) / Double(m) - 1) * squaredNorm + Double(d) * noiseVariance
  }

  /// The right-hand side of Equation (5.9): (Σᵢ (d/mᵢ) aᵢ)(Σᵢ aᵢ) − ‖g‖² + dσ²/c².
  ///
  /// The error itself is Σᵢⱼ d |Sᵢ ∩ Sⱼ|/(mᵢmⱼ) ⟨wᵢgᵢ, wⱼgⱼ⟩ − ‖g‖² + dσ²/c², Sᵢ being the measurements that node i sends;
  /// the bound follows by Schwarz's inequality and |Sᵢ ∩ Sⱼ| ≤ mⱼ.
  ///
  /// - Parameters:
  ///   - nodes: mᵢ, the number of measurements that a node sends, and aᵢ = ‖wᵢgᵢ‖.
  ///   - squaredNorm: ‖g‖² of the sum g = Σᵢ wᵢgᵢ.
  public static func error(
    nodes: [(measurementCount: Int, norm: Double)], squaredNorm: Double, elementCount d: Int, scale c: Double,
    noiseVariance: Double
  ) -> Double {
    let weighted = nodes.reduce(0) { $0 + Double(d) / Double($1.measurementCount) * $1.norm }
    let sum = nodes.reduce(0) { $0 + $1.norm }
    return weighted * sum - squaredNorm + Double(d) * noiseVariance / (c * c)
  }
}
