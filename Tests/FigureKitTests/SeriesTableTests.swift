import FigureKit
import Testing

@Suite struct SeriesTableTests {
  @Test func numbersAreShortestAndUndefinedOnesAreNan() {
    #expect(SeriesTable.cell(0.1) == "0.1" && SeriesTable.cell(0.1 as Float) == "0.1")
    #expect(SeriesTable.cell(-Double.nan) == "nan" && SeriesTable.cell(Float.nan) == "nan")
    #expect(SeriesTable.cell(1e-7) == "1e-07" && SeriesTable.cell(-.infinity as Double) == "-inf")
  }

  @Test(arguments: zip([2.0 / 3, 123_456, 0.000_123_456, 0, -1.5], ["0.667", "123000.0", "0.000123", "0.0", "-1.5"]))
  func significantDigitsAreRounded(value: Double, text: String) {
    #expect(SeriesTable.cell(value, digits: 3) == text)
  }

  @Test func aTableComesBackFromItsText() throws {
    let table = try SeriesTable(header: ["a", "b_s"], rows: [["x", "1.0"], ["", "nan"]])
    #expect(table.text == "a\tb_s\nx\t1.0\n\tnan\n")
    #expect(try SeriesTable(text: table.text) == table)
    #expect(table["b_s"] == ["1.0", "nan"] && table["c"] == nil)
  }

  @Test(arguments: [["1"], ["1", "2", "3"], ["1", "a\tb"], ["1", "a\nb"]])
  func aRowThatBreaksTheTableIsRejected(row: [String]) {
    #expect(throws: FigureError.self) { try SeriesTable(header: ["a", "b"], rows: [["1", "2"], row]) }
  }

  @Test func aTextWithoutAHeaderIsRejected() {
    #expect(throws: FigureError.malformedRow(index: 0, reason: "no header line")) { try SeriesTable(text: "") }
    #expect(throws: FigureError.self) { try SeriesTable(header: ["a", "b\r"], rows: []) }
  }
}
