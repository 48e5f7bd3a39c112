import FigureKit
import Foundation
import TestSupport
import Testing

/// Files appear whole or not at all, and what a stopped process left unfinished goes away.
@Suite struct OutputFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
  }

  private func put(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
  }

  @Test func whatAStoppedProcessLeftIsRemoved() throws {
    try put("half", ".table.tsv-01234567.partial")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.figure-01234567.partial", withIntermediateDirectories: true)
    try put("half", ".figure-01234567.partial/figure.tsv")
    for name in ["figure.tsv", ".hidden", "mine.partial"] { try put("whole", name) }
    _ = try OutputFolder(folder.path)
    #expect(try names() == ["figure.tsv", ".hidden", "mine.partial"])
  }

  @Test func whatALivingProcessHoldsStays() async throws {
    try await OutputFolder(folder.path).withStaging(for: "figure") { staging in
      try staging.write(Data("half".utf8), to: "figure.tsv")
      _ = try OutputFolder(folder.path)
      #expect(try String(contentsOfFile: staging.path(of: "figure.tsv"), encoding: .utf8) == "half")
    }
    #expect(try names().isEmpty)
  }

  /// A file cannot take the place of a folder.
  @Test func aWriteThatFailsLeavesNothing() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/table.tsv", withIntermediateDirectories: true)
    let output = try OutputFolder(folder.path)
    #expect(throws: FigureError.cannotWrite(path: folder.path + "/table.tsv", reason: "Is a directory")) {
      try output.write(Data("text".utf8), to: "table.tsv")
    }
    #expect(try names() == ["table.tsv"])
  }

  /// As root, `--output /dev/full` would be the end of the device.
  @Test func whatIsNoFileIsNotReplaced() throws {
    try #require(mkfifo(folder.path + "/pipe", 0o644) == 0)
    try #require(symlink("/dev/null", folder.path + "/link") == 0)
    for name in ["pipe", "link"] {
      let path = folder.path + "/" + name
      #expect(throws: FigureError.cannotWrite(path: path, reason: "a device, a pipe or a link is there, not a file")) {
        try WholeFile.write(Data("text".utf8), to: path)
      }
    }
    #expect(try names() == ["pipe", "link"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link") == "/dev/null")
  }

  /// Four makers of sets of four files each, twenty times; without the lock some of them are mixed.
  @Test func setsOfSeveralMakersDoNotMix() async throws {
    let output = try OutputFolder(folder.path)
    let files = (0..<4).map { "part-\($0)" }
    for _ in 0..<20 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for maker in 0..<4 {
          group.addTask {
            try await output.withStaging(for: "set") { staging in
              for file in files { try staging.write(Data("\(maker)".utf8), to: file) }
              try output.adopt(files, from: staging)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(Set(files.map { folder.text($0) }).count == 1)
    }
    #expect(try names() == Set(files))
  }
}
