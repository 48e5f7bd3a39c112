import GradientCoding
import Testing

@Suite struct LayerLayoutTests {
  @Test func layersLieEndToEnd() {
    let layout = LayerLayout([("weight", [3, 4]), ("bias", [4]), ("scale", [])])
    #expect(layout.layers.map(\.range) == [0..<12, 12..<16, 16..<17])
    #expect(layout.layers.map(\.name) == ["weight", "bias", "scale"])
    #expect(layout.layers.map(\.shape) == [[3, 4], [4], []])
    #expect(layout.elementCount == 17)
  }

  @Test func nothingIsLaidOutInNothing() {
    #expect(LayerLayout([]).elementCount == 0)
  }
}
