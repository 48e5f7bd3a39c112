/// An entry that reads bytes or text from outside, as a fuzzer calls it: with any bytes, one input after another.
///
/// An entry takes its input or refuses it with the error that it documents. A trap, an endless loop and memory beyond a limit are
/// for the fuzzer to notice; what else must hold of an input that was taken, or of what a refusal leaves behind, the entry checks
/// itself and throws a ``FuzzFinding``.
public struct FuzzTarget: Sendable {
  /// What came of an input.
  public enum Outcome: Sendable {
    case taken, refused
  }

  /// An entry that is set up, with all that one call leaves alone.
  public typealias Entry = @Sendable (_ input: [UInt8]) throws -> Outcome

  /// The name, also that of its folder in Tests/Corpora.
  public let name: String
  /// The longest input that is worth making, in bytes.
  public let longestInput: Int
  private let makeSeeds: @Sendable () throws -> [[UInt8]]
  private let makeEntry: @Sendable () throws -> Entry

  init(
    _ name: String, longestInput: Int = 1_024, seeds: @escaping @Sendable () throws -> [[UInt8]],
    entry: @escaping @Sendable () throws -> Entry
  ) {
    self.name = name
    self.longestInput = longestInput
    makeSeeds = seeds
    makeEntry = entry
  }

  /// An entry that needs no setting up.
  init(
    _ name: String, longestInput: Int = 1_024, seeds: @escaping @Sendable () throws -> [[UInt8]],
    _ entry: @escaping Entry
  ) {
    self.init(name, longestInput: longestInput, seeds: seeds) { entry }
  }

  /// Inputs that the package's own encoders and writers made.
  ///
  /// - Throws: What those throw.
  public func seeds() throws -> [[UInt8]] { try makeSeeds() }

  /// Sets the entry up.
  ///
  /// - Throws: What the encoders throw that make its scene.
  public func entry() throws -> Entry { try makeEntry() }

  /// Every entry.
  public static var all: [FuzzTarget] {
    entropyCoders + [layerCoders] + containers + dataSets + figureFiles + snapshots + codecs
  }
}

/// What must hold of an input, and does not.
public struct FuzzFinding: Error, CustomStringConvertible {
  public let description: String

  /// Goes on where `holds` is true.
  ///
  /// - Throws: The finding.
  static func unless(_ holds: Bool, _ words: @autoclosure () -> String) throws(FuzzFinding) {
    if !holds { throw FuzzFinding(description: words()) }
  }
}

/// The head of an input, whose bytes choose between cases; what follows is what an entry reads.
struct Choices {
  private(set) var rest: ArraySlice<UInt8>

  init(_ input: [UInt8]) { rest = input[...] }

  /// The next choice in `0..<count`; 0 where the input ends.
  mutating func next(below count: Int = 256) -> Int { Int(rest.popFirst() ?? 0) % count }

  /// The bytes after the choices.
  var bytes: [UInt8] { Array(rest) }
}
