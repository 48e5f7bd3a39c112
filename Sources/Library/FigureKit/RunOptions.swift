import ArgumentParser
import Foundation

/// The options of every program that computes with a profile and data sets: figures, and tools that train.
public struct RunOptions: ParsableArguments, Sendable {
  @Option(help: "How much to compute: smoke (seconds), default (minutes) or paper (hours or days, resumable).")
  public var profile: Profile = .standard

  @Option(
    help:
      "The folder of the data sets, or `embedded`. Else $TELEGRAD_DATA, then data/; smoke uses embedded data without it."
  )
  public var data: String?

  /// What stands for the embedded data in the place of a folder.
  public static let embeddedData = "embedded"

  @Option(help: "The seed of every random number.")
  public var seed: UInt64 = 1

  @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter; may be repeated.", valueName: "name=value"))
  public var settings: [String] = []

  @Option(help: "Threads; results do not depend on it. (default: all processors)")
  public var jobs: Int?

  @Flag(help: "Compute everything again: ignore what is finished, stored runs and checkpoints.")
  public var fresh = false

  @Flag(help: "Print nothing but errors.")
  public var quiet = false

  public init() {}

  public func validate() throws {
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs \(jobs): expected an integer from 1 to 1024")
    }
  }

  /// The number of threads to use.
  public var threadCount: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
