package org.workflowengine.diagram;

/** The colours and strokes of SVG pictures, light and dark. */
final class Style {
    static final String CSS = """
            .wfd{--pan:#fff;--ink:#171b22;--sub:#565f6d;--line:#e1e5ea;--edge:#7b8494;--acc:#1d56c9;--on:#fff;--soft:#e8effc;--bg:#f6f7f9;--bad:#b3261e}
            @media(prefers-color-scheme:dark){.wfd{--pan:#14181e;--ink:#e5e9ef;--sub:#9ba5b4;--line:#282f39;--edge:#6e7a8b;--acc:#86aefc;--on:#0c1526;--soft:#18253d;--bg:#0d1014;--bad:#ff9a91}}
            .wfd text{font:12px -apple-system,"Segoe UI",system-ui,Roboto,sans-serif;fill:var(--ink);text-anchor:middle}
            .wfd .page{fill:var(--pan);stroke:var(--line)}
            .wfd .edge path{fill:none;stroke:var(--edge);stroke-width:1.25}
            .wfd .edge .head{fill:var(--edge);stroke:none}
            .wfd .edge.walked path{stroke:var(--acc);stroke-width:2}
            .wfd .edge.walked .head{fill:var(--acc);stroke:none}
            .wfd .label text{font-size:11px;fill:var(--sub)}
            .wfd .label rect{fill:var(--pan)}
            .wfd .label .name{fill:var(--ink)}
            .wfd .label .guard{font-size:10px}
            .wfd .label .steps{font-weight:700}
            .wfd .label.walked .name{fill:var(--acc)}
            .wfd .edge.blocked path:first-child,.wfd .edge.undecided path:first-child{stroke-dasharray:4 4}
            .wfd .label.permitted .mark{fill:var(--ink);font-weight:600}
            .wfd .label.blocked .mark{fill:var(--bad)}
            .wfd .label.side text{text-anchor:start}
            .wfd .state rect{fill:var(--pan);stroke:var(--edge);stroke-width:1.25}
            .wfd .state .inner{fill:none}
            .wfd .state .name{font-weight:600}
            .wfd .state .note{font-size:11px;fill:var(--sub)}
            .wfd .state .pill{fill:var(--bg);stroke:var(--line)}
            .wfd .state .badge{font-weight:600}
            .wfd .state .left{text-anchor:start}
            .wfd .visited rect{fill:var(--soft);stroke:var(--acc)}
            .wfd .current rect{fill:var(--acc);stroke:var(--acc)}
            .wfd .current .name,.wfd .current .note{fill:var(--on)}
            .wfd .current .inner{fill:none;stroke:var(--on)}
            .wfd .current .pill{fill:var(--pan);stroke:var(--pan)}
            .wfd a{text-decoration:none}
            .wfd .state a:hover rect:not(.pill){stroke:var(--ink)}
            .wfd .label a:hover .name{text-decoration:underline}
            .wfd a:focus-visible{outline:2px solid var(--acc);outline-offset:2px}
            """;

    private Style() {}
}
