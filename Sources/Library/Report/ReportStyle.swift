/// How the report looks: one column, light or dark as the reader's device is, nothing wider than the window.
enum ReportStyle {
  static let sheet: HTML = """
    :root { --ink: #1c1e21; --soft: #5b6068; --line: #d8dbe0; --paper: #fbfbfa; --card: #fff; --link: #1a5fb4;
      --met: #1a7f37; --near: #8a6d00; --not-met: #b45309; --contradicted: #b3261e; --not-measured: #6b7280; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6e6e3; --soft: #a3a8b0; --line: #3a3d42; --paper: #17181a; --card: #202124; --link: #8ab4f8;
        --met: #4cc38a; --near: #d9b93b; --not-met: #f59e4c; --contradicted: #f2787a; --not-measured: #9ca3af; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
    main { max-width: 62rem; margin: 0 auto; padding: 1rem; }
    h1 { font-size: 2rem; margin: 1rem 0 0.5rem; }
    h2 { margin-top: 3rem; border-bottom: 2px solid var(--line); padding-bottom: 0.3rem; }
    h3 { margin: 0 0 0.75rem; }
    .what { font-weight: 400; color: var(--soft); display: block; font-size: 1rem; }
    .lead { font-size: 1.2rem; }
    a { color: var(--link); overflow-wrap: anywhere; }
    .bar { display: flex; height: 1rem; border-radius: 0.5rem; overflow: hidden; gap: 2px; }
    .bar span { min-width: 2px; }
    .bar .met { background: var(--met); } .bar .near { background: var(--near); }
    .bar .not-met { background: var(--not-met); } .bar .contradicted { background: var(--contradicted); }
    .bar .not-measured { background: var(--not-measured); }
    .legend { list-style: none; padding: 0; }
    .badge { font-size: 0.8rem; font-weight: 600; white-space: nowrap; border: 1px solid currentcolor;
      border-radius: 0.6rem; padding: 0 0.45rem; }
    .badge.met { color: var(--met); } .badge.near { color: var(--near); } .badge.not-met { color: var(--not-met); }
    .badge.contradicted { color: var(--contradicted); } .badge.not-measured { color: var(--not-measured); }
    article { background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; padding: 1rem;
      margin: 1.25rem 0; }
    img { max-width: 100%; height: auto; background: #fff; border-radius: 0.3rem; display: block; margin: 0 auto 0.75rem; }
    table { border-collapse: collapse; width: 100%; font-size: 0.88rem; }
    th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.5rem; border-bottom: 1px solid var(--line); }
    td { overflow-wrap: break-word; }
    td:first-child { white-space: nowrap; }
    @media (max-width: 45rem) {
      thead { display: none; }
      table, tbody, tr, td { display: block; }
      tr { border-bottom: 2px solid var(--line); padding: 0.5rem 0; }
      td, td:first-child { border: 0; padding: 0.1rem 0; overflow-wrap: anywhere; white-space: normal; }
      td::before { content: attr(data-title) ": "; color: var(--soft); }
    }
    code { font-family: ui-monospace, "Liberation Mono", monospace; font-size: 0.88em; overflow-wrap: anywhere; }
    .facts { color: var(--soft); font-size: 0.85rem; }
    @media print { article { break-inside: avoid; } nav, .command { display: none; } }
    """
}
