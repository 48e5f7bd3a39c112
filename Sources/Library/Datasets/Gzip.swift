import CZlib

/// The gzip format (RFC 1952), unpacked through zlib.
enum Gzip {
  /// The content of a gzip file of one member.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - limit: The most bytes of content to accept, which bounds memory and time on hostile input.
  /// - Complexity: O(input + min(content, limit)).
  /// - Throws: ``DatasetError/corrupt(file:offset:reason:)``, ``DatasetError/tooLarge(file:offset:limit:)`` with the
  ///   offset in the content, ``DatasetError/truncated(file:offset:expected:found:)`` at the end of the file, and
  ///   ``DatasetError/trailing(file:offset:found:)`` where bytes follow the member.
  static func unpack(_ bytes: [UInt8], file: String, limit: Int) throws(DatasetError) -> [UInt8] {
    var stream = Inflater()
    // 15 is the largest window, 16 asks for the gzip frame.
    guard stream.start(windowBits: 15 + 16) else { throw .corrupt(file: file, offset: 0, reason: "zlib did not start") }
    defer { stream.end() }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let step = stream.inflate(bytes, into: &chunk)
      content.append(contentsOf: chunk[..<step.written])
      if content.count > limit { throw .tooLarge(file: file, offset: limit, limit: limit) }
      switch step.outcome {
      case .ended:
        guard stream.consumed == bytes.count else {
          throw .trailing(file: file, offset: stream.consumed, found: bytes.count - stream.consumed)
        }
        return content
      case .starved:
        throw .truncated(file: file, offset: bytes.count, expected: 1, found: 0)
      case .damaged(let reason):
        throw .corrupt(file: file, offset: stream.consumed, reason: reason)
      case .more:
        continue
      }
    }
  }
}

/// One run of zlib's inflate over bytes that are all there.
struct Inflater {
  enum Outcome: Equatable {
    /// The output is full; call again.
    case more
    /// The stream is complete and its check value right.
    case ended
    /// The input ends before the stream does.
    case starved
    case damaged(String)
  }

  private var stream = z_stream()
  /// Input bytes used so far.
  private(set) var consumed = 0

  /// Begins; `windowBits` as zlib's inflateInit2 takes it. False where zlib has no memory.
  mutating func start(windowBits: Int32) -> Bool {
    inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  /// Gives zlib's memory back; to be called once after a successful start.
  mutating func end() {
    inflateEnd(&stream)
  }

  /// Fills `output` from `input`, which is the same array at every call, read from where the last call stopped.
  mutating func inflate(_ input: [UInt8], into output: inout [UInt8]) -> (written: Int, outcome: Outcome) {
    let start = consumed
    // zlib counts in 32 bits; a larger input is given in parts.
    let given = min(input.count - start, Int(Int32.max))
    let capacity = output.count
    let status = input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0 + start) }
        stream.avail_in = UInt32(given)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(capacity)
        return CZlib.inflate(&stream, Z_NO_FLUSH)
      }
    }
    consumed += given - Int(stream.avail_in)
    let written = capacity - Int(stream.avail_out)
    switch status {
    case Z_STREAM_END:
      return (written, .ended)
    case Z_OK where stream.avail_out == 0 || consumed < input.count:
      return (written, .more)
    case Z_OK, Z_BUF_ERROR:
      return (written, .starved)
    default:
      return (written, .damaged(stream.msg.map { String(cString: $0) } ?? "zlib status \(status)"))
    }
  }
}
