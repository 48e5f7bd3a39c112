import Autodiff
import Foundation
import Models
import Testing

/// Training takes memory once.
@Suite struct MemoryTests {
  /// Resident bytes of this process: the second number of statm, in pages of 4 KiB.
  private static func residentByteCount() throws -> Int {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return try #require(Int(fields[1])) * 4096
  }

  private static func train(_ network: Network, stepCount: Int, _ state: inout NetworkState, _ optimizer: inout SGD) {
    for step in 0..<stepCount {
      let batch = WorkerBatch.stacked(WorkerBatch.random(network, workerCount: 2, count: 4, seed: UInt64(step)))
      let gradients = batch.pass(network, state, workerCount: 2).parameters
      let mean = Tensor(meanOf: (0..<2).map { gradients.rows($0..<$0 + 1).reshaped([network.layout.count]) })
      optimizer.update(&state.parameters, gradient: mean)
    }
  }

  /// In a process of its own, 200 steps after 20 that warm up leave the resident size within 8 MiB: one leaked parameter
  /// vector a step would be 0.3 MB x 200 = 62 MB for the ResNet and 160 MB for the MLP, one leaked activation of
  /// 8 x 32 x 32 x 16 numbers 105 MB. 8 MiB is what the allocator's own bookkeeping may grow by.
  @Test func trainingLeavesMemoryFlat() async {
    await #expect(processExitsWith: .success) {
      for network in [Network.resNet(depth: 8), .mlp] {
        var state = network.state(seed: 1), optimizer = SGD(learningRate: .constant(0.01), momentum: 0.9)
        MemoryTests.train(network, stepCount: 20, &state, &optimizer)
        let before = try MemoryTests.residentByteCount()
        MemoryTests.train(network, stepCount: 200, &state, &optimizer)
        let growth = try MemoryTests.residentByteCount() - before
        #expect(growth <= 8 << 20, "\(network.name) grew by \(growth) bytes")
      }
    }
  }
}
