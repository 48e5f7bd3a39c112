import RealModule

/// The states of a stage: the probability of each together with every value of X.
struct PosteriorStates: Sendable {
  private let points: SignalPoints
  /// For each state, Pr(state, X = x) on the points, in ascending order of its mean.
  private var joints: [Band]

  /// The one state in which no index is known.
  init(_ points: SignalPoints) {
    self.points = points
    joints = [Band(points.masses.indices) { points.masses[$0] }]
  }

  private init(_ points: SignalPoints, _ joints: [Band]) {
    self.points = points
    self.joints = joints
  }

  /// Pr(state, U = index) for each state and index, row by row, from Pr(U = index | X = x).
  func joint(_ likelihoods: [Band]) -> [Double] {
    joints.flatMap { joint in likelihoods.map { joint.sum(times: $0) } }
  }

  /// A state with one index more: what it would be by itself.
  private struct Candidate {
    let state: Int, index: Int
    let mean: Double
    /// Mean and logarithm of the deviation on the grid on which those at one place become one.
    let place: (mean: Double, deviation: Double)
  }

  /// The states after one index more, and the one that each state and index lead to.
  ///
  /// A candidate of probability below 1e-15 makes no state and goes to that of the nearest mean.
  ///
  /// - Parameters:
  ///   - joint: that of ``joint(_:)``.
  ///   - width: the scale on which means are compared.
  func next(
    _ likelihoods: [Band], joint: [Double], width: Double, resolution: Double
  ) -> (states: PosteriorStates, transitions: [Int32]) {
    var candidates: [Candidate] = []
    var rare: [(place: Int, mean: Double)] = []
    for state in joints.indices {
      let about = mean(of: state)
      for index in likelihoods.indices {
        let place = state * likelihoods.count + index
        let mass = joint[place]
        guard mass > 1e-15 else {
          rare.append((place, about))
          continue
        }
        let (first, second) = joints[state].moments(
          times: likelihoods[index], about: about, positions: points.positions)
        let shift = first / mass
        let deviation = max(second / mass - shift * shift, 1e-18 * width * width).squareRoot()
        candidates.append(
          Candidate(
            state: state, index: index, mean: about + shift,
            place: (
              ((about + shift) / (width * resolution)).rounded(),
              (Double.log(deviation / width) / resolution).rounded()
            )))
      }
    }
    candidates.sort {
      ($0.place.mean, $0.place.deviation, $0.state, $0.index) < ($1.place.mean, $1.place.deviation, $1.state, $1.index)
    }

    var transitions = [Int32](repeating: 0, count: joint.count)
    var (sums, means) = ([Band](), [Double]())
    var rest = candidates[...]
    while let first = rest.first {
      let group = rest.prefix { $0.place == first.place }
      rest = rest.dropFirst(group.count)
      for candidate in group {
        transitions[candidate.state * likelihoods.count + candidate.index] = Int32(sums.count)
      }
      sums.append(mixture(group, likelihoods))
      means.append(first.mean)
    }
    for (place, mean) in rare {
      transitions[place] = Int32(min(means.firstPlace { $0 >= mean }, means.count - 1))
    }
    return (PosteriorStates(points, sums), transitions)
  }

  /// E[X | state].
  private func mean(of state: Int) -> Double {
    let joint = joints[state]
    let sum = zip(joint.range, joint.values).reduce(0) { $0 + points.positions[$1.0] * $1.1 }
    return sum / joint.values.reduce(0, +)
  }

  /// The sum of the joint probabilities of candidates.
  private func mixture(_ group: ArraySlice<Candidate>, _ likelihoods: [Band]) -> Band {
    var (start, end) = (Int.max, 0)
    for candidate in group {
      let common = joints[candidate.state].range.clamped(to: likelihoods[candidate.index].range)
      (start, end) = (min(start, common.lowerBound), max(end, common.upperBound))
    }
    var sum = [Double](repeating: 0, count: end - start)
    for candidate in group {
      let (joint, likelihood) = (joints[candidate.state], likelihoods[candidate.index])
      for point in joint.range.clamped(to: likelihood.range) {
        sum[point - start] += joint.values[point - joint.start] * likelihood.values[point - likelihood.start]
      }
    }
    var band = Band(start..<end) { sum[$0 - start] }
    band.trim(share: 1e-20)
    return band
  }
}
