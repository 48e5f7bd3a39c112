extension Plot {
  /// The gnuplot script that draws `ID.png` from `ID.tsv` in the folder where it is run.
  ///
  /// - Parameters:
  ///   - title: The caption of the figure.
  ///   - subtitle: What was run: data sets, profile, seed.
  public func script(id: String, title: String, subtitle: String) -> String {
    let rows = (panels.count + columns - 1) / columns
    var blocks = [
      """
      # \(title)
      # \(subtitle)
      # Draws \(id).png from \(id).tsv; run it in this folder: gnuplot \(id).gp
      set terminal pngcairo size 1200,\(rows * panelHeight + 80) font "DejaVu Sans,\(columns > 2 ? 12 : 15)" linewidth 1.2
      set output \(quoted("\(id).png"))

      # The look of every panel
      set border 3 linecolor rgb "#444444"
      set tics nomirror textcolor rgb "#222222"
      set grid linecolor rgb "#dddddd" linewidth 0.8
      set style fill solid noborder
      set boxwidth 0.8 relative
      set key samplen 2.5 spacing 1.2 noenhanced
      set palette defined (\(ColourMap.gnuplotStops))

      # The rows of each series, chosen by the values of their columns
      set datafile separator tab columnheaders
      """
    ]
    for (panelIndex, panel) in panels.enumerated() {
      for (index, series) in panel.series.enumerated() {
        blocks.append(series.selection(into: block(panelIndex, index), of: id))
      }
    }
    blocks.append(
      """
      set datafile nocolumnheaders

      set multiplot layout \(rows),\(columns) title \(titleText(title, subtitle))
      """)
    for (index, panel) in panels.enumerated() {
      blocks.append(panel.commands { block(index, $0) })
    }
    blocks.append("unset multiplot\nset output\n")
    return blocks.joined(separator: "\n\n")
  }

  /// The name of a series' rows in the script.
  private func block(_ panel: Int, _ series: Int) -> String {
    panels.count == 1 ? "$series\(series + 1)" : "$panel\(panel + 1)_series\(series + 1)"
  }

  private func titleText(_ title: String, _ subtitle: String) -> String {
    "\"{/*1.15 \(escaped(title))}\\n{/*0.8 \(escaped(subtitle))}\""
  }
}

extension Plot.Panel {
  /// The commands that draw this panel; `block` names the rows of its series.
  fileprivate func commands(_ block: (Int) -> String) -> String {
    var lines = [title.map { "set title \(quoted($0)) noenhanced" } ?? "unset title"]
    let isMap = series.contains { $0.value != nil }
    lines += x.commands("x", isTight: isMap) + y.commands("y", isTight: isMap)
    if isMap { lines.append("set cblabel \(quoted(series.map(\.title).joined(separator: ", "))) noenhanced") }
    lines.append(key == .none ? "unset key" : "set key on \(key.rawValue)")
    let bands = series.indices.compactMap { series[$0].band(of: block($0), at: $0, on: y.scale) }
    let curves = series.indices.map { series[$0].element(of: block($0), at: $0) }
    let bars = series.indices.compactMap { series[$0].bars(of: block($0), at: $0, on: y.scale) }
    let marks = levels.map { "\($0.y) with lines linecolor rgb \"#888888\" dashtype 3 title \(quoted($0.title))" }
    lines.append("plot " + (bands + curves + bars + marks).joined(separator: ", \\\n     "))
    lines += x.reset("x") + y.reset("y")
    return lines.joined(separator: "\n")
  }
}

extension Plot.Axis {
  /// The names at their places.
  private var ticks: String {
    names.enumerated().map { "\(quoted($1)) \($0)" }.joined(separator: ", ")
  }

  /// The commands that give the direction `name` numbers again, where it had names.
  fileprivate func reset(_ name: String) -> [String] { names.isEmpty ? [] : ["set \(name)tics autofreq"] }

  /// The commands that set the direction `name`; a tight one ends with the data.
  fileprivate func commands(_ name: String, isTight: Bool) -> [String] {
    let bounds = [lower, upper].map { $0.map { "\($0)" } ?? "*" }.joined(separator: ":")
    return [
      "set \(name)label \(quoted(label)) noenhanced",
      scale == .logarithmic ? "set logscale \(name) 10" : "unset logscale \(name)",
      "set format \(name) \(scale == .logarithmic ? "'10^{%L}'" : "'%g'")",
      "set \(name)range [\(bounds)]\(isTight ? " noextend" : "")",
    ] + (names.isEmpty ? [] : ["set \(name)tics (\(ticks))"])
  }
}

