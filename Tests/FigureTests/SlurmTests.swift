import Foundation
import Subprocess
import TestSupport
import Testing

private enum SlurmPrograms {
  static let areInstalled = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch"]
    .allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
}

/// Figures made by the arrays of scripts/slurm/submit.sh on a Slurm of one node, started for the test.
@Suite(
  .enabled(if: SlurmPrograms.areInstalled, "Slurm is not installed (Debian: apt-get install slurm-wlm munge)"),
  .timeLimit(.minutes(5)))
struct SlurmTests {
  /// What a script said and how it ended.
  private struct Outcome {
    let code: Int32?
    let text: String
  }

  /// A Slurm, and a results folder.
  private struct Cluster {
    let folder: TemporaryFolder
    var node: String { folder.path + "/node" }
    var results: String { folder.path + "/results" }

    /// Runs a program with the configuration of this Slurm.
    private func run(_ command: [String]) async throws -> Outcome {
      let result = try await Subprocess.run(
        .name("env"), arguments: Arguments(["SLURM_CONF=\(node)/slurm.conf"] + command),
        output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
      let code: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
      return Outcome(code: code, text: result.standardOutput + result.standardError)
    }

    /// Runs a script of the package.
    func call(_ script: String, _ arguments: [String]) async throws -> Outcome {
      try await run([BuiltFigure.path(script)] + arguments)
    }

    /// What a command of Slurm says.
    func slurm(_ command: String...) async throws -> String {
      let outcome = try await run(command)
      try #require(outcome.code == 0, "\(outcome.text)")
      return outcome.text
    }

    func submit(_ only: String, _ more: String...) async throws -> String {
      let outcome = try await call(
        "scripts/slurm/submit.sh",
        ["--results", results, "--profile", "smoke", "--data", "embedded", "--no-build", "--only", only] + more)
      try #require(outcome.code == 0, "\(outcome.text)")
      return outcome.text
    }

    /// Waits until status.sh ends with a code, and gives what it says.
    func status(endsWith code: Int32) async throws -> String {
      var last = Outcome(code: nil, text: "")
      for _ in 0..<600 {
        last = try await call("scripts/slurm/status.sh", [results])
        if last.code == code { return last.text }
        try await Task.sleep(for: .milliseconds(200))
      }
      Issue.record("status.sh ends with \(last.code.map(String.init) ?? "a signal"), not \(code):\n\(last.text)")
      return last.text
    }
  }

  /// Runs `body` with a Slurm that is stopped at the end.
  private func withCluster(_ body: (Cluster) async throws -> Void) async throws {
    let cluster = Cluster(folder: try TemporaryFolder()), script = "Tests/Slurm/one-node.sh"
    let start = try await cluster.call(script, ["start", cluster.node])
    if start.code == 70 { try Test.cancel("Slurm does not start here: \(start.text)") }
    try #require(start.code == 0, "\(start.text)")
    do {
      try await body(cluster)
    } catch {
      _ = try await cluster.call(script, ["stop", cluster.node])
      throw error
    }
    let stop = try await cluster.call(script, ["stop", cluster.node])
    #expect(stop.code == 0, "\(stop.text)")
  }

  /// What cannot be submitted is said with an exit code of its own.
  private func expectErrors(_ cluster: Cluster) async throws {
    let other = cluster.folder.path + "/other"
    let calls: [(arguments: [String], code: Int32, said: String)] = [
      (["--results", cluster.results, "--profile", "default"], 64, "holds results of profile smoke"),
      (["--results", cluster.results, "--profile", "smoke", "--seed", "2"], 64, "holds results of seed 1"),
      (["--results", other, "--only", "none-*"], 64, "no such figure"),
      (["--results", other, "--data", other + "/none"], 66, "no folder of data sets"),
      (["--results", "/dev/null/x", "--profile", "smoke"], 73, "cannot be written"),
      (["--results", other, "--profile", "smoke", "--data", "embedded", "--", "--no-such"], 255, "sbatch refused"),
    ]
    for call in calls {
      let always = ["--no-build", "--only", "dsc-tab1-*"]
      let outcome = try await cluster.call("scripts/slurm/submit.sh", always + call.arguments)
      #expect(outcome.code == call.code && outcome.text.contains(call.said), "\(call): \(outcome.text)")
    }
  }

  /// Two figures that share runs, one whose runs are in several maps, and one without runs.
  private static let figures = [
    "co3-fig10-error-norm-09", "co3-fig11-error-norm-07", "thesis-fig3-5-convergence", "dsc-tab1-bit-planes",
  ]

