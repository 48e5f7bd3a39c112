/// The field of q = pᵐ elements, q odd, with its quadratic character χ: 1 for squares, −1 for others, 0 for 0.
///
/// An element is a polynomial over the integers mod p, and is the number in 0..<q whose digits in base p are its
/// coefficients. The modulus is the first polynomial of degree m for which the powers of x, or where m = 1 of a number,
/// are all elements but 0; it is found by trial.
struct FiniteField: Sendable {
  /// The number of elements, q.
  let order: Int
  /// p.
  private let characteristic: Int
  /// gⁱ for i in 0..<q − 1, g the generator. Squares have an even i.
  let powers: [Int]
  /// χ of each element.
  private let characters: [Int8]

  /// Creates the field; nil unless `order` is a power of an odd prime.
  ///
  /// - Complexity: O(q²) at worst, O(q) as a rule.
  init?(order: Int) {
    guard order > 2, let characteristic = (2...order).first(where: { order.isMultiple(of: $0) }), characteristic > 2
    else { return nil }
    var power = characteristic
    while power < order { power *= characteristic }
    guard power == order else { return nil }
    self.order = order
    self.characteristic = characteristic
    guard
      let powers = (1..<order).lazy.compactMap({ remainder in
        Self.powers(order: order, characteristic: characteristic, remainder: remainder)
      }).first
    else { return nil }
    self.powers = powers
    var characters = [Int8](repeating: 0, count: order)
    for (exponent, element) in powers.enumerated() { characters[element] = exponent.isMultiple(of: 2) ? 1 : -1 }
    self.characters = characters
  }

  /// χ(a − b).
  ///
  /// - Complexity: O(m).
  func character(of a: Int, minus b: Int) -> Int {
    Int(characters[Self.sum(a, b, times: characteristic - 1, order: order, characteristic: characteristic)])
  }

  /// The powers of x with xᵐ = `remainder`; nil where they are not q − 1 different ones.
  private static func powers(order: Int, characteristic: Int, remainder: Int) -> [Int]? {
    let leading = order / characteristic
    var powers = [1]
    while powers.count < order {
      let last = powers[powers.count - 1]
      let next = sum(
        last % leading * characteristic, remainder, times: last / leading, order: order, characteristic: characteristic)
      if next == 1 { return powers.count == order - 1 ? powers : nil }
      powers.append(next)
    }
    return nil
  }

  /// a + b · `factor`, digit by digit.
  private static func sum(_ a: Int, _ b: Int, times factor: Int, order: Int, characteristic p: Int) -> Int {
    var (sum, place) = (0, 1)
    while place < order {
      sum += (a / place + b / place % p * factor) % p * place
      place *= p
    }
    return sum
  }
}