extension Plot.Series {
  /// The commands that copy this series' rows, columns in the order of ``columns``.
  fileprivate func selection(into block: String, of id: String) -> String {
    let condition = rows.map { "strcol(\(quoted($0.key))) eq \(quoted($0.value))" }.joined(separator: " && ")
    let columns = columns.map { "(column(\(quoted($0))))" }.joined(separator: ":")
    return """
      set table \(block) separator tab
      plot \(quoted("\(id).tsv")) using \(columns) with table\(rows.isEmpty ? "" : " if (\(condition))")
      unset table
      """
  }

  /// The curve, or the cells of a heat map.
  fileprivate func element(of block: String, at index: Int) -> String {
    if value != nil { return "\(block) using 1:2:3 with image notitle" }
    let name = title.isEmpty ? "notitle" : "title \(quoted(title))"
    let colour = "linecolor rgb \(Palette.colour(self.colour ?? index))"
    if end != nil {
      // White edges part bars that follow each other.
      let fill = dashed ? "pattern 4 border" : "solid border linecolor rgb \"#ffffff\""
      return "\(block) using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror \(colour) fillstyle \(fill) \(name)"
    }
    let dash = dashed ? " dashtype 2" : ""
    let look =
      switch style {
      case .lines: "lines linewidth 2 \(colour)\(dash)"
      case .points: "points pointtype 7 pointsize 0.9 \(colour)"
      case .linesAndPoints: "linespoints linewidth 2 pointtype 7 pointsize 0.9 \(colour)\(dash)"
      case .steps: "steps linewidth 2 \(colour)\(dash)"
      case .boxes: "boxes \(colour)"
      }
    return "\(block) using 1:2 with \(look) \(name)"
  }

  /// The band under the curve.
  fileprivate func band(of block: String, at index: Int, on scale: Plot.Axis.Scale) -> String? {
    let look = "filledcurves fillcolor rgb \(Palette.colour(self.colour ?? index)) fillstyle transparent solid 0.22"
    return switch spread {
    case .band: "\(block) using 1:\(Self.lowerEnd(scale)):($2+$3) with \(look) notitle"
    case .bandBetween: "\(block) using 1:3:4 with \(look) notitle"
    case .bars, .barsBetween, nil: nil
    }
  }

  /// The bars over the curve, with its points: gnuplot blanks the place of a point even where it draws none.
  fileprivate func bars(of block: String, at index: Int, on scale: Plot.Axis.Scale) -> String? {
    let size = style == .points || style == .linesAndPoints ? 0.9 : 0.4
    let look = "yerrorbars pointtype 7 pointsize \(size) linecolor rgb \(Palette.colour(self.colour ?? index))"
    return switch spread {
    case .bars: "\(block) using 1:2:\(Self.lowerEnd(scale)):($2+$3) with \(look) notitle"
    case .barsBetween: "\(block) using 1:2:3:4 with \(look) notitle"
    case .band, .bandBetween, nil: nil
    }
  }

  /// y less its deviation; on a logarithmic axis, where that must be positive, a tenth of y in its place.
  private static func lowerEnd(_ scale: Plot.Axis.Scale) -> String {
    scale == .logarithmic ? "($3<$2 ? $2-$3 : $2/10)" : "($2-$3)"
  }
}

/// Colours that readers with any kind of colour vision tell apart (Okabe and Ito, 2008), darkest contrasts first.
enum Palette {
  private static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#a08c00",
  ]

  /// The quoted colour at a position, which wraps round.
  static func colour(_ index: Int) -> String { "\"\(colours[index % colours.count])\"" }
}

/// `text` as a string of gnuplot that stands for itself.
private func quoted(_ text: String) -> String {
  "'" + text.replacing("\n", with: " ").replacing("'", with: "''") + "'"
}

/// `text` for a double-quoted string of gnuplot with markup, standing for itself.
private func escaped(_ text: String) -> String {
  var result = ""
  for character in text.replacing("\n", with: " ") {
    // gnuplot unescapes twice: the string, then its markup.
    switch character {
    case "\\": result += "\\\\\\"
    case "\"": result += "\\"
    case _ where "_^@&~{}".contains(character): result += "\\\\"
    default: break
    }
    result.append(character)
  }
  return result
}
