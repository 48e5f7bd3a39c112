// What libFuzzer calls. It brings the main function, so that this program has none; the environment says which entry is meant
// (TELEGRAD_FUZZ_TARGET), or where the seeds of all are to be written (TELEGRAD_FUZZ_SEEDS).

import Foundation
import Fuzzing

/// The entry of this run.
private enum Fuzzed {
  static let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["TELEGRAD_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
      stop("TELEGRAD_FUZZ_TARGET '\(name)': expected one of \(FuzzTarget.all.map(\.name))")
    }
    return target
  }()

  static let entry: FuzzTarget.Entry = {
    do { return try target.entry() } catch { stop("\(target.name) cannot be set up: \(error)") }
  }()
}

/// Ends the process in a way that libFuzzer takes for a crash, and keeps the input.
private func stop(_ words: String) -> Never {
  FileHandle.standardError.write(Data("finding: \(words)\n".utf8))
  abort()
}

/// Sets the entry up, which no input is to be charged with; or, where that is asked for, writes the seeds of every target to a
/// folder of its name, prints names and longest inputs, and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["TELEGRAD_FUZZ_SEEDS"] else {
    _ = Fuzzed.entry
    return 0
  }
  do {
    for target in FuzzTarget.all {
      let place = URL(fileURLWithPath: folder).appendingPathComponent(target.name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let entry = try target.entry()
      for (index, seed) in try target.seeds().enumerated() {
        guard try entry(seed) == .taken else { stop("\(target.name) refuses its seed \(index)") }
        try Data(seed).write(to: place.appendingPathComponent("seed-\(index)"))
      }
      print("\(target.name)\t\(target.longestInput)")
    }
  } catch {
    stop("no seeds: \(error)")
  }
  exit(0)
}

/// Gives an input to the entry; any error that the entry lets through is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    _ = try Fuzzed.entry(Array(UnsafeBufferPointer(start: data, count: count)))
  } catch {
    stop("\(Fuzzed.target.name): \(error)")
  }
  return 0
}
