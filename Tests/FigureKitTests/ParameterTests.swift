import FigureKit
import Testing

@Suite struct ParameterTests {
  private static let workers = Parameter("workers", smoke: 2, standard: 10, paper: 100, in: 1...1_000, "workers")
  private static let rate = Parameter("rate", 0.05, in: 0...1, "rate")
  private static let exact = Parameter("exact", false, "exact")
  private static let scheme = Parameter("scheme", "sign", "scheme")
  private static let all: [any ParameterDeclaration] = [workers, rate, exact, scheme]

  @Test(arguments: zip(Profile.allCases, [2, 10, 100]))
  func aProfileGivesItsValue(profile: Profile, value: Int) throws {
    #expect(try ParameterSet(Self.all, profile: profile)[Self.workers] == value)
  }

  @Test func settingsReplaceValuesAndTheLastHolds() throws {
    let settings = ["workers=7", "rate=1e-1", "exact=true", "scheme=a=b", "workers=8"]
    let set = try ParameterSet(Self.all, profile: .smoke, settings: settings)
    #expect(set[Self.workers] == 8 && set[Self.rate] == 0.1 && set[Self.exact] && set[Self.scheme] == "a=b")
    #expect(set.texts["rate"] == "0.1")
  }

  @Test func anUnknownNameIsToldTheKnownOnes() {
    #expect(throws: FigureError.unknownParameter(name: "worker", known: ["workers", "rate", "exact", "scheme"])) {
      try ParameterSet(Self.all, profile: .smoke, settings: ["worker=7"])
    }
  }

  @Test(arguments: ["workers=0", "workers=1001", "workers=ten", "workers=", "rate=inf", "rate=1.5", "exact=yes"])
  func aValueOutsideItsKindIsRejected(setting: String) throws {
    let error = #expect(throws: FigureError.self) {
      try ParameterSet(Self.all, profile: .smoke, settings: [setting])
    }
    #expect(error.map { "\($0)".contains("expected") } == true)
  }

  @Test(arguments: ["workers", "=7", ""])
  func aSettingNeedsANameAndAnEqualsSign(setting: String) {
    #expect(throws: FigureError.malformedSetting(setting)) {
      try ParameterSet(Self.all, profile: .smoke, settings: [setting])
    }
  }
}
