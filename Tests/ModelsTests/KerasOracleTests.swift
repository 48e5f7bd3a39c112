import Autodiff
import Models
import Testing

/// The networks of CO3 against numbers of the Keras applications, with weights, pictures and labels by one rule.
@Suite struct KerasOracleTests {
  let batch = KerasNetwork.batch()

  /// Logits to 1e-3 of themselves (of 1e-2 where they are smaller) or 1e-4 of the picture's largest: sums of convolutions
  /// in single precision move all logits of a picture alike, by 5e-5 at a largest of 1.7 (ResNet50V2 in training).
  @Test(arguments: KerasNetwork.all)
  func inference(_ keras: KerasNetwork) throws {
    let logits = keras.network.logits(batch.input.rows(0..<2), at: try keras.state())
    try compareLogits(logits, try keras.oracle(), mode: "inference")
  }

  /// The same in training, the loss to 1e-3, the norm of every gradient to 4e-2 and their median to 1e-3.
  ///
  /// Single precision moves some sums across the kinks of hundreds of ReLUs, which leaves a few gradients with errors of
  /// percents. A bias that only normalisations by batch moments read (those of ResNet50V2 on the way to the next stage's)
  /// has a gradient of zero. In the reference it is below 2e-6, rounding: what is below 1e-5 there must be so here.
  @Test(arguments: KerasNetwork.all)
  func training(_ keras: KerasNetwork) throws {
    let network = keras.network, oracle = try keras.oracle()
    var tape = Tape(network, try keras.state())
    let logits = network(&tape, tape.constant(batch.input))
    try compareLogits(tape.value(logits), oracle, mode: "training")
    let loss = tape.softmaxCrossEntropy(logits, labels: batch.labels)
    let expectedLoss = try #require(oracle["loss_training_mode"])
    #expect(abs(Double(tape.value(loss).scalar) - expectedLoss) <= 1e-3 * expectedLoss)

    let gradient = tape.gradients(of: loss).parameters.scalars
    let norms = gradientNorms(oracle)
    #expect(norms.count == network.layout.entries.count)
    var errors: [Double] = []
    for entry in network.layout.entries {
      let expected = try #require(norms[entry.name], "\(entry.name)")
      let norm = gradient[entry.range].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      if expected < 1e-5 {
        #expect(norm < 1e-5, "\(entry.name)")
      } else {
        errors.append(abs(norm - expected) / expected)
        #expect(abs(norm - expected) <= 4e-2 * expected, "\(entry.name)")
      }
    }
    errors.sort()
    #expect(errors.count > network.layout.entries.count / 2)
    #expect(errors[errors.count / 2] <= 1e-3)
  }

  private func compareLogits(_ logits: Tensor, _ oracle: [String: Double], mode: String) throws {
    for picture in 0..<2 {
      let expected = try (0..<10).map { try #require(oracle["logit_\(mode)[\(picture)][\($0)]"]) }
      let found = logits.rows(picture..<picture + 1).scalars
      let largest = expected.map(abs).max() ?? 0
      for (label, value) in expected.enumerated() {
        let tolerance = max(1e-3 * max(abs(value), 1e-2), 1e-4 * largest)
        #expect(abs(Double(found[label]) - value) <= tolerance, "\(mode), picture \(picture), class \(label)")
      }
    }
  }

  /// The norms of the reference under the names of our entries: there layers stand in nested scopes, of which the last
  /// two names tell weights apart.
  private func gradientNorms(_ oracle: [String: Double]) -> [String: Double] {
    let roles = ["gamma": "scale", "beta": "offset"]
    var norms: [String: Double] = [:]
    for (key, norm) in oracle where key.hasPrefix("gradient_norm[") {
      let path = key.dropFirst("gradient_norm[".count).dropLast().split(separator: "/").suffix(2).map(String.init)
      norms["\(path[0])/\(roles[path[1]] ?? path[1])"] = norm
    }
    return norms
  }
}
