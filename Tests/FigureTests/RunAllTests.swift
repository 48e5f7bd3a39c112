import FigureKit
import Foundation
import TestSupport
import Testing

/// run_all.sh on figures of a second each. It takes the executables of the release build, so that other builds skip this.
@Suite(.enabled(if: BuiltFigure.isReleaseBuild, "run_all.sh runs what stands in .build/release"), .serialized)
struct RunAllTests {
  private let folder: TemporaryFolder
  private let ids = ["dsc-fig08-rate-variation", "dsc-fig09-one-bit-rates"]

  init() throws { folder = try TemporaryFolder() }

  /// A script in which `run LOG` starts the figures, `$0` is the folder, and jobs have the signals of a terminal's.
  private func bash(_ script: String) async throws -> BuiltFigure.Outcome {
    let start = """
      set -m; cd "$1"
      run() { exec ./run_all.sh --no-build --profile smoke --only 'dsc-fig0[89]*' --out "$0" >"$0/$1" 2>&1; }
      underway() { until compgen -G "$0/.\(ids[1])-*.partial" >/dev/null; do sleep 0.01; done; }
      """
    return try await BuiltFigure.bash(start + "\n" + script, [folder.path, BuiltFigure.path("")])
  }

  private func lines(_ log: String) throws -> [String] {
    try #require(folder.text(log)).split(separator: "\n").map(String.init)
  }

  private func expectAllMade(_ log: String, upToDate: Int) throws {
    let lines = try lines(log)
    for id in ids { #expect(lines.contains { $0.hasPrefix("\(id): ") }, "\(lines)") }
    #expect(lines.count { $0.hasSuffix(": up to date") } == upToDate, "\(lines)")
    for id in ids {
      let run = try #require(Provenance.read(folder.path + "/\(id).json"))
      #expect(run.files.keys.allSatisfy { folder.content($0) != nil })
    }
    #expect(folder.files(".partial").isEmpty)
  }

  @Test(arguments: ["INT", "TERM", "HUP"])
  func aSignalStopsItAndTheSameCommandResumes(signal: String) async throws {
    let stopped = try await bash("run first & underway; kill -\(signal) $!; wait $!")
    #expect(stopped.exitCode == 130)
    #expect(try lines("first").contains("stopping; the same command resumes"))
    let made = ids.count { folder.content($0 + ".json") != nil }
    #expect(made > 0 && folder.files(".partial").isEmpty)
    #expect(try await bash("run second").exitCode == 0)
    try expectAllMade("second", upToDate: made)
  }

  /// The second waits until the first is through, and finds all made.
  @Test func twoAtATimeDoNotMix() async throws {
    let outcome = try await bash(
      "run first & until [[ -e $0/.cache/lock ]]; do sleep 0.01; done; (run second) & wait -n && wait -n")
    #expect(outcome.exitCode == 0, "\(outcome)")
    let (first, second) = (try lines("first"), try lines("second"))
    let waited = second.contains { $0.hasPrefix("waiting for another run") } ? "second" : "first"
    #expect((first + second).count { $0.hasPrefix("waiting for another run") } == 1)
    try expectAllMade(waited, upToDate: 2)
    try expectAllMade(waited == "first" ? "second" : "first", upToDate: 0)
  }

  /// A figure that outlives the script is waited for, not made twice.
  @Test func afterAKillItsFigureIsWaitedFor() async throws {
    let outcome = try await bash("run first & underway; kill -KILL $!; wait $!; (run second)")
    #expect(outcome.exitCode == 0)
    try expectAllMade("second", upToDate: 2)
  }

  @Test func aFolderThatCannotBeWrittenEndsWith73() async throws {
    let path = try BuiltFigure.path("run_all.sh")
    let outcome = try await BuiltFigure.bash(
      "exec \"$0\" --no-build --profile smoke --only dsc-fig08* --out /dev/null/x", [path])
    #expect(outcome.exitCode == 73 && outcome.message.contains("cannot be written"), "\(outcome)")
  }
}

extension BuiltFigure {
  /// Whether this bundle stands where run_all.sh looks for executables.
  static var isReleaseBuild: Bool {
    PackageRoot.find().map { root in
      URL(fileURLWithPath: root + "/.build/release").resolvingSymlinksInPath().path
        == URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    } ?? false
  }
}
