/// Charts as SVG that the node draws. The title is the finding in words; the figures are in a table of the page.
enum ChartTemplates {
    /// At most four lines, distinguished by dash and a label at the line's end.
    static let line = #"""
        <figure class="chart"><figcaption>{{title}}</figcaption><svg viewBox="0 0 {{width}} {{height}}" role="img" aria-label="{{summary}}">{{#grid}}<path class="grid" d="{{d}}"/><text x="{{x}}" y="{{y}}" class="end">{{label}}</text>{{/grid}}<path class="axis" d="{{axis}}"/>{{#marks}}<text x="{{x}}" y="{{y}}"{{#isEnd}} class="end"{{/isEnd}}>{{label}}</text>{{/marks}}{{#lines}}<path class="line s{{number}}" d="{{d}}"/><text class="label" x="{{x}}" y="{{y}}">{{label}}</text>{{/lines}}</svg></figure>
        """#
    static let bars = #"""
        <figure class="chart"><figcaption>{{title}}</figcaption><svg viewBox="0 0 {{width}} {{height}}" role="img" aria-label="{{summary}}">{{#bars}}<text x="0" y="{{textY}}">{{label}}</text><rect class="bar{{number}}" x="{{x}}" y="{{y}}" width="{{w}}" height="14"/><text class="label" x="{{endX}}" y="{{textY}}">{{value}}</text>{{/bars}}</svg></figure>
        """#
    static let strip = #"""
        <figure class="chart"><figcaption>{{title}}</figcaption><svg viewBox="0 0 {{width}} {{height}}" role="img" aria-label="{{summary}}">{{#cells}}<rect class="cell {{kind}}" x="{{x}}" y="4" width="{{w}}" height="18"/>{{/cells}}{{#marks}}<text x="{{x}}" y="38"{{#isEnd}} class="end"{{/isEnd}}>{{label}}</text>{{/marks}}</svg></figure>
        """#
    static let spark = #"""
        <svg class="spark" viewBox="0 0 80 20" width="80" height="20" role="img" aria-label="{{summary}}"><path class="line s1" d="{{d}}"/></svg>
        """#
    static let tiles = #"""
        <figure class="chart tiles"><figcaption>{{title}}</figcaption><svg viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}" role="group" aria-label="{{summary}}">{{#tiles}}<a href="{{href}}" aria-label="{{name}}: {{word}}"><rect class="tile {{kind}}" x="{{x}}" y="{{y}}" width="34" height="34"/><text x="{{textX}}" y="{{textY}}" class="mid">{{code}}</text><text x="{{textX}}" y="{{valueY}}" class="mid small">{{value}}</text></a>{{/tiles}}</svg></figure>
        """#
}
