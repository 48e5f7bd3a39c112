/// The largest difference of two arrays over the largest magnitude of the second; infinite where one is not finite.
public func deviation(_ found: some Collection<Float>, from expected: some Collection<Float>) -> Float {
  guard found.count == expected.count else { return .infinity }
  var difference: Float = 0, size: Float = 0
  for (a, b) in zip(found, expected) {
    guard (a - b).isFinite else { return .infinity }
    difference = max(difference, abs(a - b))
    size = max(size, abs(b))
  }
  return difference == 0 ? 0 : difference / size
}
