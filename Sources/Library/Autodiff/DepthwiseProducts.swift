/// A convolution of each channel by itself, with a kernel `[row, column, 1, channel]`, over vectors of channels.
///
/// oneDNN's kernels for such convolutions take whole vectors of channels alone; on other numbers its kernel gradient
/// computes all pairs of channels in a vector, and keeps one in sixteen.
struct DepthwiseProducts: ConvolutionProducts {
  let geometry: ConvolutionGeometry
  let kernel: Tensor

  private var channels: Int { geometry.channels }

  func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, pictures: Int) {
    forEachVector(channels) { channel, lanes in
      let taps = kernel.pointer + channel
      for picture in 0..<pictures {
        let x = x + picture * geometry.inputSize + channel, y = y + picture * geometry.outputSize + channel
        geometry.forEachOutput { output, field in
          var sum = Lanes.zero
          field.forEach { input, tap in sum.addProduct(load(x + input * channels), load(taps + tap * channels)) }
          store(sum, y + output * channels, lanes)
        }
      }
    }
  }

  func data(x: UnsafeMutablePointer<Float>, y: UnsafePointer<Float>, pictures: Int) {
    x.update(repeating: 0, count: pictures * geometry.inputSize)
    forEachVector(channels) { channel, lanes in
      let taps = kernel.pointer + channel
      for picture in 0..<pictures {
        let x = x + picture * geometry.inputSize + channel, y = y + picture * geometry.outputSize + channel
        geometry.forEachOutput { output, field in
          let d = load(y + output * channels)
          field.forEach { input, tap in
            let pixel = x + input * channels
            store(load(pixel).addingProduct(d, load(taps + tap * channels)), pixel, lanes)
          }
        }
      }
    }
  }

  func kernel(
    x: UnsafePointer<Float>, y: UnsafePointer<Float>, pictures: Int, into kernel: UnsafeMutablePointer<Float>,
    accumulates: Bool
  ) {
    // The sums of a vector of channels, tap by tap.
    var sums = Tensor(uninitialized: [geometry.tapCount, Lanes.scalarCount])
    let sum = sums.mutablePointer
    forEachVector(channels) { channel, lanes in
      sum.update(repeating: 0, count: sums.count)
      for picture in 0..<pictures {
        let x = x + picture * geometry.inputSize + channel, y = y + picture * geometry.outputSize + channel
        geometry.forEachOutput { output, field in
          let d = load(y + output * channels)
          field.forEach { input, tap in
            let place = sum + tap * Lanes.scalarCount
            store(load(place).addingProduct(d, load(x + input * channels)), place)
          }
        }
      }
      for tap in 0..<geometry.tapCount {
        let place = kernel + tap * channels + channel
        let earlier = accumulates ? load(place) : .zero
        store(earlier + load(sum + tap * Lanes.scalarCount), place, lanes)
      }
    }
  }
}
