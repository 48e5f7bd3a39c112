import Foundation

/// What the process holds of the machine's memory, as Linux says in /proc/self/status.
///
/// (`getrusage` keeps the greatest size over `exec`, and would show that of a larger program which started this one.)
struct ResidentMemory {
  /// Now, MiB.
  let current: Double
  /// The most so far, MiB.
  let peak: Double

  /// - Throws: Where the file cannot be read or lacks a field.
  init() throws {
    let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
    func field(_ name: String) throws -> Double {
      let words = lines.first { $0.hasPrefix(name + ":") }?.split(whereSeparator: \.isWhitespace)
      guard let words, words.count > 1, let kibibytes = Double(words[1]) else {
        throw CocoaError(.fileReadCorruptFile)
      }
      return kibibytes / 1024
    }
    current = try field("VmRSS")
    peak = try field("VmHWM")
  }

  /// The bytes at the peak of what `body` does above what is resident before it.
  ///
  /// - Throws: Where Linux does not let the process forget its peak; what `body` throws.
  static func peak(of body: () throws -> Void) throws -> Double {
    try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    let before = try ResidentMemory().current
    try body()
    return try (ResidentMemory().peak - before) * 1_048_576
  }
}
