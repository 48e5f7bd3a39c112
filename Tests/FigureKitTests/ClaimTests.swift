import FigureKit
import Testing

@Suite struct ClaimTests {
  /// A ledger of one claim.
  private func claim(
    _ value: String, tolerance: String = "0.1", profile: String = "default", data: String = "MNIST"
  ) throws -> Claim {
    let header = "claim\tpaper\twhere\tquantity\tvalue\tunit\thow firm\ttolerance\tleast profile\tleast data set\n"
    let row = "a\tP\tFig. 1\tq\t\(value)\t-\tstated\t\(tolerance)\t\(profile)\t\(data)\n"
    return try ClaimLedger(text: header + row).claim("a")
  }

  private func verdict(
    _ claim: Claim, _ result: ClaimResult, profile: Profile = .standard, data: [String] = ["MNIST"]
  ) throws -> Verdict {
    try claim.verdict(on: result, profile: profile, data: data).verdict
  }

  /// Tolerance 0.1 about 2: met to 0.1, near to 0.2. Values are exact in binary or well inside.
  @Test(
    arguments: zip(
      [2, 1.95, 2.09, 2.15, 1.81, 2.25, 0, .nan, .infinity],
      [.met, .met, .met, .near, .near, .notMet, .notMet, .notMet, .notMet] as [Verdict]))
  func aNumberIsJudgedByItsDistance(value: Double, expected: Verdict) throws {
    #expect(try verdict(try claim("2"), ClaimResult("a", value: value)) == expected)
  }

  /// 5 % of -40 is 2.
  @Test(arguments: zip([-41.9, -43.9, -44.1], [.met, .near, .notMet] as [Verdict]))
  func aShareIsTakenOfThePapersValue(value: Double, expected: Verdict) throws {
    #expect(try verdict(try claim("-40", tolerance: "5 %"), ClaimResult("a", value: value)) == expected)
  }

  @Test(arguments: zip([0.02, 0.03, 0.12, 0.2, 0.3, .nan], [.met, .met, .met, .near, .notMet, .notMet] as [Verdict]))
  func aBoundIsExceededByTheTolerance(value: Double, expected: Verdict) throws {
    #expect(try verdict(try claim("< 0.03"), ClaimResult("a", value: value)) == expected)
  }

  @Test func aBoundWithoutToleranceIsStrict() throws {
    let strict = try claim("< 1", tolerance: "0")
    #expect(try verdict(strict, ClaimResult("a", value: 1.0.nextDown)) == .met)
    #expect(try verdict(strict, ClaimResult("a", value: 1)) == .notMet)
    #expect(try verdict(try claim("> 1", tolerance: "0"), ClaimResult("a", value: 1)) == .notMet)
  }

  @Test(arguments: zip([10, 100, 50, 9.95, 100.15, 3], [.met, .met, .met, .met, .near, .notMet] as [Verdict]))
  func aRangeIsWidenedByTheTolerance(value: Double, expected: Verdict) throws {
    #expect(try verdict(try claim("10..100"), ClaimResult("a", value: value)) == expected)
  }

  @Test func theWorstOfSeveralValuesDecides() throws {
    let three = try claim("94.5 93.5 94.4")
    #expect(try verdict(three, ClaimResult("a", values: [94.5, 93.5, 94.45])) == .met)
    #expect(try verdict(three, ClaimResult("a", values: [94.5, 93.65, 94.4])) == .near)
    #expect(throws: FigureError.self) { try verdict(three, ClaimResult("a", values: [94.5])) }
    let pairs = [ClaimResult.Pair(measured: 1, paper: 1.05), .init(measured: 2, paper: 2.3)]
    #expect(try verdict(try claim("see the paper"), ClaimResult("a", pairs: pairs, "table")) == .notMet)
  }

  @Test func aTrendHoldsOrFallsShort() throws {
    let trend = try claim("decreasing")
    #expect(try verdict(trend, ClaimResult("a", holds: true, "")) == .met)
    #expect(try verdict(trend, ClaimResult("a", holds: false, "")) == .notMet)
    #expect(try verdict(trend, ClaimResult("a", shortfall: 0.15, "")) == .near)
    #expect(throws: FigureError.self) { try verdict(trend, ClaimResult("a", value: 1)) }
  }

  @Test func aContradictionCountsOnlyOutside() throws {
    var outside = ClaimResult("a", value: 9), inside = ClaimResult("a", value: 2)
    outside.contradiction = "cannot hold"
    inside.contradiction = "cannot hold"
    #expect(try verdict(try claim("2"), outside) == .contradicted)
    #expect(try verdict(try claim("2"), inside) == .met)
    #expect(try verdict(try claim("2"), outside, profile: .smoke) == .notMeasured)
  }

  @Test func whatTheClaimNeedsMustBeThere() throws {
    let two = try claim("2", data: "MNIST + SVHN | MNIST + CIFAR-10, JPEG copy")
    let good = ClaimResult("a", value: 2)
    #expect(try verdict(two, good, data: ["MNIST"]) == .notMeasured)
    #expect(try verdict(two, good, data: ["SVHN", "MNIST"]) == .met)
    #expect(try verdict(two, good, profile: .paper, data: ["MNIST", "CIFAR-10, JPEG copy"]) == .met)
    #expect(try verdict(two, good, profile: .smoke, data: ["SVHN", "MNIST"]) == .notMeasured)
    #expect(try verdict(two, ClaimResult("a", value: 2, on: ["MNIST"]), data: ["SVHN", "MNIST"]) == .notMeasured)
    #expect(try verdict(try claim("2", data: "-"), good, data: []) == .met)
    #expect(try verdict(try claim("2", tolerance: "-"), good) == .notMeasured)
    var fitted = good
    fitted.isFitted = true
    #expect(try verdict(try claim("2"), fitted) == .notMeasured)
  }

  @Test func theLedgerOfThePackageReads() throws {
    let root = try #require(PackageRoot.find())
    let ledger = try ClaimLedger(file: root + "/" + ClaimLedger.path)
    #expect(ledger.claims.count >= 59)
    #expect(throws: FigureError.unknownClaim(id: "none")) { try ledger.claim("none") }
  }

  @Test(arguments: ["x", "-1", "5 %%", "nan"])
  func aToleranceIsADistance(text: String) {
    #expect(throws: FigureError.self) { try claim("2", tolerance: text) }
  }

  @Test func aProfileIsOneOfThree() {
    #expect(throws: FigureError.self) { try claim("2", profile: "fast") }
  }

  @Test func aReportHasALineForEveryClaim() throws {
    let root = try #require(PackageRoot.find())
    let ledger = try ClaimLedger(file: root + "/" + ClaimLedger.path)
    let report = VerdictReport(ledger, figures: [])
    #expect(try report.table()["claim"] == ledger.claims.map(\.id))
    #expect(report.text.hasSuffix("\(ledger.claims.count) not measured\n"))
  }
}
