import Autodiff
import ModelPartition
import Testing

@Suite struct CompetitorTests {
  /// Of a baseline's connections between workers the largest energies are left, as many as told, ties by index.
  @Test(arguments: Example.all)
  func directSparsificationKeepsTheLargest(example: Example) throws {
    let parameters = example.parameters(seed: 6)
    let baseline = PartitionedModel.baseline(
      example.graph, parameters: parameters, workerCount: example.workerCount, inputOwners: example.inputOwners)
    let counts = baseline.traffic.layers.map { $0.all / 3 }
    let model = try baseline.sparsified(crossEdges: counts)
    #expect(model.owners == baseline.owners && model.traffic.layers.map(\.kept) == counts)
    for (layer, matrix) in model.matrices.enumerated() {
      let energies = matrix.energies(parameters)
      let crossing = energies.indices.filter {
        model.crosses(matrix, row: $0 / matrix.columnCount, column: $0 % matrix.columnCount)
      }
      let smallestKept = crossing.filter { model.kept[layer][$0] }.map { energies[$0] }.min() ?? .infinity
      let largestCut = crossing.filter { !model.kept[layer][$0] }.map { energies[$0] }.max() ?? 0
      #expect(largestCut <= smallestKept)
      #expect(model.kept[layer].count { !$0 } == crossing.count - counts[layer])
    }
    let equal = Tensor(repeating: 0.5, parameters.shape)
    let tied = try PartitionedModel.baseline(
      example.graph, parameters: equal, workerCount: example.workerCount, inputOwners: example.inputOwners
    ).sparsified(crossEdges: counts.map { min($0, 1) })
    for (layer, matrix) in tied.matrices.enumerated() {
      let crossing = tied.kept[layer].indices.filter {
        tied.crosses(matrix, row: $0 / matrix.columnCount, column: $0 % matrix.columnCount)
      }
      #expect(crossing.first { tied.kept[layer][$0] } == crossing.first)
    }
    #expect(throws: ModelPartitionError.invalidCount(of: "numbers of cross edges", 1, expected: counts.count)) {
      try baseline.sparsified(crossEdges: [1])
    }
  }

  /// By hand: a 4 → 6 dense layer over two workers, 3 × 3 filters from 2 channels to 4 on 5 × 5 pictures.
  @Test func multiplicationsByHand() throws {
    let dense = LayerGraph("dense", input: [4]) { graph, x in graph.dense(x, "a", units: 6) }
    let model = try PartitionedModel.baseline(
      dense, parameters: Tensor(repeating: 1, [30]), workerCount: 2, inputOwners: [0, 0, 0, 1]
    ).sparsified(crossEdges: [2])
    // Columns 0-2 are worker 0's and 3-5 worker 1's. The first two that cross are row 0 to columns 3 and 4.
    let load = model.computeLoad[0]
    #expect(load.whole == [12, 12] && load.sparseBlocks == [9, 6] && load.kept == [9, 5])
    #expect(dense.multiplications == 24 && dense.naiveValuesSent(workerCount: 3) == 8)

    let pictures = LayerGraph("pictures", input: [5, 5, 2]) { graph, x in
      graph.convolution(x, "a", filters: 4, kernel: 3, stride: 2)
    }
    let whole = PartitionedModel.baseline(
      pictures, parameters: Tensor(repeating: 1, [76]), workerCount: 2, inputOwners: [0, 1])
    // 3 × 3 output positions of 9 taps for each of 2 × 2 connections at a worker.
    #expect(whole.computeLoad.map(\.kept) == [[324, 324]] && whole.computeLoad.map(\.sparseBlocks) == [[324, 324]])
    #expect(pictures.multiplications == 648 && pictures.naiveValuesSent(workerCount: 2) == 50)
  }

  /// Appendix C.2's example: an N × N layer over two workers, of whose rows only one in ten still crosses, takes
  /// 0.25 N² + 0.025 N² = 0.275 N² multiplications at each worker.
  @Test func theExampleOfAppendixC2() throws {
    let size = 40
    let graph = LayerGraph("square", input: [size]) { graph, x in graph.dense(x, "a", units: size) }
    let owners = PartitionedModel.blocks(size, 2)
    let kept = (0..<size * size).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: size)
      return owners[row] == owners[column] || row % 10 == 0
    }
    let model = PartitionedModel(
      graph, workerCount: 2, owners: [owners, owners], kept: [kept],
      parameters: Tensor(repeating: 1, [size * size + size]))
    let load = model.computeLoad[0]
    #expect(load.sparseBlocks == [440, 440] && 440 == 275 * size * size / 1_000)
    #expect(load.whole == [800, 800])
  }

  /// A map has a layer's rows and columns by worker: blocks on the diagonal within workers, cross cells off it.
  @Test(arguments: Example.all)
  func blockMatricesAreTheLayersByWorker(example: Example) throws {
    let model = try RePurpose(crossPenalty: 0.3).partition(
      example.graph, parameters: example.parameters(seed: 8), workerCount: example.workerCount,
      inputOwners: example.inputOwners)
    for (layer, traffic) in model.traffic.layers.enumerated() {
      let map = model.blockMatrix(layer), matrix = model.matrices[layer]
      #expect(map.cells.count { $0 == .cross } == traffic.kept)
      #expect(map.cells.count { $0 == .inner } == model.kept[layer].count(where: \.self) - traffic.kept)
      #expect(map.rowBlocks.reduce(0, +) == matrix.rowCount && map.columnBlocks.reduce(0, +) == matrix.columnCount)
      func block(_ place: Int, _ sizes: [Int]) -> Int? {
        sizes.indices.first { place < sizes[...$0].reduce(0, +) }
      }
      for row in 0..<map.rowCount {
        for column in 0..<map.columnCount {
          let isKept = model.kept[layer][map.rows[row] * matrix.columnCount + map.columns[column]]
          let isInner = block(row, map.rowBlocks) == block(column, map.columnBlocks)
          guard map[row, column] == (!isKept ? .zero : isInner ? .inner : .cross) else {
            Issue.record("row \(row), column \(column) of \(traffic.name)")
            return
          }
        }
      }
    }
  }
}
