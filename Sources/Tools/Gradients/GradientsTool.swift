import ArgumentParser
import Datasets
import FigureKit

/// Looks at gradients of one's own.
@main
struct GradientsTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telegrad-gradients",
    abstract: "Statistics of gradients in NumPy files, and what codecs make of them.",
    discussion: """
      A file is an array of NumPy (version 1.0 or 2.0) of little-endian 32- or 64-bit floats in C order: a gradient, or one a worker,
      [worker, P]. Exit codes: 64 for the command line, 65 for a file that is something else, 66 for none, 73 and 74 for output.
      """,
    subcommands: [Statistics.self, Code.self])
}

/// The gradients of a file, at least one of at least one number, all finite.
func gradients(of path: String) throws -> [[Float]] {
  let array = try NPYArray([UInt8](WholeFile.bytes(of: path)), file: path)
  guard !array.values.isEmpty else { throw FigureError.unreadable(path: path, reason: "an array without numbers") }
  if let index = array.values.firstIndex(where: { !$0.isFinite }) {
    throw FigureError.unreadable(path: path, reason: "number \(index) is not finite as a 32-bit float")
  }
  return array.rows
}
