import Foundation
import TestSupport
import Testing

/// Runs `telegrad-sw` as its users do.
@Suite struct SlepianWolfToolTests {
  private let tool = BuiltFigure(id: "telegrad-sw", columns: [])

  /// Two files of 1,500 bytes that differ in one bit of each 20th byte, and what is asked of them.
  private struct Files {
    let folder: TemporaryFolder
    let content: [UInt8]
    func path(_ name: String) -> String { folder.path + "/" + name }

    init() throws {
      folder = try TemporaryFolder()
      content = (0..<1_500).map { UInt8(truncatingIfNeeded: $0 * $0 >> 3) }
      var side = content
      for index in stride(from: 0, to: side.count, by: 20) { side[index] ^= 1 << UInt8(index / 20 % 8) }
      try Data(content).write(to: URL(fileURLWithPath: path("x")))
      try Data(side).write(to: URL(fileURLWithPath: path("y")))
      try Data(content.reversed()).write(to: URL(fileURLWithPath: path("z")))
    }
  }

  @Test(arguments: [["--crossover", "0.01"], ["--side"]])
  func filesComeBack(choice: [String]) async throws {
    let files = try Files()
    let how = choice.count == 1 ? choice + [files.path("y")] : choice
    let coded = try await tool.run(["encode", files.path("x"), "--out", files.path("x.sw")] + how)
    try #require(coded.exitCode == 0, "\(coded.message)")
    #expect(try #require(files.folder.content("x.sw")).count < 400)
    let decoded = try await tool.run([
      "decode", files.path("x.sw"), "--side", files.path("y"), "--out", files.path("out"),
    ])
    try #require(decoded.exitCode == 0, "\(decoded.message)")
    #expect(files.folder.content("out") == Data(files.content))
  }

  /// What cannot be decoded leaves the file that is there as it is, and says why.
  @Test func failuresHaveTheirExitCodesAndWriteNothing() async throws {
    let files = try Files()
    let coded = try await tool.run(["encode", files.path("x"), "--out", files.path("x.sw"), "--crossover", "0.01"])
    try #require(coded.exitCode == 0, "\(coded.message)")
    var bytes = try #require(files.folder.content("x.sw"))
    bytes[100] ^= 1
    try bytes.write(to: URL(fileURLWithPath: files.path("damaged")))
    bytes[4] = 9
    try bytes.write(to: URL(fileURLWithPath: files.path("newer")))
    try Data("kept".utf8).write(to: URL(fileURLWithPath: files.path("out")))
    let calls: [(container: String, side: String, out: String, code: Int32, said: String)] = [
      ("x.sw", "z", "out", 1, "too far"), ("damaged", "y", "out", 65, "damaged"),
      ("newer", "y", "out", 65, "version 9"), ("x", "y", "out", 65, "not a Slepian-Wolf container"),
      ("x.sw", "x.sw", "out", 65, "expected 1500"), ("missing", "y", "out", 66, "missing"),
      ("x.sw", "y", "x/out", 73, "cannot be created"),
    ]
    for call in calls {
      let outcome = try await tool.run([
        "decode", files.path(call.container), "--side", files.path(call.side), "--out", files.path(call.out),
      ])
      #expect(outcome.exitCode == call.code && outcome.message.contains(call.said), "\(call): \(outcome.message)")
      #expect(files.folder.text("out") == "kept")
    }
    for arguments in [[], ["--crossover", "0.7"], ["--crossover", "0.1", "--side", files.path("y")]] {
      let outcome = try await tool.run(["encode", files.path("x"), "--out", files.path("out")] + arguments)
      #expect(outcome.exitCode == 64 && files.folder.text("out") == "kept")
    }
  }
}
