import Autodiff
import Testing

@testable import ModelPartition

/// A convolution of groups is a convolution of one group with zeros between the groups.
struct GroupedConvolutionTests {
  private let grouped = LayerGraph("grouped", input: [4, 4, 6]) { graph, x in
    graph.convolution(x, "conv", filters: 4, kernel: 3, groups: 2, activation: .identity)
  }
  private let whole = LayerGraph("whole", input: [4, 4, 6]) { graph, x in
    graph.convolution(x, "conv", filters: 4, kernel: 3, activation: .identity)
  }

  /// The kernel [3, 3, 3, 4] of two groups spread over [3, 3, 6, 4], and four biases.
  private func spread(_ parameters: Tensor) -> Tensor {
    let (small, big) = (grouped.connectionMatrices[0], whole.connectionMatrices[0])
    return Tensor([9 * 6 * 4 + 4]) { result in
      for index in result.indices { result[index] = 0 }
      parameters.withSpan { values in
        for tap in 0..<9 {
          for row in 0..<6 {
            for column in 0..<4 where row / 3 == column / 2 {
              result[big.parameter(tap: tap, row: row, column: column)] =
                values[small.parameter(tap: tap, row: row, column: column)]
            }
          }
        }
        for unit in 0..<4 { result[big.bias.lowerBound + unit] = values[small.bias.lowerBound + unit] }
      }
    }
  }

  private var parameters: Tensor {
    Tensor([9 * 3 * 4 + 4], (0..<112).map { Float($0 * 37 % 101) / 50 - 1 })
  }

  @Test func energiesAreThoseOfTheSpreadKernel() {
    let small = grouped.connectionMatrices[0], big = whole.connectionMatrices[0]
    #expect(small.connectionCount == 12)
    #expect(small.energies(parameters) == big.energies(spread(parameters)))
    #expect(small.energies(parameters).count { $0 > 0 } == 12)
  }

  @Test func outputsAreThoseOfTheSpreadKernel() {
    let x = Tensor([2, 4, 4, 6], (0..<192).map { Float($0 * 29 % 97) / 48 - 1 })
    func output(_ graph: LayerGraph, _ parameters: Tensor) -> [Float] {
      graph.network.logits(x, at: NetworkState(parameters: parameters, moments: Tensor(zeros: [0]))).scalars
    }
    // 27 products of magnitude below 2, sums in two orders: 27 · 54 · 2⁻²⁴ < 1e-4.
    let difference = zip(output(grouped, parameters), output(whole, spread(parameters))).map { abs($0 - $1) }.max()
    #expect(difference ?? .infinity < 1e-4)
  }

  @Test func onlyConnectionsThatExistCross() throws {
    let owners = [0, 1, 0, 1, 0, 1]
    let baseline = PartitionedModel.baseline(grouped, parameters: parameters, workerCount: 2, inputOwners: owners)
    // Filters 0 and 1 of worker 0 read channels 0 to 2, of which one is worker 1's; 2 and 3 read 3 to 5, one is worker 0's.
    #expect(baseline.traffic.layers[0] == CrossTraffic.Layer(name: "conv", kept: 4, all: 4))
    #expect(baseline.traffic.valuesSent == 2 * 16)
    #expect(baseline.mask.scalars.allSatisfy { $0 == 1 })
    #expect(baseline.computeLoad[0].whole.reduce(0, +) == grouped.multiplications)
    let cut = try RePurpose(crossPenalty: .infinity)
      .partition(grouped, parameters: parameters, workerCount: 2, inputOwners: [0, 0, 0, 1, 1, 1])
    #expect(cut.owners[1] == [0, 0, 1, 1])
    #expect(cut.traffic.all == 0)
    #expect(cut.parameters.scalars == parameters.scalars)
  }
}
