import Foundation

/// The standard streams of a program, behind which a disk may be full.
public enum StandardStream {
  /// Says something on standard error. That it cannot be said is no reason to stop.
  public static func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Writes results to standard output.
  ///
  /// - Throws: ``FigureError/cannotWrite(path:reason:)``: results that went nowhere are not results.
  public static func write(_ text: String) throws(FigureError) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw .cannotWrite(path: "standard output", reason: error.localizedDescription)
    }
  }
}
