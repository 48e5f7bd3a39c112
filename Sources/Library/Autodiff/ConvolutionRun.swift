import COneDNN

/// A compiled convolution step with memory to run it on one thread, some pictures at a time.
final class ConvolutionRun {
  private let step: ConvolutionStep
  private let stream: dnnl_stream_t?
  private let source: dnnl_memory_t?, kernel: dnnl_memory_t?, destination: dnnl_memory_t?, scratchpad: dnnl_memory_t?
  /// The kernel or its gradient in oneDNN's order.
  private let kernelStorage: Storage
  /// The sum of kernel gradients since the last was taken.
  private var kernelSum: Storage?
  private let scratchpadStorage: Storage

  init(_ direction: ConvolutionStep.Direction, _ geometry: ConvolutionGeometry) {
    OneDNN.useCallingThread()
    step = .step(direction, geometry)
    kernelStorage = Storage(count: step.kernelCount)
    scratchpadStorage = Storage(count: step.scratchpadCount)
    var stream: dnnl_stream_t?
    OneDNN.check(dnnl_stream_create(&stream, OneDNN.engine, dnnl_stream_default_flags.rawValue), "stream")
    self.stream = stream
    source = memory(step.source, nil)
    destination = memory(step.destination, nil)
    kernel = memory(step.kernel, kernelStorage.base)
    scratchpad = memory(step.scratchpad, scratchpadStorage.base)
  }

  deinit {
    for memory in [source, kernel, destination, scratchpad] { dnnl_memory_destroy(memory) }
    dnnl_stream_destroy(stream)
  }

  /// Takes over a kernel `[row, column, in, out]`.
  func setKernel(_ plain: UnsafePointer<Float>) {
    reorder(UnsafeMutablePointer(mutating: plain), kernelStorage.base)
  }

  /// Computes the kernel gradient of some pictures and adds it to the sum.
  func addKernelGradient(x: UnsafePointer<Float>, y: UnsafePointer<Float>) {
    if let kernelSum {
      self(x: x, y: y)
      accumulate(kernelStorage.base, into: kernelSum.base, step.kernelCount)
    } else {
      let sum = Storage(count: step.kernelCount)
      dnnl_memory_set_data_handle(kernel, sum.base)
      self(x: x, y: y)
      dnnl_memory_set_data_handle(kernel, kernelStorage.base)
      kernelSum = sum
    }
  }

  /// Writes the sum of kernel gradients to `plain`, `[row, column, in, out]`, or adds it, and starts a new one.
  func takeKernelGradient(into plain: UnsafeMutablePointer<Float>, accumulates: Bool) {
    guard let sum = kernelSum else { return }
    if accumulates {
      let ordered = Storage(count: step.kernelCount)
      reorder(sum.base, ordered.base)
      accumulate(ordered.base, into: plain, step.plainKernelCount)
    } else {
      reorder(sum.base, plain)
    }
    kernelSum = nil
  }

  /// Runs the step: x and y are pictures and sums, or their gradients.
  func callAsFunction(x: UnsafePointer<Float>, y: UnsafePointer<Float>) {
    dnnl_memory_set_data_handle(source, UnsafeMutablePointer(mutating: x))
    dnnl_memory_set_data_handle(destination, UnsafeMutablePointer(mutating: y))
    let (sourceArgument, kernelArgument, destinationArgument) =
      switch step.direction {
      case .forward: (DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST)
      case .data: (DNNL_ARG_DIFF_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DIFF_DST)
      case .kernel: (DNNL_ARG_SRC, DNNL_ARG_DIFF_WEIGHTS, DNNL_ARG_DIFF_DST)
      }
    execute(
      step.primitive,
      [
        (sourceArgument, source), (kernelArgument, kernel), (destinationArgument, destination),
        (DNNL_ARG_SCRATCHPAD, scratchpad),
      ])
  }

  private func reorder(_ from: UnsafeMutablePointer<Float>, _ to: UnsafeMutablePointer<Float>) {
    let from = memory(step.reorderSource, from), to = memory(step.reorderDestination, to)
    execute(step.reorder, [(DNNL_ARG_SRC, from), (DNNL_ARG_DST, to)])
    dnnl_memory_destroy(from)
    dnnl_memory_destroy(to)
  }

  private func execute(_ primitive: dnnl_primitive_t?, _ arguments: [(Int32, dnnl_memory_t?)]) {
    let arguments = arguments.map { dnnl_exec_arg_t(arg: $0.0, memory: $0.1) }
    OneDNN.check(dnnl_primitive_execute(primitive, stream, Int32(arguments.count), arguments), "execution")
  }
}

private func memory(_ descriptor: dnnl_memory_desc_t, _ pointer: UnsafeMutablePointer<Float>?) -> dnnl_memory_t? {
  var descriptor = descriptor, memory: dnnl_memory_t?
  OneDNN.check(dnnl_memory_create(&memory, &descriptor, OneDNN.engine, pointer), "memory")
  return memory
}
