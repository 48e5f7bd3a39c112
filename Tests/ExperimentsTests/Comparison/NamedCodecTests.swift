import FigureKit
import GradientCoding
import Randomness
import Testing

@testable import Experiments

@Suite struct NamedCodecTests {
  @Test func namesAreUniqueAndFitForCommandLines() {
    let names = NamedCodec.all.map(\.name)
    #expect(Set(names).count == names.count && names.count >= 20)
    #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z0-9-]+/) != nil })
    #expect(NamedCodec.all.allSatisfy { !$0.summary.isEmpty && !$0.summary.contains("\n") })
  }

  @Test func listsAreTakenInTheirOrder() throws {
    #expect(try NamedCodec.named("qcs,signs").map(\.name) == ["qcs", "signs"])
    for list in ["", ",", "none", "qcs,qcs"] {
      #expect(throws: FigureError.self) { try NamedCodec.named(list) }
    }
  }

  /// Every codec delivers three workers' gradients of a layer of 2,000 numbers; its error is finite, none where floats are sent, and what
  /// the summary calls bits are bits: at most 33 and at least 0.1 a number.
  @Test(arguments: NamedCodec.all.map(\.name)) func everyCodecDelivers(name: String) throws {
    let streams = Streams(seed: 3)
    let gradients = (0..<3).map { worker in
      var rng = streams.generator("gradients", worker: worker)
      return (0..<2_000).map { _ in Float(rng.nextWord()) * 0x1p-32 - 0.25 }
    }
    let codec = try NamedCodec.named(name)[0]
    let delivery = try GradientDelivery(of: gradients, shape: [50, 40], by: codec, streams: streams)
    #expect(delivery.estimate.count == 2_000 && delivery.normalizedError.isFinite)
    if name == "uncoded" { #expect(delivery.normalizedError < 1e-12) }
    let bits = Double(delivery.traffic.uplink.sentBits) / 6_000
    #expect(bits > 0.1 && bits < 33, "\(bits) bits a number")
    let again = try GradientDelivery(of: gradients, shape: [50, 40], by: codec, streams: streams)
    #expect(again.estimate == delivery.estimate && again.traffic == delivery.traffic)
  }
}
