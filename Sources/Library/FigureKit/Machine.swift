import CMalloc
import Foundation

/// What a run can say of the machine and the process that it ran on.
public enum Machine {
  /// The path of the running executable.
  public static var executablePath: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }

  /// The processor's name as the system gives it.
  public static var processor: String {
    let lines = FileManager.default.contents(atPath: "/proc/cpuinfo").flatMap { String(data: $0, encoding: .utf8) }
    let line = lines?.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
  }

  /// The most memory that the process has held, bytes; 0 where the system does not say.
  ///
  /// (`getrusage` keeps the greatest size over `exec`, and would show that of a larger program which started this one.)
  public static var peakMemory: Int { byteCount("VmHWM:", in: "/proc/self/status") }

  /// The resident memory that the process holds now and that is of no file, bytes; 0 where the system does not say.
  ///
  /// (The sizes in `/proc/self/statm` may be wrong by 32 pages a processor since Linux 6.2; these are counted page by page.)
  public static var ownMemory: Int { byteCount("Anonymous:", in: "/proc/self/smaps_rollup") }

  /// Gives memory that was freed back to the system, which ``ownMemory`` then does not count.
  public static func giveBackFreeMemory() { malloc_trim(0) }

  /// What a line of the system's own tables says in kB.
  private static func byteCount(_ name: String, in path: String) -> Int {
    let table = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let line = table.split(separator: "\n").first { $0.hasPrefix(name) }
    return 1_024 * (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0)
  }

  /// The processor time that the process has used on all its threads, seconds.
  public static var processorSeconds: Double {
    let (user, system) = (usage.ru_utime, usage.ru_stime)
    return Double(user.tv_sec + system.tv_sec) + 1e-6 * Double(user.tv_usec + system.tv_usec)
  }

  private static var usage: rusage {
    var usage = rusage()
    let code = getrusage(RUSAGE_SELF.rawValue, &usage)
    precondition(code == 0, "a process may ask for its own usage")
    return usage
  }
}