  /// The tables of one process each, which nothing of Slurm touches.
  private func expectSameTables(_ cluster: Cluster, _ single: TemporaryFolder) throws {
    for figure in Self.figures {
      let table = try #require(single.content("\(figure).tsv"))
      #expect(cluster.folder.content("results/figures/\(figure).tsv") == table, "\(figure)")
    }
  }

  @Test func arraysGiveTheTablesOfOneMachineAndOnlyWhatIsMissingIsSubmitted() async throws {
    let single = try TemporaryFolder()
    for figure in Self.figures {
      let arguments = ["--profile", "smoke", "--data", "embedded", "--out", single.path, "--jobs", "2"]
      let outcome = try await BuiltFigure(id: figure, columns: []).run(arguments)
      try #require(outcome.exitCode == 0, "\(outcome.message)")
    }
    try await withCluster { cluster in
      for only in ["co3-fig1[01]-*", "thesis-fig3-5-*", "dsc-tab1-*"] { _ = try await cluster.submit(only) }
      #expect(try await cluster.status(endsWith: 0).contains("4 of 4 figures made"))
      try expectSameTables(cluster, single)
      #expect(try await cluster.submit("co3-fig1[01]-*").contains("2 made, 0 to make"))

      // Two runs of a figure are gone, and the figure with them. They wait for an hour; one is killed.
      let runs = cluster.folder.files("/result.json").filter { $0.contains("/thesis-v1/") }
      try #require(runs.count == 15)
      for path in runs.prefix(2) + [cluster.results + "/figures/thesis-fig3-5-convergence.json"] {
        try FileManager.default.removeItem(atPath: path)
      }
      let again = try await cluster.submit("thesis-fig3-5-*", "--", "--begin=now+1hour")
      #expect(again.contains("1 figures: 0 made, 1 to make; runs: 13 stored, 0 task(s) with Slurm, 2 to compute"))
      #expect(try await cluster.submit("thesis-fig3-5-*").contains("0 to make"))
      let tasks = try await cluster.slurm("squeue", "--noheader", "--array", "--sort", "i", "--format", "%F_%K")
        .split(separator: "\n").map(String.init)
      try #require(tasks.count == 3)
      _ = try await cluster.slurm("scancel", tasks[0])
      #expect(try await cluster.status(endsWith: 3).contains("lost: thesis-fig3-5-convergence thesis-v1/"))
      let last = try await cluster.submit("thesis-fig3-5-*")
      #expect(last.contains("0 made, 1 to make; runs: 13 stored, 1 task(s) with Slurm, 1 to compute"))
      _ = try await cluster.slurm("scontrol", "update", "JobId=\(tasks[1])", "StartTime=now")
      _ = try await cluster.status(endsWith: 0)
      try expectSameTables(cluster, single)
      try await expectErrors(cluster)
    }
  }
}

/// What submit.sh says where there is no Slurm.
@Suite struct NoSlurmTests {
  /// Runs the script with no programs but those that it needs before it looks for Slurm.
  private func submit(_ arguments: [String]) async throws -> BuiltFigure.Outcome {
    let folder = try TemporaryFolder()
    for program in ["bash", "cut", "dirname", "realpath", "sed", "sort", "tail"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + program, withDestinationPath: "/usr/bin/" + program)
    }
    let command = ["PATH=" + folder.path, "bash", try BuiltFigure.path("scripts/slurm/submit.sh")] + arguments
    let result = try await Subprocess.run(
      .name("env"), arguments: Arguments(command), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    let exitCode: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
    return BuiltFigure.Outcome(
      exitCode: exitCode, output: result.standardOutput, message: result.standardError)
  }

  @Test func itIsMissed() async throws {
    let outcome = try await submit(["--results", "/nowhere", "--profile", "smoke"])
    #expect(outcome.exitCode == 69 && outcome.message.contains("sbatch is not installed"), "\(outcome.message)")
  }

  @Test(arguments: [[], ["--results", "/nowhere", "--profile", "fast"], ["--results"], ["--what"]])
  func wrongCallsHaveTheExitCodeOfUsage(arguments: [String]) async throws {
    let outcome = try await submit(arguments)
    #expect(outcome.exitCode == 64 && outcome.message.contains("usage: scripts/slurm/submit.sh"), "\(outcome.message)")
  }
}
