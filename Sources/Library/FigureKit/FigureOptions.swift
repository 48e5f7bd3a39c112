import ArgumentParser

/// The options that every figure takes, those of ``RunOptions`` among them.
@dynamicMemberLookup
public struct FigureOptions: ParsableArguments, Sendable {
  @OptionGroup public var shared: RunOptions

  @Option(
    help: "The folder to write to. Else figures/ for real data and no other option, and out/PROFILE/ otherwise.")
  public var out: String?

  @Flag(help: "Name the runs that the figure keeps, with their networks and whether they are stored; compute nothing.")
  public var listRuns = false

  @Option(help: "Compute and store only this run, named as by --list-runs, and draw nothing.")
  public var run: String?

  public init() {}

  public subscript<Value>(dynamicMember member: KeyPath<RunOptions, Value>) -> Value { shared[keyPath: member] }

  public func validate() throws {
    if listRuns, run != nil { throw ValidationError("--list-runs and --run exclude each other") }
  }

  /// The runs that are computed.
  var selection: RunSelection { listRuns ? .none : run.map { .only($0) } ?? .all }
}
