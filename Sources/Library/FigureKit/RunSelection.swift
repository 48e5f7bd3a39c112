import Foundation
import Parallelism

/// Which runs of a figure a process computes.
///
/// A run is what ``RunCache`` keeps under one name. Where a figure's runs are divided among processes, each computes one of
/// them, and the figure itself is made by a last one, which finds all of them stored.
enum RunSelection: Sendable, Equatable {
  /// All that the figure needs.
  case all
  /// None: they are only named.
  case none
  /// The one of this name.
  case only(String)
}

/// Thrown in the place of a result by a cache that only names runs, or computes a single one: the figure ends without a table,
/// after all runs have been asked for.
struct RunLeftOut: Error {}

/// The runs that were asked for, in that order.
final class RunList: Sendable {
  /// One run.
  struct Entry: Sendable, Equatable {
    /// Its name: experiment and version, digest of the options and the data, part.
    let name: String
    /// The network that it trains, or `-` where the options have none.
    let model: String
    let isStored: Bool
  }

  private let asked = Mutex<[Entry]>([])

  /// Each run once.
  var entries: [Entry] { asked.withLock { $0 } }

  func add(_ entry: Entry) {
    asked.withLock { asked in
      if !asked.contains(where: { $0.name == entry.name }) { asked.append(entry) }
    }
  }
}

extension FigureContext {
  /// The results of `body` for the elements, one after the other; it may use all of the run's threads.
  ///
  /// - Throws: What `body` throws first.
  public func mapInTurn<Element, Value>(
    _ elements: some Sequence<Element>, _ body: (Element) async throws -> Value
  ) async throws -> [Value] {
    var results: [Value] = []
    var leftOut: RunLeftOut?
    for element in elements {
      do { results.append(try await body(element)) } catch let error as RunLeftOut { leftOut = error }
    }
    if let leftOut { throw leftOut }
    return results
  }

  /// The results of two computations, one after the other.
  ///
  /// - Throws: What either throws.
  public func inTurn<First, Second>(
    _ first: () async throws -> First, _ second: () async throws -> Second
  ) async throws -> (First, Second) {
    let one: First
    do {
      one = try await first()
    } catch let error as RunLeftOut {
      _ = try await second()
      throw error
    }
    return (one, try await second())
  }
}
