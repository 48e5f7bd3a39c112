import Randomness
import RealModule

extension Partition {
  /// Shards of different sizes with different shares of labels, one for each node of a federated training.
  ///
  /// The pictures of each label c, in random order, are dealt out to the N nodes in shares p_c1, …, p_cN from a symmetric
  /// Dirichlet law of concentration a (Yurochkin et al. 2019, Section 4; Hsu et al. 2019 draw in this way the shares of labels
  /// at nodes that are equally large). The smaller a, the more do sizes and labels differ: with C labels of equally many
  /// pictures the coefficient of variation of a node's size is √((N − 1) / (C (Na + 1))), and for many nodes the labels of one
  /// have shares of about the Dirichlet law over C labels with concentration a. Every picture is in one shard.
  ///
  /// Nodes that got fewer than `least` pictures are given single ones of the largest shard, drawn at random.
  ///
  /// > Note: THESIS, Section 5.5 says no more than "unbalanced distributed dataset".
  ///
  /// - Parameters:
  ///   - labels: The label of each picture.
  ///   - nodes: N, at least 1.
  ///   - concentration: a, in 0.05...10.
  ///   - least: Pictures that each node holds at least, such as a batch; no more than there are for each.
  /// - Complexity: O(pictures + labels · N), and O(N + size) for each picture that changes its node.
  public static func federated(
    _ labels: [UInt8], nodes: Int, concentration: Double = 0.5, atLeast least: Int = 1,
    using rng: inout some RandomNumberGenerator
  ) -> Partition {
    precondition(nodes >= 1 && least >= 1 && nodes * least <= labels.count, "\(labels.count) pictures, \(nodes) nodes")
    precondition((0.05...10).contains(concentration), "a concentration of \(concentration)")
    var classes = [[Int]](repeating: [], count: 256)
    for index in permutation(of: labels.count, using: &rng) { classes[Int(labels[index])].append(index) }
    var shards = [[Int]](repeating: [], count: nodes)
    for pictures in classes where !pictures.isEmpty {
      let parts = gammaValues(count: nodes, shape: concentration, using: &rng)
      let scale = Double(pictures.count) / parts.reduce(0, +)
      var sum = 0.0, start = 0
      for (node, part) in parts.enumerated() {
        sum += part
        let end = node == nodes - 1 ? pictures.count : min(pictures.count, Int((sum * scale).rounded()))
        shards[node] += pictures[start..<end]
        start = end
      }
    }
    for node in shards.indices {
      while shards[node].count < least, let largest = shards.indices.max(by: { shards[$0].count < shards[$1].count }) {
        shards[node].append(shards[largest].remove(at: choice(1, of: shards[largest].count, using: &rng)[0]))
      }
    }
    return Partition(shards: shards)
  }

  /// Values of the gamma law: for x of GenNorm(0, 1, 1/a), |x|^(1/a) has it with shape a and scale 1.
  private static func gammaValues(
    count: Int, shape: Double, using rng: inout some RandomNumberGenerator
  ) -> [Double] {
    let law = GenNorm(shape: Float(1 / shape))
    return (0..<count).map { _ in Double.pow(abs(Double(law.sample(using: &rng))), 1 / shape) }
  }
}
