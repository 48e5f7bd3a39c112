import GradientCoding

/// Whose turn it is among the workers that were heard and wait to be asked, by their places in the plan.
struct WorkerTurns: Sendable {
  /// The places of the workers that were heard and wait for their turn.
  private var queue: [Int] = []
  /// The place of the worker whose turn it is, and of what layers its answer is to be; nil for the first answer,
  /// which is of all.
  private(set) var served: (place: Int, asked: [Bool]?)?

  /// Whether a worker waits.
  var waits: Bool { !queue.isEmpty }

  /// Puts a worker at the end of the queue.
  mutating func add(_ place: Int) {
    queue.append(place)
  }

  /// Ends the turn of the worker, and begins that of the next, if one waits.
  mutating func goOn() -> Int? {
    served = queue.isEmpty ? nil : (queue.removeFirst(), nil)
    return served?.place
  }

  /// Notes that the worker is asked again for some layers.
  mutating func ask(_ layers: [Bool]) {
    if let place = served?.place { served = (place, layers) }
  }

  /// The layers that an answer is to be of; nil for all.
  ///
  /// - Throws: `CodecError`, for one of a worker that was not asked.
  func asked(of place: Int, in plan: RoundPlan) throws(CodecError) -> [Bool]? {
    guard let served, served.place == place else {
      throw .invalid(
        CodecError.Place(offset: 0), found: "an answer of worker \(plan.workers[place])",
        expected: "none, for it was not asked")
    }
    return served.asked
  }
}

extension Request {
  /// A request to the worker at a place, of a section a layer.
  init(_ plan: RoundPlan, place: Int, sections: [[UInt8]]) {
    let worker = plan.workers[place]
    self.init(
      worker: worker,
      message: Message(kind: .request, round: plan.round, worker: worker, sections: sections, raw: 0))
  }
}
