/// The parameters of a GenNorm law of greatest likelihood, in a unit coordinate.
struct GenNormEstimate {
  /// The location μ.
  private(set) var location: Double
  /// The shape β, and the sums that give the scale.
  private(set) var profile: ProfileLikelihood
  /// Whether the shape is free, and inside its range.
  private(set) var isShapeFree = false

  /// The law with the given location and shape.
  init(_ values: Span<Float>, _ coordinate: UnitCoordinate, location: Double, shape: Double) {
    self.location = location
    let sums = DistanceSums(values, coordinate, location: location, shape: shape)
    profile = ProfileLikelihood(ShapeTerms(shape), sums: sums, count: Double(values.count))
  }

  /// The law with the greatest likelihood of all.
  init(_ values: Span<Float>, _ coordinate: UnitCoordinate) {
    let some = WeightedPoints(values, coordinate, count: Self.firstCount)
    let shapes = LawFit.shapes(count: values.count, multiplicity: Self.multiplicity(values, coordinate, some))
    let search = ShapeSearch(range: shapes)
    // Some of the values may be all the same where not all are.
    var estimate =
      some.positions.count > 1
      ? LikelihoodSearch(points: some, shapes: search).maximum()
      : LikelihoodSearch.Estimate(location: some.positions[0], shape: shapes.lowerBound)
    if values.count > Self.exactCount {
      // Cells are narrow near the location of the estimate, which a search among some values brings near the best.
      let step = max(1, values.count / Self.sketchedCount)
      let near = LikelihoodSearch(
        points: WeightedPoints(values, coordinate, around: estimate.location, step: step), shapes: search)
      estimate = near.maximum(from: estimate)
      let all = LikelihoodSearch(
        points: WeightedPoints(values, coordinate, around: estimate.location, step: 1), shapes: search)
      if step == 1 {
        all.improve(&estimate, reach: all.points.positions.count, tries: 100)
        estimate = all.maximum(from: estimate)
        all.improve(&estimate, reach: 100, tries: 200)
      } else {
        all.improve(&estimate, reach: 300, tries: 12)
      }
      if estimate.shape <= 1 { estimate.location = Self.nearest(to: estimate.location, values, coordinate) }
    } else if values.count > Self.firstCount {
      let all = WeightedPoints(values, coordinate, count: values.count)
      let search = LikelihoodSearch(points: all, shapes: search)
      estimate = search.maximum(from: estimate)
      search.improve(&estimate, reach: 100, tries: 200)
    }
    self.init(values, coordinate, location: estimate.location, shape: estimate.shape)
    correctShape(values, coordinate, shapes)
    isShapeFree = profile.shape > shapes.lowerBound && profile.shape < shapes.upperBound
  }

  /// The law with the greatest likelihood at a known location.
  init(_ values: Span<Float>, _ coordinate: UnitCoordinate, location: Double) {
    let some = WeightedPoints(values, coordinate, count: Self.firstCount)
    let shapes = LawFit.shapes(count: values.count, multiplicity: Self.multiplicity(values, coordinate, some))
    let shape: Double
    if values.count > Self.exactCount {
      let points = WeightedPoints(values, coordinate, around: location, step: 1)
      shape = LikelihoodSearch(points: points, shapes: ShapeSearch(range: shapes)).shape(at: location)
    } else {
      shape = ShapeSearch(range: shapes).maximum(from: 1) {
        GenNormEstimate(values, coordinate, location: location, shape: $0).profile
      }
    }
    self.init(values, coordinate, location: location, shape: shape)
    correctShape(values, coordinate, shapes)
    isShapeFree = profile.shape > shapes.lowerBound && profile.shape < shapes.upperBound
  }

  /// So many values are searched from several starts.
  private static var firstCount: Int { 256 }
  /// So many values are searched one by one.
  static var exactCount: Int { 4_096 }

  /// About so many values, at most twice as many, are enough to find the neighbourhood of the location.
  private static var sketchedCount: Int { 50_000 }

  /// Newton's iteration for the shape at the location, on all values.
  private mutating func correctShape(
    _ values: Span<Float>, _ coordinate: UnitCoordinate, _ shapes: ClosedRange<Double>
  ) {
    for _ in 0..<5 {
      let (first, second) = profile.derivatives
      guard second < 0 else { return }
      let factor = 1 + min(max(-first / second, -0.1), 0.1)
      let shape = min(max(profile.shape * factor, shapes.lowerBound), shapes.upperBound)
      let change = shape - profile.shape
      if abs(change) < 1e-4 * shape {
        profile = profile.changed(by: change)
        return
      }
      self = GenNormEstimate(values, coordinate, location: location, shape: shape)
    }
  }

  /// The number of values that are equal to the most frequent one of some of them.
  private static func multiplicity(
    _ values: Span<Float>, _ coordinate: UnitCoordinate, _ some: WeightedPoints
  ) -> Int {
    guard let most = some.weights.max(), most > 1, values.count > firstCount,
      let index = some.weights.firstIndex(of: most)
    else { return Int(some.weights.max() ?? 1) }
    let value = Float(coordinate.value(at: some.positions[index]))
    return values.indices.reduce(0) { $0 + (values[$1] == value ? 1 : 0) }
  }

  /// The value nearest to a location.
  private static func nearest(to location: Double, _ values: Span<Float>, _ coordinate: UnitCoordinate) -> Double {
    let wholeEnd = values.count / 8 * 8
    var least = SIMD8<Double>(repeating: .infinity), nearest = SIMD8<Double>(repeating: location)
    func add(_ eight: SIMD8<Double>) {
      let positions = coordinate.of(eight), distances = (positions - location).magnitudes
      nearest.replace(with: positions, where: distances .< least)
      least.replace(with: distances, where: distances .< least)
    }
    for index in stride(from: 0, to: wholeEnd, by: 8) { add(values.eight(from: index)) }
    add(values.lanes(in: wholeEnd..<values.count, padding: Double(values[0])))
    return nearest[(1..<8).reduce(0) { least[$1] < least[$0] ? $1 : $0 }]
  }
}
