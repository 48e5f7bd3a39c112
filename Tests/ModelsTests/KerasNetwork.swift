import Autodiff
import Foundation
import Models
import Testing

/// A network of CO3 beside what data/reference/networks says of it.
struct KerasNetwork: Sendable, CustomTestStringConvertible {
  let network: Network
  /// The number of parameters, moving moments among them, and of the trainable ones.
  let parameterCount: Int, trainableCount: Int
  /// The beginning of the reference files' names.
  let file: String

  static let all = [
    KerasNetwork(network: .denseNet121, parameterCount: 7_047_754, trainableCount: 6_964_106, file: "densenet121"),
    KerasNetwork(network: .resNet50V2, parameterCount: 23_585_290, trainableCount: 23_539_850, file: "resnet50v2"),
    KerasNetwork(network: .nasNetMobile, parameterCount: 4_280_286, trainableCount: 4_243_548, file: "nasnetmobile"),
  ]

  var testDescription: String { network.name }

  /// A line of NAME-layers.tsv.
  struct Layer {
    let index: Int
    let name: String, kind: String
    /// The channels of its input.
    let inputChannels: Int
    /// Rows, columns and channels, or features.
    let outputShape: [Int]
    let parameterCount: Int, trainableCount: Int
    let settings: Settings

    /// The trainable tensors in the order of their streams, under the roles that they have here.
    var tensors: [(role: String, shape: [Int])] {
      let output = outputShape.last ?? 0, size = settings.kernelSize ?? []
      let bias: [(role: String, shape: [Int])] = settings.useBias == true ? [("bias", [output])] : []
      switch kind {
      case "Conv2D": return [("kernel", size + [inputChannels, output])] + bias
      case "SeparableConv2D":
        return [("depthwise_kernel", size + [1, inputChannels]), ("pointwise_kernel", [1, 1, inputChannels, output])]
          + bias
      case "BatchNormalization": return [("scale", [output]), ("offset", [output])]
      case "Dense": return [("kernel", [inputChannels, output])] + bias
      default: return []
      }
    }
  }

  /// The settings of a layer that decide its parameters.
  struct Settings: Decodable {
    let kernelSize: [Int]?
    let useBias: Bool?
  }

  /// Every layer of the network, those without parameters too.
  func layers() throws -> [Layer] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    var channels: [String: Int] = [:]
    return try table("layers").map { cells in
      let shape = cells[4].split(separator: "x").compactMap { Int($0) }
      let source = cells[3].split(separator: ",").first.map(String.init) ?? ""
      channels[cells[1]] = shape.last
      return Layer(
        index: Int(cells[0]) ?? -1, name: cells[1], kind: cells[2], inputChannels: channels[source] ?? 0,
        outputShape: shape, parameterCount: Int(cells[5]) ?? -1, trainableCount: Int(cells[6]) ?? -1,
        settings: try decoder.decode(Settings.self, from: Data(cells[7].utf8)))
    }
  }

  /// The numbers of NAME-oracle.tsv by their names.
  func oracle() throws -> [String: Double] {
    Dictionary(uniqueKeysWithValues: try table("oracle").map { ($0[0], Double($0[1]) ?? .nan) })
  }

  /// The lines of a reference file below its header, cut at tabs.
  private func table(_ kind: String) throws -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "data/reference/networks/\(file)-\(kind).tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

/// The weights, pictures and labels by the rule of data/reference/README.md.
extension KerasNetwork {
  /// Numbers in [-1, 1): the output function of SplitMix64 at states of one stream.
  static func uniform(stream: UInt64, count: Int) -> [Double] {
    (0..<UInt64(count)).map { i in
      var z = (stream << 32) &+ (i + 1) &* 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1
    }
  }

  func state() throws -> NetworkState {
    var values: [String: [Float]] = [:]
    for layer in try layers() {
      for (position, tensor) in layer.tensors.enumerated() {
        let u = Self.uniform(stream: UInt64(8 * layer.index + position), count: tensor.shape.reduce(1, *))
        let (center, width): (Double, Double) =
          switch tensor.role {
          case "scale": (1, 0.1)
          case "offset": (0, 0.1)
          case "bias": (0, 0.05)
          default: (0, (6 / Double(tensor.shape.dropLast().reduce(1, *))).squareRoot())
          }
        values["\(layer.name)/\(tensor.role)"] = u.map { Float(center + width * $0) }
      }
    }
    let parameters = network.layout.entries.flatMap { values[$0.name] ?? [] }
    let moments = network.momentLayout.entries.flatMap { entry in
      Array(repeating: Float(entry.role == "mean" ? 0 : 1), count: entry.range.count)
    }
    return NetworkState(
      parameters: Tensor([network.layout.count], parameters),
      moments: Tensor([network.momentLayout.count], moments))
  }

  /// Sixteen pictures, the label of picture b being 3 b mod 10.
  static func batch() -> WorkerBatch {
    WorkerBatch(
      input: Tensor([16, 32, 32, 3], uniform(stream: 1 << 20, count: 16 * 32 * 32 * 3).map(Float.init)),
      labels: (0..<16).map { Int32(3 * $0 % 10) })
  }
}
