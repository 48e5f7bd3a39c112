// Five workers, noise as strong as the gradient: rates of their signs given those before, and bounds at a distortion.

import RateDistortion

func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

let model = try GaussianCEO(signalVariance: 1, noiseVariance: 1)
print("correlation of two workers: \(model.pearson)")

let signs = try SignSideInformation(model, workerCount: 5)
print("rates of signs: \(signs.rates.map(rounded)) bits, together \(rounded(signs.rates.reduce(0, +))) in place of 5")

let distortion = model.signTestChannelDistortion(workerCount: 5)
print("at a distortion of \(rounded(distortion)), by ideal codes:")
print("  apart \(rounded(try model.separateSumRate(distortion: distortion, workerCount: 5).bits)) bits")
print("  distributed \(rounded(try model.sumRate(distortion: distortion, workerCount: 5).bits)) bits")
print("  one by one \(try model.successiveRates(distortion: distortion, workerCount: 5).map { rounded($0.bits) })")
