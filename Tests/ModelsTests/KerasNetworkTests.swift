import Autodiff
import Models
import Testing

/// The networks of CO3 against the Keras applications: layer by layer, and number by number.
@Suite struct KerasNetworkTests {
  /// CO3, Table II.
  @Test(arguments: KerasNetwork.all)
  func parametersAreCounted(_ keras: KerasNetwork) throws {
    let network = keras.network
    #expect(network.layout.count == keras.trainableCount)
    #expect(network.layout.count + network.momentLayout.count == keras.parameterCount)
    let layers = try keras.layers()
    #expect(layers.reduce(0) { $0 + $1.parameterCount } == keras.parameterCount)
  }

  /// Every layer with parameters is there under its name, with the shape of each tensor; and no other is.
  @Test(arguments: KerasNetwork.all)
  func layersAreThose(_ keras: KerasNetwork) throws {
    let layout = keras.network.layout, moments = keras.network.momentLayout
    let layers = try keras.layers().filter { $0.parameterCount > 0 }
    let expected = layers.flatMap { layer in layer.tensors.map { "\(layer.name)/\($0.role) \($0.shape)" } }
    let found = layout.entries.map { "\($0.name) \($0.shape)" }
    #expect(Set(found).subtracting(expected).sorted().isEmpty)
    #expect(Set(expected).subtracting(found).sorted().isEmpty)
    #expect(found.count == expected.count)
    for layer in layers {
      let own = layout.entries.filter { $0.layer == layer.name }
      let moving = moments.entries.filter { $0.layer == layer.name }
      #expect(own.reduce(0) { $0 + $1.range.count } == layer.trainableCount, "\(layer.name)")
      #expect(
        moving.map(\.role) == (layer.kind == "BatchNormalization" ? ["mean", "variance"] : []), "\(layer.name)")
      #expect(
        moving.reduce(0) { $0 + $1.range.count } == layer.parameterCount - layer.trainableCount, "\(layer.name)")
    }
    let normalizations = layers.filter { $0.kind == "BatchNormalization" }
    #expect(moments.layers.count == normalizations.count)
  }

  /// The sums of every dense and convolution layer have the rows, columns and channels of the reference.
  @Test(arguments: KerasNetwork.all)
  func outputsHaveTheirShapes(_ keras: KerasNetwork) throws {
    let batch = WorkerBatch.random(keras.network, workerCount: 1, count: 2, seed: 1)[0]
    let signals = batch.pass(keras.network, keras.network.state(seed: 1), keepsSignals: true).signals
    let found = signals.map { "\($0.layer) \($0.delta.shape.dropFirst())" }
    let layers = try keras.layers().filter { ["Conv2D", "SeparableConv2D", "Dense"].contains($0.kind) }
    #expect(found.sorted() == layers.map { "\($0.name) \($0.outputShape[...])" }.sorted())
  }

  /// Logits in both modes and the loss to 1e-3 (of numbers below 1e-2, of that), gradient norms to 4e-2 (1e-5) and their
  /// median to 1e-3. The reference is in double precision; single precision moves numbers across the kinks of hundreds
  /// of ReLUs, which another implementation in single precision does by 5e-4, 2e-2 and less.
  @Test(arguments: KerasNetwork.all)
  func numbersAreThose(_ keras: KerasNetwork) throws {
    let network = keras.network, state = try keras.state(), batch = KerasNetwork.batch(), oracle = try keras.oracle()
    func error(_ found: Double, _ name: String, floor: Double) throws -> Double {
      let expected = try #require(oracle[name], "\(name)")
      return abs(found - expected) / max(abs(expected), floor)
    }

    let inference = network.logits(batch.input.rows(0..<2), state)
    var tape = Tape(network, state)
    let output = network(&tape, tape.constant(batch.input))
    let training = tape.value(output)
    let loss = tape.softmaxCrossEntropy(output, labels: batch.labels)
    let lossError = try error(Double(tape.value(loss).scalar), "loss_training_mode", floor: 1e-2)
    let gradient = tape.gradients(of: loss).parameters.scalars
    #expect(lossError <= 1e-3)
    var worst = 0.0
    for (mode, logits) in [("inference", inference.scalars), ("training", training.scalars)] {
      for index in 0..<20 {
        let deviation = try error(
          Double(logits[index]), "logit_\(mode)[\(index / 10)][\(index % 10)]", floor: 1e-2)
        worst = max(worst, deviation)
        #expect(deviation <= 1e-3, "\(mode), picture \(index / 10), class \(index % 10)")
      }
    }

    let names = ["scale": "gamma", "offset": "beta"]
    let norms = oracle.filter { $0.key.hasPrefix("gradient_norm[") }
    // Layers stand in nested scopes in the reference: the last two names tell weights apart.
    let paths = Dictionary(
      uniqueKeysWithValues: norms.keys.map { key in
        (key.dropFirst("gradient_norm[".count).dropLast().split(separator: "/").suffix(2).joined(separator: "/"), key)
      })
    #expect(norms.count == network.layout.entries.count)
    var errors: [Double] = []
    for entry in network.layout.entries {
      let path = try #require(paths["\(entry.layer)/\(names[entry.role] ?? entry.role)"], "\(entry.name)")
      let norm = gradient[entry.range].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      let deviation = try error(norm, path, floor: 1e-5)
      errors.append(deviation)
      #expect(deviation <= 4e-2, "\(entry.name)")
    }
    errors.sort()
    #expect(errors[errors.count / 2] <= 1e-3)
    print(network.name, "loss", lossError, "logits", worst, "gradients", errors[errors.count - 1], "median", errors[errors.count / 2])
  }
}
