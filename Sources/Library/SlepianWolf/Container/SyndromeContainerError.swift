/// Why bytes are no container, or a container does not give its content.
public enum SyndromeContainerError: Error, Equatable, Sendable {
  /// The bytes do not begin as containers do.
  case notAContainer
  /// The container is of another version of the format.
  case unsupportedVersion(UInt8)
  /// The bytes are not as they were written, or were not written by an encoder.
  case damaged(offset: Int, reason: String)
  /// The crossover probability lies outside 0...½.
  case invalidCrossover(Double)
  /// The decoder's bytes are not as many as the content has.
  case wrongSideLength(found: Int, expected: Int)
  /// The decoder's bytes differ from the content in more than the syndromes bear: so many of the sections did not decode, or
  /// none of them, where the content that came out is not the one that was coded.
  case tooFar(failedSections: Int, count: Int)
}

extension SyndromeContainerError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .notAContainer: "not a Slepian-Wolf container: it does not begin with TGSW"
    case .unsupportedVersion(let version):
      "version \(version) of the container's format; this program reads version \(SyndromeContainer.version)"
    case .damaged(let offset, let reason): "damaged container, byte \(offset): \(reason)"
    case .invalidCrossover(let crossover): "a crossover probability of \(crossover), expected 0 to 0.5"
    case .wrongSideLength(let found, let expected): "side information of \(found) bytes, expected \(expected)"
    case .tooFar(let failed, let count):
      "the side information is too far from what was coded: "
        + (failed > 0 ? "\(failed) of \(count) sections do not decode" : "the content has another checksum")
    }
  }
}
