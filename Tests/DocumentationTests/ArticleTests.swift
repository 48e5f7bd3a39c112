import Testing

/// Articles show the snippets as they are, and what they print.
@Suite struct ArticleTests {
  @Test(arguments: try Article.all())
  func anArticleIsThatOfItsModule(article: Article) throws {
    let page = try article.page()
    #expect(page.hasPrefix("# ``\(article.module)``\n\n"))
    for heading in ["\n## Overview\n", "\n### Example\n", "\n## Topics\n"] { #expect(page.contains(heading)) }
  }

  @Test(arguments: try Article.all())
  func anArticleShowsItsSnippet(article: Article) throws {
    let source = try article.source()
    #expect(try article.block("swift") == source)
    #expect(source.hasPrefix("// "), "the first line says what it shows")
    #expect(source.split(separator: "\n").count <= 35)
  }

  /// Snippets print numbers of seeds that they name, rounded, or whether something holds.
  @Test(arguments: try Article.all())
  func aSnippetPrintsWhatItsArticleSays(article: Article) async throws {
    #expect(try await article.output() == article.block("text"))
  }

  @Test func everySnippetHasAnArticle() throws {
    #expect(try Article.orphans().isEmpty)
  }
}
