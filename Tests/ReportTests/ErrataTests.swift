import Report
import Testing

struct ErrataTests {
  @Test func itemsRunOverLines() {
    let text = "# Errata\n\n## DSC\n\n1. `a` is b,\n   not c.\n2. d\n\n## CO3\n\n1. e\n"
    let sections = ErrataSection.read(text)
    #expect(sections.map(\.paper) == ["DSC", "CO3"])
    #expect(sections.map(\.items) == [["`a` is b, not c.", "d"], ["e"]])
  }

  /// A heading without a word after it once ended the program.
  @Test(arguments: ["\n## ", "\n## \n\n## DSC\n1. a\n## "]) func aHeadingWithoutALineIsNoSection(text: String) {
    #expect(ErrataSection.read(text).allSatisfy { $0.paper == "DSC" })
  }
}
