import Autodiff
import Models
import Testing

/// One gradient is one array of bits, whatever runs beside it.
@Suite struct DeterminismTests {
  @Test(arguments: [Network.mlp, .leNet, .resNet(depth: 8), WorkerGroupTests.convolutional], [1, 2, 4])
  func sameBitsOnAnyNumberOfTasks(_ network: Network, taskCount: Int) async {
    let state = network.state(seed: 1)
    let batch = WorkerBatch.stacked(WorkerBatch.random(network, workerCount: 2, count: 5, seed: 2))
    let expected = batch.pass(network, state, workerCount: 2).bits
    let found = await withTaskGroup(of: [[UInt32]].self) { group in
      for _ in 0..<taskCount {
        group.addTask { (0..<3).map { _ in batch.pass(network, state, workerCount: 2).bits } }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(found.count == 3 * taskCount)
    #expect(found.allSatisfy { $0 == expected })
  }

  /// Another network's training on other tasks leaves the bits alone, though it shares the store of free memory.
  @Test func sameBitsBesideOtherWork() async {
    let network = Network.resNet(depth: 8), other = Network.leNet
    let (state, otherState) = (network.state(seed: 1), other.state(seed: 1))
    let batch = WorkerBatch.random(network, workerCount: 1, count: 9, seed: 2)[0]
    let otherBatch = WorkerBatch.random(other, workerCount: 1, count: 9, seed: 2)[0]
    let expected = batch.pass(network, state).bits
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask { for _ in 0..<5 { _ = otherBatch.pass(other, otherState).bits } }
      }
      group.addTask {
        for _ in 0..<5 { #expect(batch.pass(network, state).bits == expected) }
      }
    }
  }
}
