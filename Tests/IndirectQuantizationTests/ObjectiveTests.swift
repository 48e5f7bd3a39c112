import GradientCoding
import IndirectQuantization
import Randomness
import Testing

/// THESIS, Algorithm 1.
@Suite struct ObjectiveTests {
  struct Case {
    let signals: LayerSignals
    let layer: QuantizedLayer
    let objective: FactoredObjective

    init(seed: UInt64, levels: Int, codesZeros: Bool) {
      signals = Trial.signals(9, seed: seed)[Int(seed % 2)]
      layer = QuantizedLayer(
        signals, method: .naive(inputLevels: levels, deltaLevels: levels + 1), codesZeros: codesZeros,
        dither: Trial.dither(seed))
      objective = FactoredObjective(
        input: signals.input, quantized: layer.input, delta: signals.delta, quantized: layer.delta,
        sampleCount: signals.sampleCount, biasWeight: 0.7)
    }

    /// J by the outer products of signals whose symbols stand for these points.
    func error(_ α: [Double], _ β: [Double]) -> Double {
      func values(_ signal: QuantizedSignal, _ points: [Double]) -> [Float] {
        let table = (signal.format.codesZeros ? [0] : []) + points
        return signal.symbols.map { Float(table[Int($0)]) }
      }
      let quantized = LayerSignals(
        layer: "layer", sampleCount: signals.sampleCount, input: values(layer.input, α), delta: values(layer.delta, β))
      let g = Trial.outerProducts(signals), h = Trial.outerProducts(quantized)
      let bias = g.reduce(0, +) - h.reduce(0, +)
      return Trial.squaredDistance(g, h) + 0.7 / Double(g.count) * bias * bias
    }
  }

  static let cases = (1...8 as ClosedRange<UInt64>).flatMap { seed in
    [(seed, 1 + Int(seed % 4), false), (seed, 1 + Int(seed % 4), true)]
  }

  /// The trace form is the error itself, up to single precision of its sums: 10⁻⁵ of ‖G‖².
  @Test(arguments: cases) func theTraceFormIsTheError(seed: UInt64, levels: Int, codesZeros: Bool) {
    let trial = Case(seed: seed, levels: levels, codesZeros: codesZeros)
    var rng = Streams(seed: seed).generator("points")
    for _ in 0..<5 {
      let α = Trial.normals(levels, &rng).map(Double.init)
      let β = Trial.normals(levels + 1, &rng).map { 0.01 * Double($0) }
      let error = trial.error(α, β)
      #expect(abs(trial.objective.value(input: α, delta: β) - error) < 1e-5 * (trial.objective.energy + error))
    }
  }

  /// Each iteration lowers the error or leaves it, up to the rounding of doubles, and each half of it ends where no
  /// other point of x does better.
  @Test(arguments: cases) func iterationsNeverRaiseTheError(seed: UInt64, levels: Int, codesZeros: Bool) {
    let trial = Case(seed: seed, levels: levels, codesZeros: codesZeros), objective = trial.objective
    var α = trial.layer.input.parameters.map(Double.init), β = trial.layer.delta.parameters.map(Double.init)
    let naive = objective.value(input: α, delta: β), slack = 1e-9 * objective.energy
    var last = naive
    for _ in 0..<6 {
      (α, β) = objective.minimized(input: α, delta: β, iterations: 1)
      let value = objective.value(input: α, delta: β)
      #expect(value <= last + slack)
      last = value
      for index in α.indices {
        for step in [0.9, 1.1] {
          var moved = α
          moved[index] *= step
          #expect(objective.value(input: moved, delta: β) >= value - slack)
        }
      }
    }
    #expect(last < naive)
  }

  /// The points that are sent are those of the iteration, up to the factor that the product does not show.
  @Test(arguments: cases) func theLayerHasThePointsOfTheIteration(seed: UInt64, levels: Int, codesZeros: Bool) {
    let trial = Case(seed: seed, levels: levels, codesZeros: codesZeros)
    let best = QuantizedLayer(
      trial.signals,
      method: .leastError(inputLevels: levels, deltaLevels: levels + 1, iterations: 2, biasWeight: 0.7),
      codesZeros: codesZeros, dither: Trial.dither(seed))
    let points = trial.objective.minimized(
      input: trial.layer.input.parameters.map(Double.init), delta: trial.layer.delta.parameters.map(Double.init),
      iterations: 2)
    let value = trial.objective.value(
      input: best.input.parameters.map(Double.init), delta: best.delta.parameters.map(Double.init))
    #expect(best.input.symbols == trial.layer.input.symbols && best.delta.symbols == trial.layer.delta.symbols)
    #expect(
      abs(value - trial.objective.value(input: points.input, delta: points.delta)) < 1e-5 * trial.objective.energy)
  }
}
