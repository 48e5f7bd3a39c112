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
}
