// The mean of a million normal numbers in eight parts: the same digits on one thread and on four.

import Parallelism
import Randomness

let streams = Streams(seed: 1)
for jobs in [1, 4] {
  let sums = try await parallelMap(8, jobs: jobs) { part in
    var rng = streams.generator("sample", worker: part)
    return Normal().values(count: 125_000, using: &rng).reduce(0.0) { $0 + Double($1) }
  }
  print("\(jobs) threads: mean \(Float(sums.reduce(0, +) / 1_000_000))")
}
