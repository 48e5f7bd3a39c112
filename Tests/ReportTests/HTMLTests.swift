import Testing

@testable import Report

struct HTMLTests {
  @Test func textIsEscapedAndMarkupIsNot() {
    let text = "a < b & \"c\" > d"
    let html: HTML = "<p title=\"\(text)\">\(HTML(text: text)) \(3)</p>"
    let escaped = "a &lt; b &amp; &quot;c&quot; &gt; d"
    #expect(html.description == "<p title=\"\(escaped)\">\(escaped) 3</p>")
  }

  @Test(arguments: [
    ("plain", "plain"), ("run `x < 1` now", "run <code>x &lt; 1</code> now"),
    ("`a` and `b`", "<code>a</code> and <code>b</code>"), ("an `open one", "an open one"),
  ])
  func backquotesAreCode(text: String, html: String) {
    #expect(HTML(markdown: text).description == html)
  }
}
