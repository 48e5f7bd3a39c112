import ArgumentParser

/// Slepian-Wolf coding of files.
@main
struct SlepianWolfTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telegrad-sw",
    abstract: "Code a file for a reader who has a file like it, by syndromes of low-density parity checks.",
    discussion: """
      EXIT CODES
        0   done
        1   decode: the side information is too far from what was coded, and nothing was written
        64  the command line is wrong
        65  a file is damaged, of another version, or of another length
        66  a file cannot be read
        73, 74  a file cannot be written

      The format is described in docs/slepian-wolf-format.md.
      """,
    subcommands: [Encode.self, Decode.self])
}
