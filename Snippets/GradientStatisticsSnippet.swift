// Laws fitted to numbers with heavy tails, how far the numbers are from each, and how far they would be by chance.

import GradientStatistics
import Randomness

func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

var rng = Streams(seed: 1).generator("sample")
let values = GenNorm(scale: 1, shape: 0.7).values(count: 20_000, using: &rng)
let sample = SortedSample(values)
for family in [LawFamily.generalizedNormal, .laplace, .normal] {
  let fit = try LawFit(family, to: values)
  let floor = try fit.wassersteinNullFloor(repetitions: 3, using: &rng)
  print(
    "\(family): shape \(rounded(fit.law.shape)),",
    "W2 \(rounded(sample.wassersteinDistance(to: fit.law))), by chance \(rounded(floor.mean))")
}
