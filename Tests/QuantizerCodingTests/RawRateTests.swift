import GradientCoding
import Quantization
import QuantizerCoding
import Randomness
import Testing

/// The raw rates of THESIS, Table 2.1, in Mbit: FC-300-100, LeNet and CifarNet (errata THESIS, 4 and 5).
enum TableNetwork: CaseIterable {
  case fullyConnected, leNet, cifarNet

  var layout: LayerLayout {
    let kernels: [[Int]] =
      switch self {
      case .fullyConnected: [[784, 300], [300, 100], [100, 10]]
      case .leNet: [[5, 5, 1, 32], [5, 5, 32, 64], [3_136, 512], [512, 10]]
      case .cifarNet: [[5, 5, 3, 64], [5, 5, 64, 64], [2_304, 384], [384, 192], [192, 10]]
      }
    return LayerLayout(
      kernels.enumerated().flatMap { index, shape in
        [("kernel\(index)", shape), ("bias\(index)", [shape[shape.count - 1]])]
      })
  }

  var parameterCount: Int {
    switch self {
    case .fullyConnected: 266_610
    case .leNet: 1_663_370
    case .cifarNet: 1_068_298
    }
  }

  var baseline: Double { [8.53, 53.23, 34.19][place] }
  var nested: Double { [0.61, 3.758, 2.435][place] }
  var stochastic: Double { [0.78, 4.775, 3.088][place] }
  var oneBit: Double { [0.35, 1.898, 1.254][place] }
  private var place: Int { self == .fullyConnected ? 0 : self == .leNet ? 1 : 2 }
}

@Suite struct RawRateTests {
  private func raw(_ codec: some GradientCodec, _ layout: LayerLayout) throws -> Double {
    var worker = try codec.makeWorker(0, layout: layout, streams: Streams(seed: 1))
    let values = (0..<layout.elementCount).map { Float($0 % 7) - 3 }
    return Double(try worker.encode(LocalGradient(values: values), round: 0).bits.raw) / 1e6
  }

  /// Within 1.5 %, the table's own rounding and the packing of last words.
  @Test(arguments: TableNetwork.allCases) func rawRatesAreThoseOfTheTable(network: TableNetwork) throws {
    let layout = network.layout
    #expect(layout.elementCount == network.parameterCount)
    #expect(abs(try raw(IdentityCodec(), layout) / network.baseline - 1) < 0.015)
    let levels = try LevelQuantizer.halfDithered(extent: 3)
    #expect(abs(try raw(QuantizerCodec(LevelLayers(levels), coder: .words), layout) / network.stochastic - 1) < 0.015)
  }

  /// To the digit for the convolutional networks; the table's 0.35 of FC-300-100 has two digits.
  @Test(arguments: TableNetwork.allCases) func oneBitRatesAreThoseOfTheTable(network: TableNetwork) throws {
    let rate = try raw(QuantizerCodec(ColumnLayers(), coder: .words), network.layout)
    #expect(abs(rate - network.oneBit) < (network == .fullyConnected ? 0.0075 : 0.0005))
  }

  /// The mean of both groups, 7 symbols and 3, within 1.5 %.
  @Test(arguments: TableNetwork.allCases) func nestedRatesAreThoseOfTheTable(network: TableNetwork) throws {
    let values = (0..<network.parameterCount).map { Float($0 % 7) - 3 }
    let round = try NestedRounds(NestedCodec(coder: .words), [values, values], layout: network.layout)
    let raw = round.messages.reduce(0) { $0 + Double($1.bits.raw) } / 2e6
    #expect(abs(raw / network.nested - 1) < 0.015)
    #expect(round.messages.allSatisfy { $0.bits.sentBits <= $0.bits.raw + 8 * 60 })
  }
}
