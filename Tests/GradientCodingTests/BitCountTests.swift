import GradientCoding
import Testing

@Suite struct BitCountTests {
  let known = BitCount(raw: 8, entropy: 6.5, bound: 6, sentBytes: 2)
  let unknown = BitCount(raw: 32, sentBytes: 5)

  @Test func everyMeasureAddsUp() {
    let sum = known + BitCount(raw: 3, entropy: 0.5, bound: 0.25, sentBytes: 1)
    #expect(sum == BitCount(raw: 11, entropy: 7, bound: 6.25, sentBytes: 3))
    #expect(sum.sentBits == 24)
  }

  @Test func zeroChangesNothing() {
    #expect(known + .zero == known)
    #expect(unknown + .zero == unknown)
  }

  @Test func aSumWithAnUnknownPartIsUnknown() {
    #expect(known + unknown == BitCount(raw: 40, entropy: nil, bound: nil, sentBytes: 7))
  }

  @Test func copiesAreSums() {
    #expect(known * 3 == known + known + known)
    #expect(unknown * 2 == unknown + unknown)
    #expect(known * 0 == .zero)
  }

  @Test func directionsAddUpApart() {
    var up = Traffic()
    up.uplink = known
    var down = Traffic()
    down.downlink = unknown
    let sum = up + down
    #expect(sum.uplink == known)
    #expect(sum.downlink == unknown)
  }
}
