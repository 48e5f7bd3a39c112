import ArgumentParser
import Foundation

/// The options that every figure takes.
public struct FigureOptions: ParsableArguments, Sendable {
  @Option(help: "How much to compute: smoke (seconds), default (minutes) or paper (hours or days, resumable).")
  public var profile: Profile = .standard

  @Option(
    help:
      "The folder of the data sets, or `embedded`. Else $TELEGRAD_DATA, then data/; smoke uses embedded data without it."
  )
  public var data: String?

  /// What stands for the embedded data in the place of a folder.
  public static let embeddedData = "embedded"

  @Option(
    help: "The folder to write to. Else figures/ for real data and no other option, and out/PROFILE/ otherwise.")
  public var out: String?

  @Option(help: "The seed of every random number.")
  public var seed: UInt64 = 1

  @Flag(help: "Compute everything again: ignore finished figures, stored runs and checkpoints.")
  public var fresh = false

  @Flag(help: "Print nothing but errors.")
  public var quiet = false

  @Option(help: "Threads; results do not depend on it. (default: all processors)")
  public var jobs: Int?

  @Flag(help: "Name the runs that the figure keeps, with their networks and whether they are stored; compute nothing.")
  public var listRuns = false

  @Option(help: "Compute and store only this run, named as by --list-runs, and draw nothing.")
  public var run: String?

  @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter; may be repeated.", valueName: "name=value"))
  public var settings: [String] = []

  public init() {}

  public func validate() throws {
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("--jobs \(jobs): expected an integer from 1 to 1024")
    }
    if listRuns, run != nil { throw ValidationError("--list-runs and --run exclude each other") }
  }

  /// The runs that are computed.
  var selection: RunSelection { listRuns ? .none : run.map { .only($0) } ?? .all }

  /// The number of threads to use.
  public var threadCount: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
