// Step sizes below which gradient descent converges, by the error of what is sent, and one training.

import LinearRegression
import Randomness

func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

let problem = GaussianRegression(inputs: 16, outputs: 8, batchSize: 8)
for error in [0.0, 1, 10] {
  let limit = MeanSquareRecursion(problem, relativeError: error).limit
  print("relative error \(error): steps below \(rounded(limit))")
}
let run = RegressionRun(problem, scheme: .sampling, stepSize: 0.01, streams: Streams(seed: 1))
let errors = try run.errors(iterations: 400, while: 1e-9..<100)
print("compressive sampling, step 0.01: below a tenth after 400 steps: \((errors.last ?? 1) < 0.1)")
