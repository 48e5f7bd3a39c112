import Autodiff
import ModelPartition

// The networks that sensors run together in THESIS, Section 6.5.1.
extension LayerGraph {
  /// A network like LeNet-5 on the digits of several sensors (Setup 2): two convolutions of 5 by 5, the first with a stride of
  /// 2 and a pooling, and two dense layers.
  ///
  /// > Note: Figure 6.6, which shows the structure, gives no numbers in the text. The stride, in place of a second pooling,
  /// > makes training three times as fast, and as good in as many samples.
  ///
  /// - Parameters:
  ///   - filters: Of each convolution.
  ///   - units: Of the hidden dense layer.
  public static func digits(sensorCount: Int, side: Int = 28, filters: Int = 24, units: Int = 120) -> LayerGraph {
    LayerGraph("digits", input: [side, side, sensorCount]) { graph, x in
      var x = graph.convolution(x, "conv1", filters: filters, kernel: 5, stride: 2)
      x = graph.maxPooling(x, window: 2)
      x = graph.convolution(x, "conv2", filters: filters, kernel: 5)
      x = graph.dense(graph.flattened(x), "fc1", units: units)
      return graph.dense(x, "fc2", units: 10, activation: .identity)
    }
  }

  /// A residual network without batch normalisation on the colour pictures of cameras (Setup 3).
  ///
  /// A convolution, then a block for each entry of `filters`, each of two convolutions and a shortcut past them: blocks
  /// after the first halve rows and columns, with a projection of 1 by 1 as shortcut; the first has the identity. The mean
  /// over all positions and one dense layer follow.
  ///
  /// > Note: Figure 6.7, which shows the structure, gives no numbers in the text. Batch normalisation is left out: its
  /// > moments are no connections, and its factors could hide how strong a connection is.
  ///
  /// - Parameter filters: Of the convolutions of each block.
  public static func presence(sensorCount: Int, side: Int = 32, filters: [Int] = [16, 24, 32]) -> LayerGraph {
    LayerGraph("presence", input: [side, side, 3 * sensorCount]) { graph, x in
      var x = graph.convolution(x, "conv1", filters: filters[0], kernel: 3, stride: 2)
      for (block, count) in filters.enumerated() {
        let name = "block\(block + 1)", stride = block == 0 ? 1 : 2
        var branch = graph.convolution(x, name + "a", filters: count, kernel: 3, stride: stride)
        branch = graph.convolution(branch, name + "b", filters: count, kernel: 3, activation: .identity)
        let shortcut =
          block == 0
          ? x : graph.convolution(x, name + "s", filters: count, kernel: 1, stride: stride, activation: .identity)
        x = graph.sum(shortcut, branch)
      }
      return graph.dense(graph.globalAveragePooling(x), "fc", units: 2, activation: .identity)
    }
  }
}
