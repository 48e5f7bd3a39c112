import GradientCoding

/// The first section of a worker's message: how many rounds before the open one the model is from that its contexts
/// come of, 0 for none, and the step κ of each layer as a 32-bit float.
struct SourceHead: Sendable, Equatable {
  let age: Int
  let steps: [Float]

  var bytes: [UInt8] {
    var writer = ByteWriter(capacity: 4 * steps.count + 2)
    writer.write(integer: age)
    writer.write(floats: steps)
    return writer.bytes
  }

  init(age: Int, steps: [Float]) {
    self.age = age
    self.steps = steps
  }

  /// Reads a head.
  ///
  /// - Throws: `CodecError`, also for steps that are no numbers, negative or below the least normal number.
  init(_ message: [UInt8], section: Range<Int>, layerCount: Int, reach: Int) throws(CodecError) {
    var reader = ByteReader(message, section: section, layer: nil)
    age = try reader.integer("history of rounds", in: 0...reach)
    var steps: [Float] = []
    for _ in 0..<layerCount {
      let place = reader.place, step = try reader.float()
      guard step.isFinite, step.bitPattern == 0 || step >= .leastNormalMagnitude else {
        throw .invalid(place, found: "a step of \(step)", expected: "0 or a normal number that is positive")
      }
      steps.append(step)
    }
    try reader.finish()
    self.steps = steps
  }
}
