import Datasets
import FigureKit
import Foundation
import TestSupport
import Testing

/// A figure on a machine where something is full, missing or damaged: it says so with its exit code, keeps the files that are
/// there, leaves nothing unfinished, and works again as soon as the machine does.
@Suite struct HostileMachineTests {
  private let figure = BuiltFigure(id: "thesis-fig2-2-nested", columns: [])
  private let folder: TemporaryFolder

  /// Whether this process may mount in a namespace of its own.
  static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard geteuid() == 0, (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  init() throws { folder = try TemporaryFolder() }

  /// Every file below the folder, hidden ones too, by name.
  private func files() throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return names.reduce(into: [:]) { $0[$1] = folder.content($1) }
  }

  /// Makes the figure, makes it anew on a machine as `setup` leaves it, which must fail, and once more.
  private func expectNothingLost(_ code: Int32, saying words: String, after setup: String) async throws {
    let arguments = ["--profile", "smoke", "--out", folder.path]
    try #require(try await figure.run(arguments).exitCode == 0)
    let before = try files()
    let outcome = try await figure.run(arguments + ["--fresh"], after: setup)
    #expect(outcome.exitCode == code && outcome.message.contains(words), "\(outcome)")
    #expect(try files() == before)
    try #require(try await figure.run(arguments + ["--fresh"]).exitCode == 0)
    let after = try files()
    #expect(after.keys == before.keys && after["\(figure.id).png"] == before["\(figure.id).png"])
  }

  /// No file can grow past so many blocks of 1,024 bytes: neither the table, nor the script, nor the picture.
  @Test(arguments: [(0, "cannot be written"), (1, "cannot be written"), (8, "gnuplot could not draw")])
  func aFullDisk(blocks: Int, words: String) async throws {
    try await expectNothingLost(74, saying: words, after: "trap '' XFSZ; ulimit -f \(blocks)")
  }

  /// A disk of 104 KiB holds the figure's 72 KiB, and no second picture beside them.
  @Test(.enabled(if: HostileMachineTests.canMount, "mounting needs root")) func aFullDiskThatIsOne() async throws {
    let script = """
      mount -t tmpfs -o size=104k none "$1" && cd "$1" || exit 99
      "$0" --profile smoke --out . || exit 98
      sha256sum *; "$0" --profile smoke --out . --fresh; code=$?; sha256sum *
      find . -name '*.partial'; exit $code
      """
    let outcome = try await BuiltFigure.bash(
      "exec unshare -m bash -c '\(script.replacing("'", with: "'\\''"))' \"$0\" \"$1\"",
      [BuiltFigure.folder + "/" + figure.id, folder.path])
    #expect(outcome.exitCode == 74 && outcome.message.contains("\(figure.id): "), "\(outcome)")
    let sums = outcome.output.split(separator: "\n").dropFirst()
    #expect(sums.count == 8 && Array(sums.prefix(4)) == Array(sums.suffix(4)), "\(outcome.output)")
  }

  @Test func noGnuplot() async throws {
    try await expectNothingLost(69, saying: "apt-get install gnuplot-nox", after: "PATH=/nonexistent")
  }

  /// As gnuplot does where the disk is full: a part of a picture, and no complaint.
  @Test func aPictureCutShort() async throws {
    let bin = try TemporaryFolder()
    let gnuplot = try await BuiltFigure.bash("command -v gnuplot", []).output.dropLast()
    // The third argument, "cd 'FOLDER'", is one of bash's commands too.
    let program = """
      #!/bin/bash
      [[ $1 != --version ]] || exec \(gnuplot) --version
      \(gnuplot) "$@" && eval "$3" && truncate --size=1000 \(figure.id).png
      """
    try Data(program.utf8).write(to: URL(fileURLWithPath: bin.path + "/gnuplot"))
    try await expectNothingLost(
      74, saying: "no whole picture", after: "chmod +x \(bin.path)/gnuplot; PATH=\(bin.path):$PATH")
  }

  /// Root may write anywhere but on a disk that is read-only.
  @Test(.enabled(if: geteuid() != 0 || HostileMachineTests.canMount, "mounting needs root"))
  func aFolderThatCannotBeWritten() async throws {
    let readOnly = "mount --bind \(folder.path) \(folder.path) && mount -o remount,ro,bind \(folder.path)"
    let setup =
      geteuid() == 0
      ? "exec unshare -m bash -c '\(readOnly) && exec \"$0\" \"$@\"' \"$0\" \"$@\""
      : "chmod 555 \(folder.path); trap 'chmod 755 \(folder.path)' EXIT; \"$0\" \"$@\"; exit $?"
    try await expectNothingLost(73, saying: "cannot be created", after: setup)
  }

