internal import Console

/// The node's own alarms among what needs someone.
enum AlarmItems {
    static func items(_ alarms: [Alarm], _ request: PageRequest) -> [StartItem] {
        alarms.map { alarm in
            StartItem(
                urgency: alarm.isHolding ? 70 : 50, what: request.text(what, ["subject": .text(alarm.subject)]),
                why: alarm.message, since: alarm.since, state: (.stale, request.text(word)), next: request.text(next),
                href: "/sources", question: .overview)
        }
    }

    private static let what = Sentence(
        en: "The node reports: {subject}", es: "El nodo informa: {subject}", pt: "O nó informa: {subject}",
        fr: "Le nœud signale : {subject}")
    private static let word = Sentence(en: "alarm", es: "alarma", pt: "alarme", fr: "alarme")
    private static let next = Sentence(
        en: "read the reason and mend it", es: "lea el motivo y corríjalo", pt: "leia o motivo e corrija-o",
        fr: "lire la raison et y remédier")
}
