import DistributedSourceCoding
import Foundation
import GradientCoding
import SlepianWolf
import Testing

@Suite struct Probe {
  @Test func speed() throws {
    let layout = LayerLayout([("a", [784, 200]), ("ab", [200]), ("b", [200, 200]), ("bb", [200]), ("c", [200, 10]), ("cb", [10])])
    for (price, lengths) in [(2.0, [1200, 2400, 9600]), (20, [1200, 2400, 9600]), (60, [1200, 2400, 9600]), (60, [1200, 2400]), (200, [1200, 2400, 9600])] {
      for (name, source) in [("gaussian", SignSource.gaussian()), ("empirical", .empirical())] {
        var coded = CodedRounds(DistributedSignCodec(source, code: PlaneCode(blockLengths: lengths, blockPrice: price)), layout, workerCount: 10, seed: 1)
        for round in 0..<4 {
          let g = coded.gradients(round: round, ratio: round < 1 ? 0.1 : 0.8)
          let t = Date()
          let plan = RoundPlan(round: round, workers: Array(0..<10))
          let e = try coded.run(plan, g)
          let s = Date().timeIntervalSince(t)
          let total = coded.server.report!.total
          let n = Double(layout.elementCount * 10)
          print(name, price, lengths.count, round, String(format: "%.3f s", s), "bits/el \(Double(coded.traffic.uplink.sent + coded.traffic.downlink.sent) / n), H model \(total.modelEntropy / n) ce \(total.codeLength / n) requests \(total.requestCount) blocks \(total.blockCount) repaired \(total.repairedCount)")
          #expect(firstDifference(e, try coded.uncoded(plan, g).estimate) == nil)
        }
      }
    }
  }
}
