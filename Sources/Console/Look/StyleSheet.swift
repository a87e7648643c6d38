/// The style sheet of all pages.
public enum StyleSheet {
    /// Its text, the same for everyone.
    public static let text =
        ":root{\(ColorToken.declarations(\.light));color-scheme:light dark}"
        + "@media (prefers-color-scheme:dark){:root{\(ColorToken.declarations(\.dark))}}"
        + rules
        + "@media print{:root{\(ColorToken.declarations(\.print))}\(print)}"

    private static let rules = #"""
        :root{--mono:ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono","Noto Sans Mono","Liberation Mono",monospace;--sans:system-ui,"Segoe UI","Noto Sans","Liberation Sans","DejaVu Sans",sans-serif;--side:24px}
        *,*::before{box-sizing:border-box}
        html{background:var(--paper);color:var(--ink);font:14px/20px var(--sans);-webkit-text-size-adjust:100%;scroll-padding-top:12px}
        body,figure,dl,dd,ol{margin:0}
        a{color:var(--sea);text-underline-offset:3px;text-decoration-thickness:1px}
        a:hover{text-decoration-thickness:2px}
        :focus-visible{outline:2px solid var(--focus);outline-offset:2px}
        main:focus{outline:none}
        code,kbd,.n{font-family:var(--mono);font-size:13px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        .wrap{max-width:1200px;margin:0 auto;padding:0 var(--side)}
        .skip{position:absolute;left:-9999px}
        .skip:focus{left:8px;top:8px;background:var(--surface);padding:8px 12px;z-index:2}
        .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .demo{background:var(--raised);border-bottom:1px solid var(--line);color:var(--ink-2);padding:6px 0}
        .bar{background:var(--surface);border-bottom:1px solid var(--line)}
        .bar .wrap{display:flex;align-items:center;gap:20px;min-height:52px}
        .mark{display:inline-flex;align-items:center;gap:8px;color:var(--ink);font-weight:650;text-decoration:none}
        .mark svg{width:20px;height:20px;color:var(--sea);fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
        .find{flex:1 1 auto;max-width:440px}
        .fresh,.who{margin:0;white-space:nowrap}
        .fresh{margin-left:auto}
        .fresh a{text-decoration:none}
        input,select,textarea{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line-2);border-radius:3px;padding:6px 9px;max-width:100%}
        input::placeholder{color:var(--ink-2);opacity:1}
        .find input,.wide{width:100%}
        textarea{width:100%;min-height:72px}
        button,.button{font:inherit;font-weight:600;color:var(--surface);background:var(--sea);border:1px solid var(--sea);border-radius:3px;padding:6px 14px;cursor:pointer;text-decoration:none;display:inline-block}
        button.plain,.button.plain{background:none;color:var(--sea)}
        nav{background:var(--surface);border-bottom:1px solid var(--line)}
        nav .wrap{display:flex;gap:22px;overflow-x:auto;scrollbar-width:none}
        nav a{padding:9px 0 8px;border-bottom:2px solid transparent;color:var(--ink-2);text-decoration:none;white-space:nowrap}
        nav a:hover{color:var(--ink)}
        nav a[aria-current]{border-color:var(--sea);color:var(--ink);font-weight:600}
        main{padding:26px 0 60px}
        h1{font-size:22px;line-height:29px;font-weight:620;margin:0 0 4px;max-width:64ch;text-wrap:balance;overflow-wrap:anywhere}
        h2{font-size:14px;line-height:20px;font-weight:650;margin:0 0 8px}
        p{margin:0 0 12px;max-width:76ch}
        .sub{color:var(--ink-2);margin-bottom:22px}
        section{border-top:1px solid var(--line);padding:15px 0 22px}
        .two{display:grid;grid-template-columns:minmax(0,7fr) minmax(0,4fr);column-gap:48px}
        .two>div{min-width:0}
        .st{font-weight:600}
        td>.st,dd>.st,.fresh .st,.sub>.st{white-space:nowrap}
        td.first{min-width:13em}
        .st::before{display:inline-block;width:1.25em;font-weight:400}
        .st.valid{color:var(--valid)}.st.valid::before{content:"●"}
        .st.invalid{color:var(--invalid)}.st.invalid::before{content:"▲"}
        .st.unknown{color:var(--unknown)}.st.unknown::before{content:"○"}
        .st.stale{color:var(--stale)}.st.stale::before{content:"◐"}
        .said,.notice{border-left:3px solid var(--sea);padding:6px 12px;background:var(--raised)}
        .notice.invalid{border-color:var(--invalid)}.notice.stale{border-color:var(--stale)}.notice.unknown{border-color:var(--line-2)}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;color:var(--ink-2);padding-bottom:6px}
        th{font-weight:500;color:var(--ink-2);text-align:left;white-space:nowrap;padding:4px 16px 4px 0;border-bottom:1px solid var(--line-2)}
        td{padding:6px 16px 5px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
        td:last-child,th:last-child{padding-right:0}
        .fixed{table-layout:fixed}
        .compact td{padding-top:3px;padding-bottom:2px}
        tbody th{padding:6px 16px 5px 0;border-color:var(--line);white-space:normal}
        tbody tr:last-child th{border-bottom:0}
        .r{text-align:right}
        tbody tr:last-child td{border-bottom:0}
        tbody tr:hover,tbody tr.here{background:var(--raised)}
        .what{font-weight:600}
        .why{display:block;color:var(--ink-2)}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:14px 28px}
        .facts dt{color:var(--ink-2)}
        .facts dd{font-weight:600;overflow-wrap:anywhere}
        .facts small{display:block;font:13px/18px var(--sans);color:var(--ink-2)}
        .terms dt{font-weight:600}
        .acts{display:flex;flex-wrap:wrap;gap:10px;margin-bottom:22px}
        .steps{list-style:none;padding:0;counter-reset:step}
        .steps li{counter-increment:step;position:relative;padding:10px 0 12px 34px;border-bottom:1px solid var(--line)}
        .steps li:last-child{border-bottom:0}
        .steps li::before{content:counter(step);position:absolute;left:0;top:10px;width:22px;height:22px;border:1px solid var(--line-2);border-radius:50%;text-align:center;font-size:12px;line-height:20px;color:var(--ink-2)}
        pre{font:13px/19px var(--mono);background:var(--raised);padding:8px 10px;margin:8px 0 4px;white-space:pre-wrap;overflow-wrap:anywhere}
        .effect{color:var(--ink-2);display:block}
        time{white-space:nowrap}
        .path{display:inline-flex;flex-wrap:wrap;font:13px/20px var(--mono)}
        .path span{border:1px solid var(--line-2);padding:0 6px;margin:0 0 2px -1px}
        .path .bad{border-color:var(--invalid);color:var(--invalid);font-weight:700}
        .tlp{background:#000;font-weight:700;font-size:12px;padding:1px 6px 2px;white-space:nowrap}
        .tlp.red{color:#ff2b2b}.tlp.amber{color:#ffc000}.tlp.green{color:#33ff00}.tlp.clear{color:#fff}
        .chart figcaption{font-weight:600;margin-bottom:8px}
        .chart svg{width:100%;height:auto;max-width:600px}
        .chart text{font:12px var(--mono);fill:var(--ink-2)}
        .chart .end{text-anchor:end}.chart .mid{text-anchor:middle}.chart .label{fill:var(--ink)}.chart .small{font-size:10px}
        .chart.tiles{overflow-x:auto}.tiles svg{width:auto;max-width:none}
        .grid{stroke:var(--line)}.axis{stroke:var(--line-2)}
        .line{fill:none;stroke-width:2}
        .s1{stroke:var(--s1)}.s2{stroke:var(--s2);stroke-dasharray:7 4}.s3{stroke:var(--s3);stroke-dasharray:2 3}.s4{stroke:var(--s4);stroke-dasharray:10 3 2 3}
        .bar1{fill:var(--s1)}
        .cell,.tile{fill:var(--raised);stroke:var(--line-2)}
        .cell.valid,.tile.valid{stroke:var(--valid);fill:color-mix(in srgb,var(--valid) 22%,var(--paper))}
        .cell.invalid,.tile.invalid{stroke:var(--invalid);fill:color-mix(in srgb,var(--invalid) 22%,var(--paper))}
        .cell.stale,.tile.stale{stroke:var(--stale);fill:color-mix(in srgb,var(--stale) 22%,var(--paper))}
        .tile+text,.tile+text+text{fill:var(--ink)}
        .spark{vertical-align:middle}
        form.row{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin-bottom:20px}
        form.row>p,form.row>div{margin:0;min-width:0;max-width:100%}
        form label{display:block;color:var(--ink-2);margin-bottom:2px}
        form.stack>p{margin-bottom:12px}
        fieldset{border:1px solid var(--line);padding:10px 14px;margin:0 0 14px}
        legend{font-weight:600;padding:0 4px}
        .check label{display:inline;color:inherit}
        details{border-top:1px solid var(--line);padding:10px 0}
        summary{cursor:pointer;font-weight:600}
        footer{border-top:1px solid var(--line);color:var(--ink-2);padding:12px 0 36px}
        footer .wrap{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center}
        footer label{display:inline}footer select,footer button{padding:2px 8px}
        .new{position:sticky;top:0;text-align:center;padding:6px;background:var(--raised);border-bottom:1px solid var(--line)}
        dialog{background:var(--surface);color:var(--ink);border:1px solid var(--line-2);max-width:440px}
        dialog dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;margin-bottom:12px}
        @media (max-width:720px){
        :root{--side:16px}
        .bar .wrap{flex-wrap:wrap;gap:10px;padding-top:10px;padding-bottom:10px}
        .find{order:4;flex-basis:100%;max-width:none}
        .two{grid-template-columns:minmax(0,1fr)}
        h1{font-size:20px;line-height:26px}
        main{padding-top:16px}
        .facts{grid-template-columns:1fr 1fr}
        .acts>*{flex:1 1 44%;text-align:center}
        .acts form button{width:100%}
        .list thead{position:absolute;left:-9999px}
        .list tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}
        td.first{min-width:0}
        .list td{display:inline;border:0;padding:0;text-align:left}
        .list td.first{display:block}
        .list td+td::after{content:""}
        .list td[data-l]::before{content:attr(data-l) " ";color:var(--ink-2);font-family:var(--sans)}
        .list td:not(.first)::after{content:" "}
        }
        """#

    private static let print = #"""
        nav,footer,.find,.fresh,.who,.acts,.demo .skip,.languages,.noprint{display:none}
        .chart svg{max-width:380px}
        .steps li{padding-top:4px;padding-bottom:5px}.steps li::before{top:4px}
        ul{margin:0}
        a{color:inherit;text-decoration:none}
        html{font-size:12px;line-height:17px}
        main{padding:8px 0}
        section{break-inside:avoid;padding:8px 0 10px}
        .terms{display:grid;grid-template-columns:max-content 1fr;gap:0 12px}
        .tiles svg{max-width:100%}
        @page{size:A4;margin:14mm}
        """#
}
