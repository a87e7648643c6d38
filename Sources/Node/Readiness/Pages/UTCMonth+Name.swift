internal import Console

extension UTCMonth {
    /// `November 2026`, as readers of the language write it within a sentence.
    func name(in language: Language) -> String {
        let place = min(max(month, 1), 12) - 1
        switch language {
        case .english, .lengthened: return "\(UTCMonth.english[place]) \(year)"
        case .spanish: return "\(UTCMonth.spanish[place]) de \(year)"
        case .portuguese: return "\(UTCMonth.portuguese[place]) de \(year)"
        case .french: return "\(UTCMonth.french[place]) \(year)"
        }
    }

    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let spanish = [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ]
    private static let portuguese = [
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
        "novembro", "dezembro",
    ]
    private static let french = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
}
