import Access
import Console
import DeskStore
import FoundationEssentials
import Synchronization
import TestSupport

@testable import HTTPService
@testable import Node

/// Renders pages of the console as a node does.
struct PageRenderer: Sendable {
    /// The names of templates that nothing had.
    final class Missing: Sendable {
        private let names = Mutex<Set<String>>([])

        var all: [String] { names.withLock { $0.sorted() } }

        func insert(_ name: String) { names.withLock { _ = $0.insert(name) } }
    }

    let site: ConsoleSite
    let missing: Missing
    let visitor: Visitor
    let now: Date

    init(_ parts: [ConsoleParts], state: NodeState, roles: Set<Role> = [.analyst, .administrator], now: Date) throws {
        let missing = Missing()
        var site = try ConsoleSite(parts: parts, alarms: state.alarms, clock: { now })
        site.onMissing = { missing.insert($0) }
        (self.site, self.missing, self.now) = (site, missing, now)
        visitor = Visitor(.user("ana"), grants: roles.sorted().grants)
    }

    func request(
        _ path: String, _ query: String = "", tail: String = "", form: FormFields? = nil,
        _ language: Language = .english
    ) throws -> PageRequest {
        PageRequest(
            path: path, tail: tail, query: try QueryParameters(query, limit: 20), form: form, language: language,
            now: now,
            reader: Reader(visitor), source: .local)
    }

    /// The page at a path, which may have more after it.
    func answer(
        _ path: String, _ query: String = "", form: FormFields? = nil, _ language: Language = .english
    ) async throws -> (page: ConsolePage, request: PageRequest, answer: PageAnswer)? {
        guard
            let page = site.pages.first(where: {
                $0.hasTail ? path.hasPrefix($0.path) && path != $0.path : $0.path == path
            })
        else { return nil }
        let request = try request(path, query, tail: String(path.dropFirst(page.path.count)), form: form, language)
        if form != nil {
            guard let post = page.post else { return nil }
            return (page, request, try await post.handler(request))
        }
        return (page, request, try await page.get(request))
    }

    /// The HTML of a page; `nil` where there is none, or where it leads elsewhere.
    func html(_ path: String, _ query: String = "", _ language: Language = .english) async throws -> String? {
        guard let (page, request, answer) = try await answer(path, query, language),
            case .page(let title, let view) = answer
        else { return nil }
        return await site.html(page.template, title: title, view, for: request, of: page)
    }
}

extension RequestSource {
    /// A program of the same machine.
    static let local = RequestSource(address: nil, isSecure: false, isLoopback: true)
}
