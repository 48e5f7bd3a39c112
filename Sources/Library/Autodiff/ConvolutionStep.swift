import COneDNN
import Parallelism

/// One of a convolution's three products, compiled by oneDNN for its sizes and kept for the life of the program.
final class ConvolutionStep: Sendable {
  enum Direction: Hashable, Sendable {
    /// y from x and the kernel.
    case forward
    /// ∂x from ∂y and the kernel.
    case data
    /// ∂kernel from x and ∂y.
    case kernel
  }

  private struct Key: Hashable {
    let geometry: ConvolutionGeometry
    let direction: Direction
  }

  private static let compiled = Mutex<[Key: ConvolutionStep]>([:])

  static func step(_ direction: Direction, _ geometry: ConvolutionGeometry) -> ConvolutionStep {
    let key = Key(geometry: geometry, direction: direction)
    if let step = compiled.withLock({ $0[key] }) { return step }
    let step = ConvolutionStep(direction, geometry)
    // Another thread may have been first.
    return compiled.withLock { steps in
      let kept = steps[key] ?? step
      steps[key] = kept
      return kept
    }
  }

  let direction: Direction
  let source: dnnl_memory_desc_t, kernel: dnnl_memory_desc_t, destination: dnnl_memory_desc_t
  let scratchpad: dnnl_memory_desc_t
  /// The kernel as the caller has it, [row, column, in, out].
  private let plainKernel: dnnl_memory_desc_t
  nonisolated(unsafe) let primitive: dnnl_primitive_t?
  /// Brings the kernel from the caller's order to oneDNN's, or its gradient back.
  nonisolated(unsafe) let reorder: dnnl_primitive_t?

  /// Floats that the kernel takes in oneDNN's order.
  var kernelCount: Int { byteCount(kernel) / MemoryLayout<Float>.stride }
  var plainKernelCount: Int { byteCount(plainKernel) / MemoryLayout<Float>.stride }
  var scratchpadCount: Int { byteCount(scratchpad) / MemoryLayout<Float>.stride + 1 }
  var reorderSource: dnnl_memory_desc_t { direction == .kernel ? kernel : plainKernel }
  var reorderDestination: dnnl_memory_desc_t { direction == .kernel ? plainKernel : kernel }

  private init(_ direction: Direction, _ g: ConvolutionGeometry) {
    OneDNN.useCallingThread()
    self.direction = direction
    var source = describe([g.batch, g.channels, g.height, g.width], dnnl_nhwc)
    var destination = describe([g.batch, g.filters, g.outputHeight, g.outputWidth], dnnl_nhwc)
    let (inChannels, outChannels) = (g.channels / g.groups, g.filters / g.groups)
    let field = [g.kernelHeight, g.kernelWidth]
    let kernelShape = (g.groups > 1 ? [g.groups] : []) + [outChannels, inChannels] + field
    plainKernel = describe(kernelShape, g.groups > 1 ? dnnl_hwigo : dnnl_hwio)
    var kernel = describe(kernelShape, dnnl_format_tag_any)

    var attributes: dnnl_primitive_attr_t?
    OneDNN.check(dnnl_primitive_attr_create(&attributes), "attributes")
    defer { dnnl_primitive_attr_destroy(attributes) }
    OneDNN.check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "scratchpad mode")

    let strides = [dnnl_dim_t(g.stride), dnnl_dim_t(g.stride)]
    let before = [dnnl_dim_t(g.padding.top), dnnl_dim_t(g.padding.left)]
    let after = [dnnl_dim_t(g.padding.bottom), dnnl_dim_t(g.padding.right)]
    var descriptor = dnnl_convolution_desc_t()
    OneDNN.check(
      dnnl_convolution_forward_desc_init(
        &descriptor, dnnl_forward_training, dnnl_convolution_direct, &source, &kernel, nil, &destination, strides,
        before, after), "convolution \(g)")
    var forward: dnnl_primitive_desc_t?
    OneDNN.check(dnnl_primitive_desc_create(&forward, &descriptor, attributes, OneDNN.engine, nil), "convolution \(g)")
    defer { dnnl_primitive_desc_destroy(forward) }
    var step: dnnl_primitive_desc_t?
    switch direction {
    case .forward:
      OneDNN.check(dnnl_primitive_desc_clone(&step, forward), "convolution \(g)")
    case .data:
      OneDNN.check(
        dnnl_convolution_backward_data_desc_init(
          &descriptor, dnnl_convolution_direct, &source, &kernel, &destination, strides, before, after),
        "data gradient \(g)")
      OneDNN.check(
        dnnl_primitive_desc_create(&step, &descriptor, attributes, OneDNN.engine, forward), "data gradient \(g)")
    case .kernel:
      OneDNN.check(
        dnnl_convolution_backward_weights_desc_init(
          &descriptor, dnnl_convolution_direct, &source, &kernel, nil, &destination, strides, before, after),
        "kernel gradient \(g)")
      OneDNN.check(
        dnnl_primitive_desc_create(&step, &descriptor, attributes, OneDNN.engine, forward), "kernel gradient \(g)")
    }
    defer { dnnl_primitive_desc_destroy(step) }
    var primitive: dnnl_primitive_t?
    OneDNN.check(dnnl_primitive_create(&primitive, step), "convolution \(g)")
    self.primitive = primitive
    self.source = source
    self.destination = destination
    let kernelQuery = direction == .kernel ? dnnl_query_diff_weights_md : dnnl_query_weights_md
    let chosenKernel = dnnl_primitive_desc_query_md(step, kernelQuery, 0)?.pointee ?? plainKernel
    self.kernel = chosenKernel
    scratchpad = dnnl_primitive_desc_query_md(step, dnnl_query_scratchpad_md, 0)?.pointee ?? dnnl_memory_desc_t()

    var from = direction == .kernel ? chosenKernel : plainKernel
    var to = direction == .kernel ? plainKernel : chosenKernel
    var reorderDescriptor: dnnl_primitive_desc_t?
    OneDNN.check(
      dnnl_reorder_primitive_desc_create(&reorderDescriptor, &from, OneDNN.engine, &to, OneDNN.engine, attributes),
      "reorder \(g)")
    defer { dnnl_primitive_desc_destroy(reorderDescriptor) }
    var reorder: dnnl_primitive_t?
    OneDNN.check(dnnl_primitive_create(&reorder, reorderDescriptor), "reorder \(g)")
    self.reorder = reorder
  }

  deinit {
    dnnl_primitive_destroy(primitive)
    dnnl_primitive_destroy(reorder)
  }
}

private func describe(_ shape: [Int], _ tag: dnnl_format_tag_t) -> dnnl_memory_desc_t {
  var descriptor = dnnl_memory_desc_t()
  OneDNN.check(
    dnnl_memory_desc_init_by_tag(&descriptor, Int32(shape.count), shape.map(dnnl_dim_t.init), dnnl_f32, tag),
    "memory of shape \(shape)")
  return descriptor
}

private func byteCount(_ descriptor: dnnl_memory_desc_t) -> Int {
  withUnsafePointer(to: descriptor) { dnnl_memory_desc_get_size($0) }
}
