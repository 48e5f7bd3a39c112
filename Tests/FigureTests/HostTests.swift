import FigureKit
import Foundation
import TestSupport
import Testing

/// Hosts that are network namespaces of this machine (scripts/hosts), and what is measured between them.
@Suite(.serialized, .timeLimit(.minutes(3))) struct HostTests {
  /// Runs a script of the package after commands of bash.
  private func run(_ script: String, _ arguments: [String], after setup: String = "") async throws
    -> BuiltFigure.Outcome
  {
    try await BuiltFigure.bash("\(setup)\nexec \"$0\" \"$@\"", [BuiltFigure.path(script)] + arguments)
  }

  @Test(arguments: [
    ([], "no command"), (["--rate"], "--rate: expected a value"), (["--rate", "fast", "true"], "--rate fast"),
    (["--delay", "-1", "true"], "--delay -1"), (["--delay", "1e3", "true"], "--delay 1e3"),
    (["--workers", "0", "true"], "--workers 0"), (["--workers", "64", "true"], "--workers 64"),
    (["--links", "air", "true"], "--links air"), (["--window", "0", "true"], "--window 0"),
    (["--color", "true"], "--color: no such option"),
  ])
  func hostsThatCannotBeAreRefused(arguments: [String], reason: String) async throws {
    let outcome = try await run("scripts/hosts/with-hosts.sh", arguments)
    #expect(outcome.exitCode == 64 && outcome.message.contains(reason), "\(outcome.message)")
  }

  @Test(arguments: [
    (["--rounds", "1"], "--rounds 1"), (["--repetitions", "0"], "--repetitions 0"), (["--rate"], "--rate: expected"),
    (["--all"], "--all: no such option"), (["a", "b"], "b: one table"),
  ])
  func measurementsThatCannotBeAreRefused(arguments: [String], reason: String) async throws {
    let outcome = try await run("scripts/measure-hosts.sh", ["--no-build"] + arguments)
    #expect(outcome.exitCode == 64 && outcome.message.contains(reason), "\(outcome.message)")
  }

  /// Without iproute2, here by a path with nothing but what the script needs before it looks.
  @Test func whatIsMissingIsNamed() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await run(
      "scripts/hosts/with-hosts.sh", ["true"],
      after: """
        for program in env bash dirname; do ln -s "$(command -v $program)" '\(folder.path)'/; done
        PATH='\(folder.path)'
        """)
    #expect(outcome.exitCode == 69 && outcome.message.contains("iproute2"), "\(outcome.message)")
  }

  /// As nobody, where this is root; the scripts are copied to where nobody may read them.
  @Test(.enabled(if: HostPrograms.areInstalled, "no iproute2, util-linux or C compiler"))
  func rootIsNeeded() async throws {
    let folder = try TemporaryFolder(), scripts = try BuiltFigure.path("scripts")
    let outcome = try await BuiltFigure.bash(
      """
      cp -r '\(scripts)' '\(folder.path)/' && chmod -R a+rX '\(folder.path)'
      command='\(folder.path)/scripts/hosts/with-hosts.sh'
      if ((EUID == 0)); then exec setpriv --reuid 65534 --regid 65534 --clear-groups "$command" true; fi
      exec "$command" true
      """, ["bash"])
    #expect(outcome.exitCode == 77 && outcome.message.contains("need root"), "\(outcome.message)")
  }

  /// One link of 50 Mbit/s and 10 ms one way, 20 there and back; data is 1,448 of 1,500 bytes of a packet. The measuring ends run before
  /// other programs; half the rate and twice the time are for a machine that is busy all the same. Nothing is left of the hosts.
  @Test(.enabled(if: HostPrograms.obstacle == nil, "no hosts can be made here: \(HostPrograms.obstacle ?? "")"))
  func linksAreWhatTheyWereToBe() async throws {
    let outcome = try await run(
      "scripts/hosts/with-hosts.sh",
      ["--rate", "50", "--delay", "10", "--workers", "1", "bash", "-c", "hostname; echo \"$TELEGRAD_LINKS\"; exit 7"])
    #expect(outcome.exitCode == 7, "\(outcome.message)")
    let measured = try #require(
      outcome.output.firstMatch(of: /^server\n(kernel|relay); worker1 ([0-9.]+) ms, ([0-9.]+) Mbit\/s\n$/)?.output)
    let trip = try #require(Double(measured.2)), rate = try #require(Double(measured.3))
    #expect(trip >= 20 && trip < 40)
    #expect(rate > 25 && rate < 50)
    let left = FileManager.default.fileExists(atPath: "/run/netns/telegrad-server")
    #expect(!left)
  }

  /// Two trainings of a server and two workers, by hand. The first round of each is left out, the last is followed by none: rounds from 10 to 14 and from
  /// 14 to 20, and from 110 to 115: 4, 6 and 5 s, deviation 1, error 1/√3. The model is there 2, 1 and 1 s after it was sent; the server waits for
  /// 3 of 4, 4 of 6 and 5 of 5 s.
  @Test func roundsAreThoseOfTheTraces() async throws {
    let folder = try TemporaryFolder()
    func write(_ name: String, _ events: [String]) throws {
      let lines = ["start_s end_s event rank message bytes"] + events
      let text = lines.map { $0.replacing(" ", with: "\t") + "\n" }.joined()
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: folder.path + "/" + name).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try text.write(toFile: folder.path + "/" + name, atomically: false, encoding: .utf8)
    }
    func server(_ starts: [Int], waits: [Int]) -> [String] {
      zip(starts, waits).flatMap { start, wait in
        [
          "\(start) \(start) sent 1 model 80", "\(start) \(start) sent 2 model 80",
          "\(start) \(start + wait) received 1 gradient 5", "\(start + wait) \(start + wait) sent 1 request 2",
          "\(start + wait) \(start + wait) received 1 answer 10",
        ]
      }
    }
    func worker(_ arrivals: [Double]) -> [String] {
      arrivals.flatMap { time in
        [
          "0 \(time) received 0 model 80", "\(time + 0.25) \(time + 0.25) computed - - 0",
          "\(time + 0.375) \(time + 0.375) sent 0 gradient 5", "\(time + 0.5) \(time + 0.5) received 0 request 2",
          "\(time + 0.625) \(time + 0.625) sent 0 answer 10",
        ]
      }
    }
    try write("a/rank-0.tsv", server([1, 10, 14, 20], waits: [1, 3, 4, 1]))
    try write("a/rank-1.tsv", worker([2, 12, 14.5, 21]))
    try write("a/rank-2.tsv", worker([2, 11, 15, 21]))
    try write("b/rank-0.tsv", server([100, 110, 115], waits: [1, 5, 1]))
    try write("b/rank-1.tsv", worker([101, 111, 116]))
    try write("b/rank-2.tsv", worker([101, 111, 116]))
    let outcome = try await BuiltFigure.bash(
      """
      awk -f "$0" -v codec=dsc -v setting=default -v rate=100 -v delay=20 -v warm=1 \
        '\(folder.path)'/a/rank-*.tsv '\(folder.path)'/b/rank-*.tsv
      """, [BuiltFigure.path("scripts/hosts/rounds.awk")])
    let model = String(format: "%.6g", 4.0 / 3)
    #expect(
      outcome.output
        == "dsc\tdefault\t100\t20\t2\t3\t5\t0.577\t\(model)\t1\t0.25\t0.25\t120\t16\t1\n", "\(outcome.message)")
  }

  @Test func aTraceWithoutRoundsIsAnError() async throws {
    let outcome = try await BuiltFigure.bash(
      "printf 'start_s\\tend_s\\n' | awk -f \"$0\" -v warm=1", [BuiltFigure.path("scripts/hosts/rounds.awk")])
    #expect(outcome.exitCode == 65 && outcome.message.contains("fewer than two rounds"), "\(outcome.message)")
  }
}

private enum HostPrograms {
  static let areInstalled = ["ip", "tc", "unshare", "chrt", "cc", "setpriv"].allSatisfy(Program.isInstalled)

  /// Why no hosts can be made here; nil where they can.
  static let obstacle: String? = {
    guard areInstalled else { return "no iproute2, util-linux or C compiler" }
    guard getuid() == 0 else { return "not root" }
    // The same right that `ip netns add` needs.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ip", "netns", "add", "telegrad-attempt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "ip does not run" }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return "ip netns add fails" }
    let removal = Process()
    removal.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    removal.arguments = ["ip", "netns", "del", "telegrad-attempt"]
    guard (try? removal.run()) != nil else { return "ip does not run" }
    removal.waitUntilExit()
    let hasTUN = FileManager.default.fileExists(atPath: "/dev/net/tun")
    return hasTUN ? nil : "no /dev/net/tun"
  }()
}
