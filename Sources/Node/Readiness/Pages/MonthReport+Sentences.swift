internal import Console

extension MonthReport {
    static let readyNow = Sentence(
        en: "Ready networks: {ready} of {networks}; at the beginning {before}.",
        es: "Redes preparadas: {ready} de {networks}; al principio, {before}.",
        pt: "Redes preparadas: {ready} de {networks}; no início, {before}.",
        fr: "Réseaux prêts : {ready} sur {networks} ; {before} au début.")
    static let noInvalid = Sentence(
        en: "No route is invalid: networks that validate reach all of them.",
        es: "Ninguna ruta es inválida: las redes que validan llegan a todas.",
        pt: "Nenhuma rota é inválida: as redes que validam chegam a todas.",
        fr: "Aucune route n’est invalide : les réseaux qui valident les atteignent toutes.")
    static let someInvalid = Sentence(
        en: .counted(
            one: "One route is invalid, and networks that validate do not use it; it is of {asn}.",
            other: "{count} routes are invalid, and networks that validate do not use them; {most} are of {asn}."),
        es: .counted(
            one: "Una ruta es inválida y las redes que validan no la usan; es de {asn}.",
            other: "{count} rutas son inválidas y las redes que validan no las usan; {most} son de {asn}."),
        pt: .counted(
            one: "{count} rota inválida, que as redes que validam não usam; é de {asn}.",
            other: "{count} rotas inválidas, que as redes que validam não usam; {most} são de {asn}."),
        fr: .counted(
            one: "{count} route invalide, que les réseaux qui valident n’utilisent pas ; elle est de {asn}.",
            other: "{count} routes invalides, que les réseaux qui valident n’utilisent pas ; dont {most} de {asn}."))
    static let risen = Sentence(
        en: .counted(one: "One network rose by a level: {list}.", other: "{count} networks rose by a level: {list}."),
        es: .counted(one: "Una red subió de nivel: {list}.", other: "{count} redes subieron de nivel: {list}."),
        pt: .counted(one: "{count} rede subiu de nível: {list}.", other: "{count} redes subiram de nível: {list}."),
        fr: .counted(
            one: "{count} réseau a progressé d’un niveau : {list}.",
            other: "{count} réseaux ont progressé d’un niveau : {list}."))
    static let signed = Sentence(
        en: .counted(
            one: "One network has more valid routes: {list}.", other: "{count} networks have more valid routes: {list}."
        ),
        es: .counted(
            one: "Una red tiene más rutas válidas: {list}.", other: "{count} redes tienen más rutas válidas: {list}."),
        pt: .counted(
            one: "{count} rede tem mais rotas válidas: {list}.", other: "{count} redes têm mais rotas válidas: {list}."),
        fr: .counted(
            one: "{count} réseau a davantage de routes valides : {list}.",
            other: "{count} réseaux ont davantage de routes valides : {list}."))
    static let aspas = Sentence(
        en: .counted(one: "One network made an ASPA: {list}.", other: "{count} networks made an ASPA: {list}."),
        es: .counted(one: "Una red creó un ASPA: {list}.", other: "{count} redes crearon un ASPA: {list}."),
        pt: .counted(one: "{count} rede criou um ASPA: {list}.", other: "{count} redes criaram um ASPA: {list}."),
        fr: .counted(
            one: "{count} réseau a créé un ASPA : {list}.", other: "{count} réseaux ont créé un ASPA : {list}."))
    static let mended = Sentence(
        en: .counted(one: "There is one invalid route less.", other: "There are {count} invalid routes less."),
        es: .counted(one: "Hay una ruta inválida menos.", other: "Hay {count} rutas inválidas menos."),
        pt: .counted(one: "Há menos {count} rota inválida.", other: "Há menos {count} rotas inválidas."),
        fr: .counted(one: "Il y a {count} route invalide de moins.", other: "Il y a {count} routes invalides de moins.")
    )
    static let nothing = Sentence(
        en: "The figures show no improvement in this month.", es: "Las cifras no muestran mejoras en este mes.",
        pt: "Os números não mostram melhorias neste mês.", fr: "Les chiffres ne montrent aucun progrès ce mois-ci.")
}
