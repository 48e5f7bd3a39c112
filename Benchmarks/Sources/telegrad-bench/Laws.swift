import ArgumentParser
import Foundation
import GradientStatistics
import Randomness

/// Times of fits of laws and of their Wasserstein distances, one thread.
struct Laws: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "laws", abstract: "Microseconds of maximum-likelihood fits and Wasserstein distances.")

  @Option(help: "Values of each sample.") var counts = "20,1000,30000,1000000"
  @Option(help: "Shapes of the laws they are drawn from.") var shapes = "0.5,0.8,1.5,2"
  @Option(help: "Runs, after one that does not count.") var runs = 5
  @Option(help: "A file of single-precision values to fit in place of drawn ones.") var file: String?
  @Option(help: "Write the values of one sample to this file, and fit nothing.") var write: String?
  @Flag(help: "Print the fit of the file and its median time as a line of JSON.") var json = false

  func validate() throws {
    guard runs > 0, numbers(counts, Int.init).allSatisfy({ $0 > 1 }),
      numbers(shapes, Float.init).allSatisfy({ $0 >= 0.1 })
    else { throw ValidationError("--runs must be positive, --counts above 1 and --shapes at least 0.1") }
  }

  func run() throws {
    if let file {
      let data = try Data(contentsOf: URL(fileURLWithPath: file))
      return try measureFile(data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) })
    }
    if !json && write == nil { print("microseconds of processor time: median (least to greatest) of \(runs)") }
    for count in numbers(counts, Int.init) {
      for shape in numbers(shapes, Float.init) {
        var rng = Streams(seed: 5).generator("laws")
        let values = GenNorm(shape: shape).values(count: count, using: &rng)
        if let write {
          return try values.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: write)) }
        }
        try measure(values, shape)
      }
    }
  }

  private func measure(_ values: [Float], _ shape: Float) throws {
    let fit = try LawFit(.generalizedNormal, to: values), sorted = SortedSample(values)
    var line = "\(values.count) values of shape \(shape):"
    for family in LawFamily.allCases {
      line += " \(family.rawValue) \(microseconds { (try? LawFit(family, to: values))?.law.scale ?? .nan })"
    }
    line += " GenNorm about zero \(microseconds { (try? LawFit(to: values.span, location: 0))?.law.scale ?? .nan })"
    line += " sorting \(microseconds { Double(SortedSample(values).values[0]) })"
    line += " distance \(microseconds { sorted.wassersteinDistance(to: fit.law) })"
    print(line)
  }

  private func measureFile(_ values: [Float]) throws {
    let fit = try LawFit(.generalizedNormal, to: values)
    let time = microseconds { (try? LawFit(.generalizedNormal, to: values))?.law.scale ?? .nan }
    let known = try LawFit(to: values.span, location: 0)
    let knownTime = microseconds { (try? LawFit(to: values.span, location: 0))?.law.scale ?? .nan }
    let distance = SortedSample(values).wassersteinDistance(to: fit.law)
    let both = microseconds { SortedSample(values).wassersteinDistance(to: fit.law) }
    let law = fit.law
    print(
      #"{"fit_ms": \#(time.median / 1e3), "shape": \#(law.shape), "location": \#(law.location), "scale": \#(law.scale), "#
        + #""log_likelihood": \#(fit.meanLogLikelihood), "known_ms": \#(knownTime.median / 1e3), "#
        + #""known_log_likelihood": \#(known.meanLogLikelihood), "w2_ms": \#(both.median / 1e3), "w2": \#(distance)}"#)
  }

  private func microseconds(_ body: () -> Double) -> Spread {
    let times = (0...runs).map { _ in
      let start = seconds(CLOCK_THREAD_CPUTIME_ID)
      let result = body()
      precondition(!result.isNaN, "a fit failed")
      return 1e6 * (seconds(CLOCK_THREAD_CPUTIME_ID) - start)
    }
    return Spread(Array(times.dropFirst()))
  }

  private func numbers<Number>(_ list: String, _ parse: (String) -> Number?) -> [Number] {
    list.split(separator: ",").compactMap { parse(String($0)) }
  }
}
