import GradientCoding

/// What the server wants of a process of workers next.
enum Command: Equatable {
  /// Run a round at the model that follows; broadcasts follow too where there are any.
  case round(Int, hasBroadcast: Bool)
  /// Have a worker answer the request that follows.
  case answer(worker: Int)
  /// Send what the workers keep.
  case remember
  /// Take what the workers kept, which follows.
  case restore
  /// Send the counts, and end.
  case finish

  var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .round(let round, let hasBroadcast):
      writer.write(hasBroadcast ? 1 : 0)
      writer.write(integer: round)
    case .answer(let worker):
      writer.write(2)
      writer.write(integer: worker)
    case .remember: writer.write(3)
    case .restore: writer.write(4)
    case .finish: writer.write(5)
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(CodecError) {
    var reader = ByteReader(bytes)
    switch try reader.integer("command", in: 0...5) {
    case 0: self = .round(try reader.integer(), hasBroadcast: false)
    case 1: self = .round(try reader.integer(), hasBroadcast: true)
    case 2: self = .answer(worker: try reader.integer())
    case 3: self = .remember
    case 4: self = .restore
    default: self = .finish
    }
    try reader.finish()
  }
}
