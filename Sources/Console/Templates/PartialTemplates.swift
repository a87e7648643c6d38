/// Parts that many templates share: `{{#since}}{{>time}}{{/since}}`.
enum PartialTemplates {
    static let all: [String: String] = [
        "time": #"<time datetime="{{iso}}" title="{{exact}}">{{relative}}</time>"#,
        "moment": #"<time datetime="{{iso}}" title="{{relative}}">{{exact}}</time>"#,
        "state": #"<span class="st {{kind}}">{{word}}</span>"#,
        "tlp": #"<span class="tlp {{color}}">{{label}}</span>"#,
        "csrf": #"<input type="hidden" name="csrf" value="{{csrf}}">"#,
        // Where a section has nothing to show: why, and what would fill it.
        "notice": #"""
        <p class="notice {{kind}}"><span class="st {{kind}}">{{word}}</span> {{text}}{{#link}} <a href="{{href}}">{{label}}</a>{{/link}}</p>
        """#,
        "more": #"""
        <p class="more"><a rel="next" href="{{href}}">{{label}}</a></p>
        """#,
        "path": #"""
        <span class="path">{{#hops}}<span{{#isBad}} class="bad"{{/isBad}}>{{asn}}</span>{{/hops}}</span>
        """#,
        "chart-line": ChartTemplates.line,
        "chart-bars": ChartTemplates.bars,
        "chart-strip": ChartTemplates.strip,
        "chart-spark": ChartTemplates.spark,
        "chart-tiles": ChartTemplates.tiles,
    ]
}
