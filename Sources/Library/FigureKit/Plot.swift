/// A picture of a figure's table: panels in a grid, drawn by gnuplot from the TSV.
///
/// A plot holds no numbers. A series names columns of the table and chooses rows by the values of other columns, so that
/// the script draws whatever the table holds.
public struct Plot: Sendable {
  /// The panels, row by row.
  public var panels: [Panel]
  /// Panels side by side.
  public var columns: Int
  /// The height of a row of panels, pixels; the picture is 1,200 pixels wide.
  public var panelHeight: Int

  /// Creates a plot of several panels.
  public init(panels: [Panel], columns: Int = 2, panelHeight: Int = 560) {
    precondition(columns >= 1 && panelHeight >= 200, "a column and a legible height")
    self.panels = panels
    self.columns = min(columns, max(1, panels.count))
    self.panelHeight = panelHeight
  }

  /// Creates a plot of one panel.
  public init(x: Axis, y: Axis, series: [Series], key: Key = .topRight, panelHeight: Int = 640) {
    self.init(panels: [Panel(x: x, y: y, series: series, key: key)], columns: 1, panelHeight: panelHeight)
  }

  /// One coordinate system with its series.
  public struct Panel: Sendable {
    /// What tells this panel from the others, or nil.
    public var title: String?
    public var x: Axis
    public var y: Axis
    public var series: [Series]
    public var key: Key
    /// Values of y at which a thin grey line is drawn, with its name in the legend.
    public var levels: [(title: String, y: Double)]

    public init(
      _ title: String? = nil, x: Axis, y: Axis, series: [Series], key: Key = .topRight,
      levels: [(title: String, y: Double)] = []
    ) {
      self.title = title
      self.x = x
      self.y = y
      self.series = series
      self.key = key
      self.levels = levels
    }
  }

  /// One direction of a panel.
  public struct Axis: Sendable {
    public enum Scale: Sendable { case linear, logarithmic }

    /// What is measured, with its unit: "rate (bits/element)".
    public var label: String
    public var scale: Scale
    /// The least and greatest value shown; nil leaves the choice to gnuplot.
    public var lower: Double?, upper: Double?
    /// Names that stand at 0, 1, 2 and so on in place of numbers; empty for numbers.
    public var names: [String]

    public init(
      _ label: String, _ scale: Scale = .linear, from lower: Double? = nil, to upper: Double? = nil,
      names: [String] = []
    ) {
      self.names = names
      self.label = label
      self.scale = scale
      self.lower = lower
      self.upper = upper
    }
  }

  /// Where a panel's legend stands.
  public enum Key: String, Sendable {
    case topRight = "inside top right vertical", topLeft = "inside top left vertical"
    case bottomRight = "inside bottom right vertical", bottomLeft = "inside bottom left vertical"
    case right = "inside right center vertical"
    case below = "below horizontal height 1", none = ""
  }

  /// Some rows of the table, drawn in one colour.
  public struct Series: Sendable {
    public enum Style: Sendable { case lines, points, linesAndPoints, steps, boxes }

    /// How the uncertainty about y is drawn.
    public enum Spread: Sendable, Equatable {
      /// A shaded band between y − column and y + column.
      case band(String)
      /// A shaded band between two columns.
      case bandBetween(String, String)
      /// Bars from y − column to y + column.
      case bars(String)
      /// Bars between two columns.
      case barsBetween(String, String)
    }

    /// The name in the legend; empty for none.
    public var title: String
    /// The columns of the coordinates.
    public var x: String, y: String
    /// Values that other columns have in the rows of this series: `["partition": "iid"]`.
    public var rows: KeyValuePairs<String, String>
    public var spread: Spread?
    public var style: Style
    public var dashed: Bool
    /// The position in the palette; nil takes the position in the panel.
    public var colour: Int?
    /// The column whose value colours a cell of a heat map; nil for curves.
    var value: String?
    /// The column of the ends of horizontal bars that begin at x; nil for curves.
    var end: String?

    /// Creates a curve.
    public init(
      _ title: String, x: String, y: String, rows: KeyValuePairs<String, String> = [:], spread: Spread? = nil,
      style: Style = .lines, dashed: Bool = false, colour: Int? = nil
    ) {
      self.title = title
      self.x = x
      self.y = y
      self.rows = rows
      self.spread = spread
      self.style = style
      self.dashed = dashed
      self.colour = colour
    }

    /// Creates a heat map: a coloured cell at each (x, y), with a colour bar that bears the title.
    public static func heatMap(
      _ title: String, x: String, y: String, value: String, rows: KeyValuePairs<String, String> = [:]
    ) -> Series {
      var series = Series(title, x: x, y: y, rows: rows)
      series.value = value
      return series
    }

    /// Creates horizontal bars from one column to another, four fifths of a unit of y high; hatched or solid.
    public static func spans(
      _ title: String, from start: String, to end: String, y: String, rows: KeyValuePairs<String, String> = [:],
      isHatched: Bool = false, colour: Int? = nil
    ) -> Series {
      var series = Series(title, x: start, y: y, rows: rows, dashed: isHatched, colour: colour)
      series.end = end
      return series
    }

    /// The columns that gnuplot reads, in the order of the script's numbers.
    var columns: [String] {
      let beyond: [String] =
        switch spread {
        case .band(let deviation), .bars(let deviation): [deviation]
        case .bandBetween(let low, let high), .barsBetween(let low, let high): [low, high]
        case nil: []
        }
      return [x, y] + [value, end].compactMap(\.self) + beyond
    }
  }
}

extension Plot {
  /// Checks that `table` has the columns and rows that the plot names.
  ///
  /// - Throws: ``FigureError/malformedPlot(reason:)``.
  public func check(against table: SeriesTable) throws(FigureError) {
    for series in panels.flatMap(\.series) {
      let named = series.columns + series.rows.map(\.key)
      if let unknown = named.first(where: { !table.header.contains($0) }) {
        throw .malformedPlot(reason: "no column \(unknown); there are \(table.header.joined(separator: ", "))")
      }
      var chosen = Array(table.rows.indices)
      for (column, value) in series.rows {
        let cells = table[column] ?? []
        chosen.removeAll { cells[$0] != value }
      }
      if chosen.isEmpty {
        throw .malformedPlot(reason: "no row for series \"\(series.title)\" (\(series.rows))")
      }
    }
  }
}
