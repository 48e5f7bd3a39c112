// A table, the script that draws it, and the verdict on a claim about it.

import FigureKit

let rows = (0..<5).map { bits in ["\(bits)", SeriesTable.cell(1 / Double(1 << (2 * bits)))] }
let table = try SeriesTable(header: ["rate_bit", "distortion"], rows: rows)
let plot = Plot(
  x: .init("rate (bits)"), y: .init("distortion", .logarithmic),
  series: [.init("normal source", x: "rate_bit", y: "distortion")])
try plot.check(against: table)
let script = plot.script(id: "example", title: "Distortion against rate", subtitle: "by formula")
print(table.text, terminator: "")
print("the script reads the table: \(script.contains("example.tsv"))")

let ledger = try ClaimLedger(
  text: """
    claim\tpaper\twhere\tquantity\tvalue\tunit\thow firm\ttolerance\tleast profile\tleast data set
    example-a\tSOURCE\tFig. 1\tdistortion at 2 bits\t0.06\t-\tstated\t5 %\tsmoke\t-

    """)
let claim = try ledger.claim("example-a")
let measured = ClaimResult("example-a", value: 0.0625)
print("\(claim.quantity): \(try claim.verdict(on: measured, profile: .smoke, data: []).verdict)")
