/// A convolution of each channel by itself, with a kernel `[row, column, 1, channel]`, over vectors of channels and four
/// pictures at a time.
///
/// oneDNN's kernels for such convolutions take whole vectors of channels alone; on other numbers its kernel gradient
/// computes all pairs of channels in a vector, and keeps one in sixteen.
struct DepthwiseProducts: ConvolutionProducts {
  let geometry: ConvolutionGeometry
  let kernel: Tensor

  func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, pictures: Int) {
    let sums = ProductSums(geometry, count: geometry.outputSize / geometry.channels) { x, tap, y in (y, x, tap) }
    sum(sums, from: x, size: geometry.inputSize, to: y, size: geometry.outputSize, pictures: pictures)
  }

  func data(x: UnsafeMutablePointer<Float>, y: UnsafePointer<Float>, pictures: Int) {
    let sums = ProductSums(geometry, count: geometry.inputSize / geometry.channels) { x, tap, y in (x, y, tap) }
    sum(sums, from: y, size: geometry.outputSize, to: x, size: geometry.inputSize, pictures: pictures)
  }

  /// Each pixel of the result as its sum of source pixels times taps.
  private func sum(
    _ sums: ProductSums, from source: UnsafePointer<Float>, size sourceSize: Int,
    to result: UnsafeMutablePointer<Float>, size resultSize: Int, pictures: Int
  ) {
    let channels = geometry.channels
    forEachVector(channels) { channel, lanes in
      let taps = kernel.pointer + channel
      for first in stride(from: 0, to: pictures, by: 4) {
        // A last group of fewer pictures computes its last one again.
        let places = SIMD4(first, first + 1, first + 2, first + 3).clamped(
          lowerBound: .zero, upperBound: SIMD4(repeating: pictures - 1))
        let (s0, s1) = (source + places[0] * sourceSize + channel, source + places[1] * sourceSize + channel)
        let (s2, s3) = (source + places[2] * sourceSize + channel, source + places[3] * sourceSize + channel)
        sums.forEach { pixel, terms in
          var r0 = Lanes.zero, r1 = Lanes.zero, r2 = Lanes.zero, r3 = Lanes.zero
          for term in terms {
            let tap = load(taps + term.second)
            r0.addProduct(load(s0 + term.first), tap)
            r1.addProduct(load(s1 + term.first), tap)
            r2.addProduct(load(s2 + term.first), tap)
            r3.addProduct(load(s3 + term.first), tap)
          }
          let to = result + pixel * channels + channel
          store(r0, to + places[0] * resultSize, lanes)
          store(r1, to + places[1] * resultSize, lanes)
          store(r2, to + places[2] * resultSize, lanes)
          store(r3, to + places[3] * resultSize, lanes)
        }
      }
    }
  }

  func kernel(
    x: UnsafePointer<Float>, y: UnsafePointer<Float>, pictures: Int, into kernel: UnsafeMutablePointer<Float>,
    accumulates: Bool
  ) {
    let channels = geometry.channels, (xSize, ySize) = (geometry.inputSize, geometry.outputSize)
    let sums = ProductSums(geometry, count: geometry.tapCount) { x, tap, y in (tap, x, y) }
    // The sums of a vector of channels, tap by tap.
    var totals = Tensor(uninitialized: [geometry.tapCount, Lanes.scalarCount])
    let total = totals.mutablePointer
    forEachVector(channels) { channel, lanes in
      total.update(repeating: 0, count: totals.count)
      let x = x + channel, y = y + channel, whole = pictures / 4 * 4
      for picture in stride(from: 0, to: whole, by: 4) {
        let x = x + picture * xSize, y = y + picture * ySize
        sums.forEach { tap, terms in
          var r0 = Lanes.zero, r1 = Lanes.zero, r2 = Lanes.zero, r3 = Lanes.zero
          for term in terms {
            let x = x + term.first, y = y + term.second
            r0.addProduct(load(x), load(y))
            r1.addProduct(load(x + xSize), load(y + ySize))
            r2.addProduct(load(x + 2 * xSize), load(y + 2 * ySize))
            r3.addProduct(load(x + 3 * xSize), load(y + 3 * ySize))
          }
          let place = total + tap * Lanes.scalarCount
          store(load(place) + ((r0 + r1) + (r2 + r3)), place)
        }
      }
      for picture in whole..<pictures {
        let x = x + picture * xSize, y = y + picture * ySize
        sums.forEach { tap, terms in
          let place = total + tap * Lanes.scalarCount
          var sum = load(place)
          for term in terms { sum.addProduct(load(x + term.first), load(y + term.second)) }
          store(sum, place)
        }
      }
      for tap in 0..<geometry.tapCount {
        let place = kernel + tap * channels + channel
        let earlier = accumulates ? load(place) : .zero
        store(earlier + load(total + tap * Lanes.scalarCount), place, lanes)
      }
    }
  }
}

/// The products of a convolution in the order of what they add up to: output pixels, input pixels or taps.
private struct ProductSums {
  /// Where the two numbers of a product lie, for channel 0.
  struct Term {
    var first = 0, second = 0
  }

  private let terms: [Term]
  /// Where the terms of each sum begin, and where those of the last one end.
  private let starts: [Int]

  /// - Parameter order: The sum to which the product of an input pixel and a tap for an output pixel belongs, and the two
  ///   that are multiplied there.
  init(
    _ geometry: ConvolutionGeometry, count: Int,
    _ order: (_ x: Int, _ tap: Int, _ y: Int) -> (sum: Int, first: Int, second: Int)
  ) {
    var starts = Array(repeating: 0, count: count + 1)
    geometry.forEachOutput { y, taps in
      taps.forEach { x, tap in starts[order(x, tap, y).sum + 1] += 1 }
    }
    for sum in 0..<count { starts[sum + 1] += starts[sum] }
    var terms = Array(repeating: Term(), count: starts[count]), ends = starts
    geometry.forEachOutput { y, taps in
      taps.forEach { x, tap in
        let (sum, first, second) = order(x, tap, y)
        terms[ends[sum]] = Term(first: first * geometry.channels, second: second * geometry.channels)
        ends[sum] += 1
      }
    }
    self.terms = terms
    self.starts = starts
  }

  /// Calls `body` with each sum and its terms.
  @inline(__always)
  func forEach(_ body: (_ sum: Int, _ terms: UnsafeBufferPointer<Term>) -> Void) {
    terms.withUnsafeBufferPointer { terms in
      starts.withUnsafeBufferPointer { starts in
        for sum in 0..<starts.count - 1 {
          body(sum, UnsafeBufferPointer(rebasing: terms[starts[sum]..<starts[sum + 1]]))
        }
      }
    }
  }
}
