import GradientCoding
import QuantizerCoding

extension DitheredRound {
  /// Learns how the levels of each worker of the first group were given those of the others of it, before the second
  /// group is asked (THESIS, Section 2.3.2: their conditional distribution stands for that of the second group).
  mutating func learnFromFirst() throws(CodecError) {
    for place in 0..<firstOfSecond {
      guard let head = heads[place], let workerLevels = levels[place] else { continue }
      for layer in layout.layers.indices {
        guard let peers = peers[layer] else { continue }
        let contexts = contexts(layer, place: place, age: head.age)
        let own = try values(workerLevels[layer], layer, contexts.values.indices, place, head)
        memories[layer]?.learn(
          workerLevels[layer], peers.classes(contexts, step: head.steps[layer], own: own))
      }
    }
  }

  /// The weighted mean of what the levels stand for, as `QuantizerCodec` defines it.
  ///
  /// - Complexity: O(K P), some 2 ns each.
  /// - Throws: `CodecError/missingWorkers(_:)`.
  func estimate() throws(CodecError) -> [Float] {
    let levels = try plan.complete(levels)
    var estimate = [Float](repeating: 0, count: layout.elementCount)
    for piece in LayerPiece.all(of: layout) {
      var mean = PieceMean(of: piece)
      for place in plan.workers.indices {
        guard let head = heads[place] else { continue }
        let values = try values(levels[place][piece.layer], piece.layer, piece.part, place, head)
        mean.add(weight: plan.weights[place]) { numbers in
          for index in values.indices { numbers[index] = values[index] }
        }
      }
      mean.write(to: &estimate)
    }
    return estimate
  }
}
