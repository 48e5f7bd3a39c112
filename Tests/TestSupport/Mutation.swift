/// A byte string near a valid message: cut short, made longer, or with bytes replaced, anywhere or in its header; nil, in one
/// case of five, where the caller is to make one that is not near it.
///
/// - Parameter below: a random number in `0..<limit`.
public func mutated(_ valid: [UInt8], below: (_ limit: Int) -> Int) -> [UInt8]? {
  var bytes = valid
  switch below(5) {
  case 0: bytes.removeLast(1 + below(bytes.count))
  case 1: bytes += (0...below(8)).map { _ in UInt8(below(256)) }
  case 2: for _ in 0...below(3) { bytes[below(bytes.count)] = UInt8(below(256)) }
  case 3: for _ in 0...below(2) { bytes[below(min(30, bytes.count))] = UInt8(below(256)) }
  default: return nil
  }
  return bytes
}
