import Quantization
import Randomness
import Testing

@Suite struct TopSelectionTests {
  /// Against a sort by magnitude and index: with many ties, zeros and subnormal numbers, in numbers that a sample is
  /// taken of and not, and where the sample misses all that is large.
  @Test(arguments: [2_000, 300_000], 1...3 as ClosedRange<UInt64>)
  func selectionsAreThoseOfASort(size: Int, seed: UInt64) {
    var rng = Streams(seed: seed).generator("values")
    var values = (0..<size).map { _ in
      Float(Int(rng.nextWord() % 41) - 20) * [1, 0x1p-140, 3e8][Int(rng.nextWord() % 3)]
    }
    if seed == 2 { values = laplaceNumbers(count: size, seed: seed) }
    if seed == 3 { for index in values.indices { values[index] = index % 300 == 1 ? Float(index) : 1 } }
    let order = values.indices.sorted { (-abs(values[$0]), $0) < (-abs(values[$1]), $1) }
    for count in [1, 7, size / 300, size / 100, size / 2, size - 1, size] {
      let selection = TopSelection(count, of: values.span), kept = order.prefix(count).sorted()
      #expect(selection.indices(of: values.span).elementsEqual(kept.map { UInt32($0) }), "\(count)")
      var codes = [UInt8](repeating: 1, count: size)
      var span = codes.mutableSpan
      selection.zeroOthers(&span, of: values.span)
      #expect(codes.indices.filter { codes[$0] == 1 }.elementsEqual(kept), "\(count)")
    }
  }
}