  /// The files are made, but the line that says so goes nowhere.
  @Test func aFullDiskBehindTheOutput() async throws {
    let arguments = ["--profile", "smoke", "--out", folder.path]
    let outcome = try await figure.run(arguments, after: "exec >/dev/full")
    #expect(outcome.exitCode == 74 && outcome.message.contains("standard output"))
    #expect(try await figure.run(arguments).output == "\(figure.id): up to date\n")
    // What cannot be said does not change how a run ends.
    #expect(try await figure.run(arguments + ["--set", "x"], after: "exec 2>/dev/full").exitCode == 64)
  }

  /// The data sets are read before anything is written.
  @Test(arguments: [
    ("magic", "expected magic number 0x803"), ("count", "expected 3 labels"), ("cut", "expected"),
    ("gzip", "damaged"), ("folder", "cannot be read"),
  ])
  func aDamagedDataSet(damage: String, words: String) async throws {
    let figure = BuiltFigure(id: "thesis-figb-1-marginals", columns: [])
    let data = try TemporaryFolder(), place = data.path + "/mnist"
    func idx(_ dimensions: [UInt8], _ values: [UInt8]) -> [UInt8] {
      [0, 0, 8, UInt8(dimensions.count)] + dimensions.flatMap { [0, 0, 0, $0] } + values
    }
    var images = idx([3, 28, 28], (0..<(3 * 784)).map { UInt8(truncatingIfNeeded: $0) }), labels = idx([3], [7, 0, 9])
    switch damage {
    case "magic": images[3] = 1
    case "count": labels = idx([2], [7, 0])
    case "cut": images.removeLast(100)
    default: break
    }
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for split in ["train", "t10k"] {
      try Data(images).write(to: URL(fileURLWithPath: "\(place)/\(split)-images-idx3-ubyte"))
      try Data(labels).write(to: URL(fileURLWithPath: "\(place)/\(split)-labels-idx1-ubyte"))
    }
    let setup =
      switch damage {
      case "gzip":
        """
        gzip \(place)/train-images*; file=$(echo \(place)/*.gz)
        printf X | dd of=$file bs=1 seek=$(($(stat --format=%s $file) - 6)) conv=notrunc status=none
        """
      case "folder": "rm \(place)/train-labels*; mkdir \(place)/train-labels-idx1-ubyte"
      default: ""
      }
    let outcome = try await figure.run(
      ["--profile", "smoke", "--data", data.path, "--out", folder.path], after: setup)
    #expect(outcome.exitCode == 65 && outcome.message.contains(words), "\(outcome)")
    #expect(try files().isEmpty)
  }

  /// Tools leave the file that is there, and say which one they could not write.
  @Test(arguments: [
    ("telegrad-sw", ["encode", "README.md", "--crossover", "0.4", "--out", "out"]),
    ("telegrad-claims", ["figures", "--quiet", "--write", "out"]),
    ("telegrad-gradients", ["code", "gradients.npy", "--codecs", "uncoded", "--out", "out"]),
    ("telegrad-report", []),
  ])
  func aFullDiskUnderTools(tool: String, arguments: [String]) async throws {
    try Data("kept".utf8).write(to: URL(fileURLWithPath: folder.path + "/out"))
    let values = (0..<600).map { Float($0 % 37) - 18 }
    try Data(NPYArray(shape: [600], values: values).bytes).write(
      to: URL(fileURLWithPath: folder.path + "/gradients.npy"))
    let readme = try BuiltFigure.text("README.md")
    let named = try arguments.map { argument in
      switch argument {
      case "out", "gradients.npy": folder.path + "/" + argument
      case "README.md", "figures": try BuiltFigure.path(argument)
      default: argument
      }
    }
    let program = BuiltFigure(id: tool, columns: [])
    let outcome = try await program.run(named, after: "trap '' XFSZ; ulimit -f 0")
    #expect(outcome.exitCode == 74 && outcome.message.contains("cannot be written"), "\(outcome)")
    #expect(folder.text("out") == "kept" && folder.files(".partial").isEmpty)
    #expect(try BuiltFigure.text("README.md") == readme)
  }

  @Test(arguments: [
    ("telegrad-compare", ["--list"]), ("telegrad-claims", ["figures"]),
    ("telegrad-sw", ["encode", "README.md", "--crossover", "0.4", "--out", "out"]),
  ])
  func aFullDiskBehindTheOutputOfTools(tool: String, arguments: [String]) async throws {
    let named = try arguments.map { argument in
      switch argument {
      case "out": folder.path + "/out"
      case "README.md", "figures": try BuiltFigure.path(argument)
      default: argument
      }
    }
    let outcome = try await BuiltFigure(id: tool, columns: []).run(named, after: "exec >/dev/full")
    #expect(outcome.exitCode == 74 && outcome.message.contains("standard output"), "\(outcome)")
  }
}
