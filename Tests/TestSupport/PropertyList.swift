import Foundation

/// A property list with another value at a place that it has, given by keys; lists within, as data, are opened too.
///
/// - Throws: ``NoSuchPlace``, or what Foundation has against the list.
public func propertyList(_ list: Data, replacing place: [String], by value: Any) throws -> Data {
  var entries = try PropertyListSerialization.propertyList(from: list, format: nil) as? [String: Any] ?? [:]
  guard let key = place.first, let entry = entries[key] else { throw NoSuchPlace(place: place) }
  let rest = Array(place.dropFirst())
  if rest.isEmpty {
    entries[key] = value
  } else if let data = entry as? Data {
    entries[key] = try propertyList(data, replacing: rest, by: value)
  } else {
    let inner = try PropertyListSerialization.data(fromPropertyList: entry, format: .binary, options: 0)
    entries[key] = try PropertyListSerialization.propertyList(
      from: propertyList(inner, replacing: rest, by: value), format: nil)
  }
  return try PropertyListSerialization.data(fromPropertyList: entries, format: .binary, options: 0)
}

/// Why nothing was replaced.
public struct NoSuchPlace: Error {
  let place: [String]
}
