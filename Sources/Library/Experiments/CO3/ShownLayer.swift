import Autodiff
import GradientCoding
import Models

/// A layer of Table III of CO3, and where its kernel lies in a gradient.
struct ShownLayer: Sendable {
  let depth: CO3Result.Depth
  /// The kernel's place among the layers of the layout, its name there, and its elements.
  let index: Int, name: String, range: Range<Int>
}

extension ModelName {
  /// The upper, middle and lower layer.
  func shownLayers(in layout: LayerLayout) -> [ShownLayer] {
    zip(CO3Result.Depth.allCases, shownKernels).compactMap { depth, name in
      layout.layers.firstIndex { $0.name == name }.map {
        ShownLayer(depth: depth, index: $0, name: name, range: layout.layers[$0].range)
      }
    }
  }

  /// The names of their kernels: those of Table III, and a choice of ours for other networks.
  private var shownKernels: [String] {
    switch self {
    case .mlp, .fc300, .fc1000: ["fc1/kernel", "fc2/kernel", "fc3/kernel"]
    case .leNet, .cifarNet: ["conv1/kernel", "conv2/kernel", "fc1/kernel"]
    case .alexNet: ["conv1/kernel", "conv5/kernel", "fc8/kernel"]
    case .resNet20, .resNet56: ["stem/kernel", "stage2/block1/conv2/kernel", "stage3/block3/conv2/kernel"]
    case .denseNet121: ProbedLayers.denseNet121.kernels.map(\.entry.name)
    case .resNet50V2: ProbedLayers.resNet50V2.kernels.map(\.entry.name)
    case .nasNetMobile: ProbedLayers.nasNetMobile.kernels.map(\.entry.name)
    }
  }
}
