import Autodiff
import Randomness
import Testing

@testable import ModelPartition

@Suite(.timeLimit(.minutes(10))) struct ParallelInferenceTests {
  /// Each output lies within the rounding of sums from that of the whole network, and all that is sent was counted before:
  /// for each signal and receiver the rows that ``PartitionedModel/rowsSent`` names, for each sample.
  @Test(arguments: SampleGraph.allCases, [1, 2, 3, 6])
  func workersGiveWhatTheWholeNetworkGives(sample: SampleGraph, workerCount: Int) async throws {
    for (seed, density) in ([0, 0.01, 0.3, 1] as [Float]).enumerated() {
      let model = sample.partition(workerCount: workerCount, density: density, seed: UInt64(seed + 1))
      let inference = ParallelInference(model)
      for batch in [1, 7] {
        let input = sample.inputs(batch: batch, seed: UInt64(seed + 1))
        let outcome = try await inference.run(input)
        #expect(outcome.output.shape == [batch] + model.graph.signals[model.graph.output].shape)
        #expect(firstExcess(outcome.output, model.logits(input), bound: model.roundingBound(input)) == nil)
        #expect(outcome.valuesSent == model.traffic.valuesSent * batch)
        for (signal, needs) in model.rowsSent {
          for receiver in 0..<workerCount {
            let sent = outcome.transfers.filter { $0.signal == signal && $0.receiver == receiver }
            let valueCount = needs[receiver].count(where: \.self) * model.graph.signals[signal].valuesPerRow
            #expect(sent.reduce(0) { $0 + $1.valueCount } == valueCount * batch)
            #expect(Set(sent.map(\.sender)).count == sent.count && !sent.map(\.sender).contains(receiver))
          }
        }
      }
    }
  }

  /// Whole numbers below 2²⁴ are added without rounding in any order, so that nothing may differ.
  @Test(arguments: 1...4 as ClosedRange<UInt64>, [2, 3, 6])
  func wholeNumbersComeOutExactly(seed: UInt64, workerCount: Int) async throws {
    for sample in [SampleGraph.dense, .convolution, .projectionShortcut] {
      var model = sample.partition(workerCount: workerCount, density: 0.3, seed: seed)
      model = model.with(
        parameters: Tensor([model.parameters.count], model.parameters.scalars.map { ($0 * 3).rounded() }))
      let input = sample.inputs(batch: 3, seed: seed)
      let whole = Tensor(input.shape, input.scalars.map { $0.rounded() })
      let expected = model.logits(whole).scalars
      #expect(expected.contains { $0 != 0 } && expected.allSatisfy { abs($0) < 0x1p24 })
      let found = try await ParallelInference(model).run(whole).output.scalars
      #expect(zip(found, expected).enumerated().first { $1.0 != $1.1 } == nil)
    }
  }

  /// All workers of the naive way compute the whole network, from (P − 1) copies of each input value on the way.
  @Test(arguments: SampleGraph.allCases, [1, 2, 6])
  func replicasGiveTheSameAndSendAllInputs(sample: SampleGraph, workerCount: Int) async throws {
    let model = sample.partition(workerCount: workerCount, density: 0.3, seed: 5)
    let input = sample.inputs(batch: 4, seed: 5)
    let inference = ParallelInference(replicating: model)
    let outcome = try await inference.run(input)
    #expect(zip(outcome.output.scalars, model.logits(input).scalars).allSatisfy { $0 == $1 })
    #expect(outcome.valuesSent == (workerCount - 1) * input.count)
    #expect(outcome.transfers.allSatisfy { $0.signal == 0 && $0.sender != $0.receiver })
  }

  /// Without cross connections a worker's outputs do not move when another's input does.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func nothingLeaksBetweenWorkers(seed: UInt64) async throws {
    for sample in SampleGraph.allCases {
      let model = sample.partition(workerCount: 2, density: 0, seed: seed)
      let (graph, inference) = (model.graph, ParallelInference(model))
      var input = sample.inputs(batch: 2, seed: seed)
      let before = try await inference.run(input).output
      let others = model.rows(of: 0, ownedBy: 1), own = model.rows(of: graph.output, ownedBy: 0)
      input.setChannels(others, to: Tensor(repeating: .nan, [2] + graph.signals[0].shape.dropLast() + [others.count]))
      let outcome = try await inference.run(input)
      #expect(outcome.transfers.isEmpty)
      #expect(
        zip(before.channels(own).scalars, outcome.output.channels(own).scalars).allSatisfy { $0 == $1 && !$0.isNaN })
    }
  }

  /// THESIS, Appendix C.2: 0.275 N² multiplications a worker with a tenth of the values left, N²/2 with all of them. The whole
  /// network has N², as has each worker of the naive way.
  @Test func multiplicationsAreThoseOfTheAppendix() {
    let size = 40
    let graph = LayerGraph("layer", input: [size]) { graph, x in graph.dense(x, "fc", units: size) }
    func model(crossRows: Int) -> PartitionedModel {
      let kept = (0..<size * size).map { index in
        let (row, column) = (index / size, index % size)
        return row % (size / 2) < crossRows || row / (size / 2) == column / (size / 2)
      }
      return PartitionedModel(
        graph, workerCount: 2, owners: Array(repeating: PartitionedModel.blocks(size, 2), count: 2), kept: [kept],
        parameters: Tensor(zeros: [size * size + size]))
    }
    func counts(_ inference: ParallelInference) -> [Int] { inference.programs.map(\.multiplicationCount) }
    #expect(counts(ParallelInference(model(crossRows: 2))) == [440, 440])
    #expect(counts(ParallelInference(model(crossRows: 20))) == [800, 800])
    #expect(counts(ParallelInference(replicating: model(crossRows: 20))) == [1_600, 1_600])
  }

  /// The first output that is off by more than its bound, or is no number.
  private func firstExcess(_ found: Tensor, _ expected: Tensor, bound: [Float]) -> String? {
    for (index, (a, b)) in zip(found.scalars, expected.scalars).enumerated() where !(abs(a - b) <= bound[index]) {
      return "\(index): \(a) for \(b), bound \(bound[index])"
    }
    return found.count == expected.count ? nil : "\(found.count) outputs for \(expected.count)"
  }
}
