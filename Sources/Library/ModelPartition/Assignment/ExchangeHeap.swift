/// What the total changes by when an item moves to another group.
struct Exchange<Number: FixedWidthInteger & Sendable>: Comparable {
  let change: Number
  let item: Int

  /// No item can move.
  static var none: Exchange { Exchange(change: .max, item: -1) }

  /// The cheaper exchange comes first, of equal ones that of the first item.
  @inline(__always)
  static func < (left: Exchange, right: Exchange) -> Bool {
    left.change < right.change || left.change == right.change && left.item < right.item
  }
}

/// A binary heap of exchanges from one group to another, the cheapest on top.
struct ExchangeHeap<Number: FixedWidthInteger & Sendable> {
  private(set) var exchanges: [Exchange<Number>]

  /// - Complexity: O(n).
  init(_ exchanges: [Exchange<Number>]) {
    self.exchanges = exchanges
    for place in (0..<exchanges.count / 2).reversed() { sink(place) }
  }

  var cheapest: Exchange<Number>? { exchanges.first }

  /// - Complexity: O(log n).
  mutating func insert(_ exchange: Exchange<Number>) {
    exchanges.append(exchange)
    var place = exchanges.count - 1
    while place > 0, exchange < exchanges[(place - 1) / 2] {
      exchanges.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// - Complexity: O(log n).
  mutating func removeCheapest() {
    exchanges.swapAt(0, exchanges.count - 1)
    exchanges.removeLast()
    sink(0)
  }

  /// Moves the exchange at `start` down below cheaper ones.
  private mutating func sink(_ start: Int) {
    var place = start
    while 2 * place + 1 < exchanges.count {
      var child = 2 * place + 1
      if child + 1 < exchanges.count, exchanges[child + 1] < exchanges[child] { child += 1 }
      guard exchanges[child] < exchanges[place] else { return }
      exchanges.swapAt(place, child)
      place = child
    }
  }
}
