extension DatasetLibrary {
  /// The first pictures of a split; where its files are not there, as many embedded digits of its shape (``SyntheticDigits``),
  /// which their title tells.
  ///
  /// - Throws: As ``load(_:split:)`` where the files are there.
  public func loadOrRender(_ name: DatasetName, split: DatasetSplit, count: Int) throws(DatasetError) -> Dataset {
    guard isPresent(name) else {
      return SyntheticDigits(name.embeddedKind, count: count, seed: 1, split: split).dataset()
    }
    return try load(name, split: split).prefix(count)
  }
}

extension DatasetName {
  /// The embedded digits that take the data set's place.
  public var embeddedKind: SyntheticDigits.Kind { self == .mnist ? .handwritten : .coloured }
}
