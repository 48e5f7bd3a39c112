import Foundation

/// Files that are read and written as a whole.
public enum WholeFile {
  /// The bytes of a file.
  ///
  /// - Throws: ``FigureError/missingInput(path:reason:)``.
  public static func bytes(of path: String) throws(FigureError) -> Data {
    guard let content = FileManager.default.contents(atPath: path) else {
      throw .missingInput(path: path, reason: "no file that can be read")
    }
    return content
  }

  /// Writes a file whole or not at all; what was there is replaced at the end.
  ///
  /// - Throws: ``FigureError/cannotCreate(path:reason:)`` or ``FigureError/cannotWrite(path:reason:)``.
  public static func write(_ content: Data, to path: String) throws(FigureError) {
    let place = URL(fileURLWithPath: path)
    try OutputFolder(place.deletingLastPathComponent().path).write(content, to: place.lastPathComponent)
  }
}
