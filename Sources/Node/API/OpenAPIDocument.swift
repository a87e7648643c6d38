/// The description of the API that `GET /openapi.yaml` gives. Scripts/openapi.py writes it from Docs/openapi.yaml.
enum OpenAPIDocument {
    static let yaml = part1 + part2
}
