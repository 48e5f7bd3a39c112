import FigureKit
import Foundation
import Subprocess
import TestSupport
import Testing

/// `telegrad-train` between processes of this machine.
struct RankedRun: Sendable {
  /// Why there are no such runs here; nil where there are.
  static var obstacle: String? {
    #if OPEN_MPI
      return Program.isInstalled("mpirun") ? nil : "no mpirun"
    #else
      return "built without Open MPI"
    #endif
  }

  let folder: TemporaryFolder
  /// The smoke profile on embedded data, but for these.
  var codec = "uncoded", model = "mlp", rounds = 4, workers = 4

  init() throws { folder = try TemporaryFolder() }

  /// The options of a run whose files begin with a name; the state is kept after each round.
  func options(_ name: String, _ more: [String] = []) -> [String] {
    let path = folder.path + "/" + name
    return [
      "--codec", codec, "--model", model, "--profile", "smoke", "--data", "embedded", "--rounds", "\(rounds)",
      "--workers", "\(workers)",
      "--output", "\(path)/out.tsv", "--state", "\(path)/state", "--checkpoint-every", "0", "--jobs", "1",
    ] + more
  }

  /// The arguments of a rank of the same training that fails at its n-th gradient.
  func faulty(_ fault: String, _ turn: Int) -> [String] { [fault, "\(turn)", codec, "\(rounds)", "\(workers)"] }

  /// Runs in one process.
  func alone(_ name: String, _ more: [String] = []) async throws -> BuiltFigure.Outcome {
    try await tool.run(options(name, more))
  }

  /// Runs between `size` processes.
  func ranked(_ name: String, size: Int, _ more: [String] = []) async throws -> BuiltFigure.Outcome {
    try await mpirun([(size, tool.id, options(name, more))])
  }

  private let tool = BuiltFigure(id: "telegrad-train", columns: [])

  /// Runs programs beside this test bundle together, the first ranks the first.
  func mpirun(_ programs: [(count: Int, id: String, arguments: [String])]) async throws -> BuiltFigure.Outcome {
    let folder = URL(fileURLWithPath: Machine.executablePath).deletingLastPathComponent()
    var command = [
      // As root, more processes than processors, and none bound to one.
      "mpirun", "--allow-run-as-root", "--oversubscribe", "--bind-to", "none",
      // Messages within this machine alone; containers do not let processes read each other's memory.
      "--mca", "btl", "self,vader", "--mca", "btl_vader_single_copy_mechanism", "none",
      "--mca", "plm", "isolated",
    ]
    for (place, program) in programs.enumerated() {
      if place > 0 { command.append(":") }
      command += ["-n", "\(program.count)", folder.appendingPathComponent(program.id).path] + program.arguments
    }
    let result = try await Subprocess.run(
      .name("env"), arguments: Arguments(command), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    let exitCode: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
    return BuiltFigure.Outcome(exitCode: exitCode, output: result.standardOutput, message: result.standardError)
  }

  /// What a run left.
  struct Files {
    let table: String
    let state: [String: Any]

    /// Whether both are equal; states are too large to be described where they are not.
    func equals(_ other: Files) -> Bool { table == other.table && Self.areEqual(state, other.state) }

    /// Whether a part of the state is equal.
    func equals(_ other: Files, part: String) -> Bool { Self.areEqual(state[part] as Any, other.state[part] as Any) }

    /// Numbers, bytes and texts, in dictionaries and arrays.
    private static func areEqual(_ a: Any, _ b: Any) -> Bool {
      switch (a, b) {
      case (let a as [String: Any], let b as [String: Any]):
        a.count == b.count && a.allSatisfy { key, value in b[key].map { areEqual(value, $0) } ?? false }
      case (let a as Data, let b as Data): a == b
      case (let a as [Any], let b as [Any]): a.count == b.count && zip(a, b).allSatisfy { areEqual($0, $1) }
      case (let a as AnyHashable, let b as AnyHashable): a == b
      default: false
      }
    }
  }

  func files(_ name: String) throws -> Files {
    let state = try PropertyListSerialization.propertyList(
      from: #require(folder.content("\(name)/state")), format: nil)
    return Files(table: try #require(folder.text("\(name)/out.tsv")), state: try #require(state as? [String: Any]))
  }
}
