import Foundation

/// The folder of the package, where `paper/`, `data/` and `figures/` stand.
public enum PackageRoot {
  /// The nearest folder at or above the executable's, and else at or above the working one, that holds the ledger of
  /// claims; nil when there is none.
  ///
  /// The executable comes first: built in a checkout, it speaks for that checkout wherever it is started.
  public static func find() -> String? {
    [Machine.executablePath, FileManager.default.currentDirectoryPath].lazy.compactMap { above($0) }.first
  }

  /// The nearest folder at or above `path` that holds the ledger of claims.
  static func above(_ path: String) -> String? {
    var folder = URL(fileURLWithPath: path).standardizedFileURL
    while true {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent(ClaimLedger.path).path) {
        return folder.path
      }
      let parent = folder.deletingLastPathComponent()
      if parent.path == folder.path { return nil }
      folder = parent
    }
  }
}
