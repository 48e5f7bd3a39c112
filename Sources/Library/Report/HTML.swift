/// A piece of an HTML document.
struct HTML: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  let description: String

  /// Text that is to be read as it stands; what HTML would take for markup is escaped.
  init(text: String) {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    description = escaped
  }

  private init(markup: String) { description = markup }

  /// Markup of the program itself.
  init(stringLiteral markup: String) { description = markup }

  init(stringInterpolation: Interpolation) { description = stringInterpolation.text }

  /// Markup with values in it: text is escaped, HTML is not.
  struct Interpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: HTML) { text += value.description }
    mutating func appendInterpolation(_ value: String) { text += HTML(text: value).description }
    mutating func appendInterpolation(_ value: Int) { text += value.description }
  }

  /// Pieces one after the other.
  static func joined(_ pieces: [HTML], separator: String = "\n") -> HTML {
    HTML(markup: pieces.map(\.description).joined(separator: separator))
  }

  /// Text in which what stands between backquotes is code.
  init(markdown: String) {
    let parts = markdown.split(separator: "`", omittingEmptySubsequences: false)
    self = .joined(
      parts.enumerated().map { index, part in
        index.isMultiple(of: 2) || index == parts.count - 1 ? HTML(text: String(part)) : "<code>\(String(part))</code>"
      }, separator: "")
  }

  /// A table whose rows fold into blocks, each cell named, where the window is narrow.
  static func table(_ header: [String], _ rows: [[HTML]]) -> HTML {
    let head = header.map { title -> HTML in "<th>\(title)</th>" }
    let body = rows.map { row -> HTML in
      let cells = zip(header, row).map { title, cell -> HTML in "<td data-title=\"\(title)\">\(cell)</td>" }
      return "<tr>\(joined(cells, separator: ""))</tr>"
    }
    return """
      <table><thead><tr>\(joined(head, separator: ""))</tr></thead>
      <tbody>
      \(joined(body))
      </tbody></table>
      """
  }
}
